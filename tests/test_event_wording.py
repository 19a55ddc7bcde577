"""Ways in which news English tells events: each kind in several sentences, beside the nearest that tell none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import annotate
from geo.types import Document

if TYPE_CHECKING:
    from spacy.language import Language

    from geo.types import Telling

PUBLISHED = "2024-06-10"  # a Monday


def told(nlp: Language, text: str) -> list[Telling]:
    document = Document(id="test", title="", text=text, published=PUBLISHED)
    return [t for t in annotate(nlp, document)._.tellings if t.reality == "happened"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # attacks in the passive, without a doer
        ("The town hall of Lira was attacked on Friday.", "clash"),
        ("A bus station and two shops were bombed overnight in Gulu.", "clash"),
        ("On Monday a convoy was ambushed outside Moroto.", "clash"),
        ("A nurse was attacked at the gate of a clinic in Mbale.", "clash"),
        # bombs and what they do
        ("Guerrillas blew up a power pylon outside Gulu.", "clash"),
        ("A railway bridge was dynamited in the night.", "clash"),
        ("Insurgents planted a bomb in a hotel in Arua.", "clash"),
        ("Youths threw a grenade at the courthouse.", "clash"),
        ("The post office was blown up by rebels on Friday.", "clash"),
        ("Three bombings were carried out in Lira on Sunday.", "clash"),
        ("Two car bombs exploded in Gulu.", "clash"),
        ("A car bomb ripped through a market in Gulu.", "clash"),
        # from the air
        ("Drone strikes hit two villages north of Gulu.", "clash"),
        ("An air strike destroyed a bridge near Arua.", "clash"),
        ("Fighter jets pounded rebel positions near Moroto.", "clash"),
        ("Warplanes targeted a depot in Kitgum on Friday.", "clash"),
        # places taken and retaken
        ("Rebels captured the town of Kitgum on Friday.", "clash"),
        ("The army retook two villages near Moroto.", "clash"),
        ("Militants overran a military base near Arua.", "clash"),
        ("Rebel fighters seized control of the airport on Sunday.", "clash"),
        # fights
        ("Scuffles erupted between students and police in Lira.", "clash"),
        ("Gun battles raged in two districts of Gulu.", "clash"),
        ("Skirmishes flared along the border on Friday.", "clash"),
        ("A brawl broke out between two families in Mbale.", "clash"),
        # killed by name, and in fights
        ("A gunman stabbed the councillor Peter Doe to death in Lira.", "killing"),
        ("Two youths beat a night watchman to death on Friday.", "killing"),
        ("The mayor's murder in Gulu shook the country.", "killing"),
        ("Peter Doe's assassination came on Friday.", "killing"),
        ("During the clashes, nine rebels and two soldiers were killed near Gulu.", "killing"),
        ("In the battle 30 insurgents and a policeman were killed on Friday.", "killing"),
        # hostages and sieges
        ("Gunmen took 20 guards hostage at a mine near Arua.", "other"),
        ("Inmates held six wardens hostage on Friday.", "other"),
        ("Two teachers were taken hostage in Moroto.", "other"),
        ("The hostage crisis at the hotel ended on Sunday.", "other"),
        ("The siege of the courthouse lasted nine hours.", "other"),
        ("Militants besieged a school in Gulu on Friday.", "other"),
        ("Armed men stormed the parliament in Lira on Friday.", "clash"),
        ("Protesters stormed the governor's residence.", "other"),
        # prisons
        ("Police regained control of the prison on Sunday.", "raid"),
        ("The army retook the jail in Gulu after two days.", "raid"),
        ("Prisoners broke out of a jail in Moroto.", "prison_break"),
        ("Masked gunmen freed 30 inmates from a jail in Arua.", "prison_break"),
        ("Guards were bribed to let nine convicts escape from the penitentiary.", "prison_break"),
        ("Prisoners rioted at the jail in Lira on Friday.", "other"),
        ("Detainees of the juvenile home started to mutiny on Friday.", "other"),
        ("Residents rampaged through the market.", "other"),
        # raids
        ("Before dawn, Ugandan soldiers swooped on a ranch outside Gulu.", "raid"),
        ("Special forces burst into a house in Arua on Friday.", "raid"),
        ("On Monday police closed in on a hideout near Lira.", "raid"),
        ("A military mission against the trafficker ended in Gulu.", "raid"),
        ("An army sweep targeting the gang began on Friday.", "raid"),
        ("Marines launched an assault on the compound to capture the warlord.", "raid"),
        ("Commandos staged an attack on the villa to free the captives.", "raid"),
        # arson
        ("A truck and two cars went up in flames on Friday.", "arson"),
        ("Buses were set ablaze in Gulu.", "arson"),
        ("Charred buses littered the highway into Gulu on Friday.", "arson"),
        ("The hulk of a burnt-out van near Lira on Saturday.", "arson"),
        ("The carcass of a torched tanker blocks the road.", "arson"),
        ("Men poured petrol on a shop and set it alight.", "arson"),
        # fires of nobody's making
        ("A fire broke out at a warehouse in Gulu on Friday.", "other"),
        ("Fire destroyed 40 homes in Lira.", "other"),
        ("A blaze gutted the central market on Sunday.", "other"),
        ("Firefighters put out the blaze by noon.", "other"),
        # blockades
        ("Windows were smashed and the highway blocked on Friday.", "blockade"),
        ("Farmers obstructed the road to Gulu with tractors.", "blockade"),
        ("Truckers shut the border crossing on Sunday.", "blockade"),
        ("Villagers felled trees across the road near Arua.", "blockade"),
        ("Strikers choked off the route to the port.", "blockade"),
        # travel
        ("The carrier called off all flights to Gulu on Sunday.", "travel_disruption"),
        ("Sailings to the island were called off.", "travel_disruption"),
        ("Ferry traffic around Lira remained suspended on Friday.", "travel_disruption"),
        ("Air traffic over the region is disrupted.", "travel_disruption"),
        ("The cruise line will make no stop at Arua this month.", "travel_disruption"),
        ("Two airlines no longer fly to Gulu.", "travel_disruption"),
        ("Trains are not running between Gulu and Lira.", "travel_disruption"),
        # calls and funerals
        ("Yusuf phoned Okoro on Sunday.", "call"),
        ("The president rang the premier on Friday.", "call"),
        ("On Sunday the general was carried to his grave in Lira.", "funeral"),
        ("The singer was lowered into the earth on Friday.", "funeral"),
        ("The coffin was lowered into the tomb on Friday.", "funeral"),
        # deployments
        ("Soldiers were sent in on Friday.", "deployment"),
        ("Troops poured into the town on Sunday.", "deployment"),
        ("Riot police lined the square in Lira.", "deployment"),
        ("Armoured vehicles rolled into Gulu on Friday.", "deployment"),
        ("Marines took up positions around the port.", "deployment"),
        ("National guardsmen were stationed at the station.", "deployment"),
        # coups
        ("Officers overthrew President John Doe on Friday.", "other"),
        ("The military seized power in Gulu on Friday.", "other"),
        ("The coup on Friday ended ten years of his rule.", "other"),
        ("Army officers announced a coup on state radio.", "other"),
        # protests and strikes
        ("Students held rallies in Lira on Sunday.", "other"),
        ("Hundreds of nurses walked off the job on Friday.", "other"),
        ("Dockers went on strike in Arua.", "other"),
        ("Thousands took to the streets of Gulu on Friday.", "other"),
        ("A general strike paralysed the capital on Friday.", "other"),
        ("Residents marched on the town hall.", "other"),
        ("Police dispersed the crowd with tear gas.", "other"),
        # states of emergency
        ("The governor declared a state of emergency on Friday.", "other"),
        ("A state of emergency was declared in two provinces.", "other"),
        ("Martial law was imposed in Gulu.", "other"),
        ("The mayor announced a nightly curfew.", "other"),
        # accidents and disasters
        ("A freight train derailed near Lira.", "other"),
        ("A ferry sank in the lake on Friday.", "other"),
        ("A truck and a bus collided outside Gulu.", "other"),
        ("A school building caved in on Sunday.", "other"),
        ("The minibus plunged into a ravine near Mbale.", "other"),
        ("The tanker overturned on a bend.", "other"),
        ("A dam burst above the town on Friday.", "other"),
        ("The river burst its banks in Arua.", "other"),
        ("Floodwaters swept away 40 homes.", "other"),
        ("An earthquake of magnitude 6 shook the island.", "other"),
        ("A strong tremor rattled Gulu on Friday.", "other"),
        ("A plane slammed into a hill near Moroto.", "other"),
        ("The freighter ran aground off the coast.", "other"),
        ("The volcano erupted on Sunday.", "other"),
        ("A car struck a tree near Lira.", "other"),
        # arrests
        ("The fugitive gave himself up in Gulu on Friday.", "arrest"),
        ("The suspect surrendered to police in Lira.", "arrest"),
        ("Two men are in custody in Arua.", "arrest"),
        ("The driver was taken into custody.", "arrest"),
        ("He was caught at the border on Friday.", "arrest"),
        ("Police rounded up 30 youths in Gulu.", "arrest"),
        ("Agents nabbed the smuggler in Lira.", "arrest"),
        ("She turned herself in on Sunday.", "arrest"),
        ("Officers picked up two suspects.", "arrest"),
        # finds, thefts
        ("Officers seized 40 bags of heroin and two rifles.", "other"),
        ("Police found two kilos of cocaine in the van.", "other"),
        ("Shops were looted in Gulu on Friday.", "other"),
        ("The robbery took place on Friday.", "other"),
        ("Armed men robbed a bank in Lira.", "other"),
        ("Police surrounded a ranch near Arua on Friday.", "raid"),
        ("Three trucks were reduced to ashes in Gulu.", "arson"),
        ("Farmers cut the highway to Gulu on Friday.", "blockade"),
        ("The ship will not call at Arua on Friday.", "travel_disruption"),
        ("Bus traffic in Gulu came to a halt.", "travel_disruption"),
        ("Gunmen helped nine inmates to escape from the jail.", "prison_break"),
        ("The judge's assassination shocked Gulu.", "killing"),
        ("Hundreds followed the coffin through Lira on Friday.", "funeral"),
        ("Another 800 soldiers arrived in Arua.", "deployment"),
        ("Soldiers stood guard outside the banks.", "deployment"),
        ("In Sunday's fighting, 12 smugglers died.", "killing"),
        ("Special forces attacked the plant to free the workers.", "raid"),
        ("The boy was hurt by a bomb in Gulu.", "clash"),
        # headlines
        ("Blast injures four in Gulu", "other"),
        ("Collision injures woman in Lira", "other"),
        ("Explosion injures four near Gulu", "other"),
        ("Police nab gang leader in Lira", "arrest"),
        ("Earthquake shakes Gulu", "other"),
        # shot at, wounded
        ("He shot a man near the bridge in Lira.", "clash"),
        ("Two teachers were shot at on Friday.", "clash"),
        ("A driver was shot and wounded in Gulu.", "clash"),
    ],
)
def test_told_in_other_words(nlp: Language, text: str, kind: str) -> None:
    assert kind in [t.type for t in told(nlp, text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The proposal was attacked by critics.", "clash"),
        ("The minister was attacked by the opposition for his speech.", "clash"),
        ("Children blew up balloons in the square.", "clash"),
        ("The photo was blown up for the poster.", "clash"),
        ("The firm planted trees in Arua.", "clash"),
        ("Transport strikes hit two towns on Friday.", "clash"),
        ("The team captured the title in Gulu.", "clash"),
        ("The photographer captured the town on film.", "clash"),
        ("The lawyers had a confrontation with the league over the match.", "clash"),
        ("The board's killing of the project was criticised.", "killing"),
        ("She was bored to death in Lira.", "killing"),
        ("The plan is hostage to politics.", "other"),
        ("Fans stormed the pitch after the match.", "clash"),
        ("The party regained control of the council.", "raid"),
        ("The boy broke out in a rash at the prison school.", "prison_break"),
        ("A trade mission against tariffs opened.", "raid"),
        ("Police closed in August.", "raid"),
        ("The doctor burned his hand.", "arson"),
        ("Burned hands heal slowly.", "arson"),
        ("The mayor's house has a burning lamp.", "arson"),
        ("The road was closed in winter by snow and nobody minded.", "killing"),
        ("The union called off its strike.", "travel_disruption"),
        ("The airline called off the merger.", "travel_disruption"),
        ("No train was cancelled on Friday.", "travel_disruption"),
        ("None of the flights were suspended.", "travel_disruption"),
        ("The bell rang at noon.", "call"),
        ("The ferry line makes a port call at Arua.", "call"),
        ("The flag was lowered on Friday.", "funeral"),
        ("Trees lined the road to Gulu.", "deployment"),
        ("Letters poured into the office.", "deployment"),
        ("The coup de grace was a goal in the last minute.", "other"),
        ("The boss seized the opportunity.", "other"),
        ("The state of the roads was declared a disgrace.", "other"),
        ("Talks collapsed on Friday.", "other"),
        ("Shares sank on Monday.", "other"),
        ("The website crashed.", "other"),
        ("Prices plunged on Friday.", "other"),
        ("He won by an avalanche of votes.", "other"),
        ("The party won a landslide victory.", "other"),
        ("The agreement struck on Friday pleased both.", "other"),
        ("The goalkeeper caught the ball.", "arrest"),
        ("She gave up smoking.", "arrest"),
        ("He turned in his essay.", "arrest"),
        ("She won custody of her son.", "arrest"),
        ("The bus was caught in traffic.", "arrest"),
        ("He shot a film in Lira.", "clash"),
        ("The idea took hold.", "other"),
        ("The landslide cut a road.", "blockade"),
        ("Helicopter fire came from the hill.", "other"),
        ("They want the neighbour to stop its air strikes in Lira.", "clash"),
        ("Officers arrived at the scene.", "deployment"),
        ("The ship will call at Arua on Friday.", "travel_disruption"),
        ("The plan allowed for inmates to try an escape.", "prison_break"),
        ("Fans surrounded the house of the singer.", "raid"),
    ],
)
def test_not_told(nlp: Language, text: str, kind: str) -> None:
    assert kind not in [t.type for t in told(nlp, text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("No shop was torched.", "arson"),
        ("Nobody was arrested on Friday.", "arrest"),
        ("No one was stabbed, the police said.", "clash"),
        ("None of the buses were set on fire.", "arson"),
        ("The march was called off.", "other"),
        ("The union postponed the protest on Friday.", "other"),
        ("The party called for a protest in Lira.", "other"),
        ("Rumours of a coup spread in Gulu.", "other"),
        ("He falsely reported a shooting in Lira.", "clash"),
        ("Police ruled out an attack.", "clash"),
        ("It was not an attack.", "clash"),
        ("She is not under arrest.", "arrest"),
        ("He set up a stand and fired through the door.", "arson"),
        ("A bomb failed to explode in Gulu.", "clash"),
        ("Rebels never attacked the town.", "clash"),
        ("The soldiers were about to storm the prison.", "prison_break"),
        ("Gunmen were poised to attack the convoy.", "clash"),
        ("The crew narrowly avoided a collision.", "other"),
    ],
)
def test_denied_or_open(nlp: Language, text: str, kind: str) -> None:
    assert kind not in [t.type for t in told(nlp, text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody was hurt when the bomb exploded in Gulu.", "clash"),
        ("He is under arrest.", "arrest"),
        ("Police called off the search on Friday.", "other"),
        ("The rebels denied that they attacked the town, but gunmen fired at the bus.", "clash"),
        ("No arrests were made after gunmen attacked the convoy.", "clash"),
        ("The dockers' strike on Friday closed the port.", "other"),
    ],
)
def test_told_although(nlp: Language, text: str, kind: str) -> None:
    assert kind in [t.type for t in told(nlp, text)]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("On Friday gunmen took 20 guards hostage.", "other", "2024-06-07"),
        ("The bridge was blown up late on Saturday.", "clash", "2024-06-08"),
        ("It was on Saturday that the train derailed.", "other", "2024-06-08"),
        ("It was Friday when soldiers stormed the villa.", "raid", "2024-06-07"),
    ],
)
def test_days(nlp: Language, text: str, kind: str, day: str) -> None:
    assert day in [t.date_start for t in told(nlp, text) if t.type == kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Special forces swooped on a villa in Ulm before dawn on Sunday.", "raid"),
        ("Commandos landed at the hideout of the bandit chief on Sunday.", "raid"),
        ("Marines made an attack on the ranch on Sunday to capture the smuggler.", "raid"),
        ("Troops attacked the hideout on Sunday in order to arrest the smuggler.", "raid"),
        ("Two lorries were left in flames near Ulm on Sunday.", "arson"),
        ("Rioters put a match to three shops on Sunday.", "arson"),
        ("A petrol station was set ablaze in Ulm on Sunday.", "arson"),
        ("Gunmen sealed the bridge on Sunday.", "blockade"),
        ("Villagers closed the highway with stones on Sunday.", "blockade"),
        ("Bus services in Ulm were suspended on Sunday.", "travel_disruption"),
        ("Two bus companies stopped serving Ulm on Sunday.", "travel_disruption"),
        ("Insurgents blew open the gates of the jail on Sunday.", "prison_break"),
        ("Fifteen detainees got away from a police lockup on Sunday.", "prison_break"),
        ("Weber rang Rossi on Sunday, and the two spoke for an hour.", "call"),
        ("Hundreds bade farewell to the slain nurse in Ulm on Sunday.", "funeral"),
        ("Soldiers stood at every corner of Ulm on Sunday.", "deployment"),
        ("Another 600 marines flew into Ulm on Sunday.", "deployment"),
        ("The governor called in the National Guard on Sunday.", "deployment"),
        ("Troops fought militants for six hours near Ulm on Sunday.", "clash"),
        ("Skirmishes were reported near Ulm on Sunday.", "clash"),
        ("A radio station was shot at on Sunday.", "clash"),
        ("Detainees rose up against their guards on Sunday.", "other"),
        ("A car bomb wrecked a bank on Sunday.", "clash"),
    ],
)
def test_told_in_further_words(nlp: Language, text: str, kind: str) -> None:
    assert (kind, "2024-06-09") in {(t.type, t.date_start) for t in told(nlp, text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reporters swooped on the villa of the singer on Sunday.", "raid"),
        ("Tourists landed at the beach on Sunday.", "raid"),
        ("The team was set on winning on Sunday.", "arson"),
        ("He put a match to his cigar on Sunday.", "arson"),
        ("The chef sealed the jar on Sunday.", "blockade"),
        ("The bank suspended two clerks on Sunday.", "travel_disruption"),
        ("The café stopped serving soup on Sunday.", "travel_disruption"),
        ("The wind blew open the gates of the park on Sunday.", "prison_break"),
        ("The bell rang in the church on Sunday.", "call"),
        ("The band said farewell to its fans on Sunday.", "funeral"),
        ("Soldiers stood in line for soup on Sunday.", "deployment"),
        ("Nurses fought for higher pay on Sunday.", "clash"),
        ("Prices rose up to nine percent on Sunday.", "other"),
        ("She swept to office in a landslide on Sunday.", "other"),
    ],
)
def test_what_only_sounds_so(nlp: Language, text: str, kind: str) -> None:
    assert kind not in {t.type for t in told(nlp, text)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A stretch of a motorway bridge gave way in heavy rain.", ["other"]),
        ("A stretch of the talks gave way to anger.", []),
        ("Bambari was captured by the rebels on Sunday.", ["clash"]),
        ("The army occupied the broadcasting house in Gulu.", ["other"]),
        ("The army occupied itself with drills.", []),
        ("Farmers had parked their tractors across both lanes.", ["blockade"]),
        ("Farmers had parked their tractors on the road.", []),
        ("Trains between Gulu and Lira are running hours late.", ["travel_disruption"]),
        ("Trains between Gulu and Lira are running again.", []),
        ("Gunmen drove to the prison and let out 230 inmates.", ["prison_break"]),
        ("Presidents Adu and Mora discussed the crews by telephone.", ["call"]),
        ("The town took its leave of the murdered teacher.", ["funeral"]),
        ("The teacher took her leave in May.", []),
        ("Coffins moved through the lanes of the town all day.", ["funeral"]),
        ("Carts moved through the lanes of the town all day.", []),
        ("Thousands filed past the coffins on Tuesday.", ["funeral"]),
        ("A memorial service was held on Tuesday.", ["funeral"]),
        ("A bus service was held up on Tuesday.", []),
        ("Funeral honours for the six soldiers were held at a camp.", ["funeral"]),
        ("Policemen searched the offices of the railway on Thursday.", ["other"]),
        ("Policemen searched their memories on Thursday.", []),
        ("The offices of the railway were searched on Thursday.", ["other"]),
        ("The army gave up its post at Lira.", ["other"]),
        ("The singer gave up her post at Lira.", []),
        ("Troops abandoned the base on Friday.", ["other"]),
        ("Fans abandoned the base line on Friday.", []),
        ("Prosecutors opened an inquiry on Friday.", ["other"]),
        ("Prosecutors opened an office on Friday.", []),
        ("Some 150 people fled to Lira on Monday.", ["other"]),
        ("Some 150 birds flew to Lira on Monday.", []),
        ("Some 1,200 residents returned to their homes on Tuesday.", ["other"]),
        ("Some 1,200 residents returned to the subject on Tuesday.", []),
        ("The government decreed three days of mourning.", ["other"]),
        ("The government decreed three days of discounts.", []),
        ("Marines assaulted the hilltop house of the trafficker.", ["raid"]),
    ],
)
def test_further_ways_to_tell_it(nlp: Language, text: str, kinds: list[str]) -> None:
    assert [t.type for t in told(nlp, text)] == kinds


def test_a_toll_has_the_day_of_what_it_counts(nlp: Language) -> None:
    text = "The death toll from the bombing of a mosque in Ulm on Sunday rose to 31 on Monday."
    assert [t.date_start for t in told(nlp, text) if t.type == "killing"] == ["2024-06-09"]
    assert [t.date_start for t in told(nlp, "The death toll rose to 31 on Monday.") if t.type == "killing"] == [None]


def test_the_day_after_counts_from_what_was_done_then(nlp: Language) -> None:
    text = "The bishop spoke the day after commandos stormed the villa. He spoke on Saturday."
    assert [t.date_start for t in told(nlp, text) if t.type == "raid"] == ["2024-06-07"]
    other = "The bishop spoke the day after commandos stormed the villa. The choir sang on Saturday."
    assert "2024-06-07" not in {t.date_start for t in told(nlp, other) if t.type == "raid"}


def test_who_heads_an_office_makes_a_statement(nlp: Language) -> None:
    assert [t.type for t in told(nlp, "“We are safe,” Interior Minister Kwame Adu said.")] == ["statement"]
    assert not told(nlp, "“We are safe,” Kwame Adu said.")
    assert [t.type for t in told(nlp, "There is no danger, according to a statement by the police.")] == ["statement"]
