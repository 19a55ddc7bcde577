"""From texts to places: each rule with a sentence of its own and a counter-example."""

from __future__ import annotations

import pytest

from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.resolve import resolve
from geo.resolve.toponyms.outlet import home
from geo.settings import Settings


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer(Settings())


@pytest.fixture(scope="session")
def read(nlp, gazetteer):
    """Mentions of a text, by the words that name them (the last of the same words)."""

    def _read(text: str, domain: str | None = None):
        return {m.text: m for m in resolve(nlp(text), gazetteer, domain)}

    return _read


def where(mention) -> tuple[str, str | None] | None:
    return (mention.place.name, mention.place.admin1 or mention.place.country) if mention.place else None


# Recognition


def test_offsets_are_those_of_the_text_and_in_order(nlp, gazetteer) -> None:
    text = "Floods hit Accra, Kumasi and Tamale in Ghana’s worst storm; the U.S.-Ghana flight was late."
    mentions = resolve(nlp(text), gazetteer)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert {"Accra", "Kumasi", "Tamale", "Ghana", "U.S."} <= {m.text for m in mentions}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A warehouse burned down in Toledo, Ohio, overnight.", "Toledo", ("Toledo", "Ohio")),
        ("A warehouse burned down in Toledo, Spain, overnight.", "Toledo", ("Toledo", "Castilla-La Mancha")),
        ("The family moved from Paris, Texas, last year.", "Paris", ("Paris", "Texas")),
        ("He was held in Ithaca, N.Y., on Friday.", "N.Y.", ("New York", "New York")),
        ("She was born in Buffalo, New York, and lives in Erie.", "New York", ("New York", "New York")),
        ("Rain fell in Salem, Ore., for nine days.", "Ore.", ("Oregon", "Oregon")),
    ],
)
def test_the_area_behind_a_name_decides(read, text: str, name: str, expected: tuple[str, str]) -> None:
    assert where(read(text)[name]) == expected


def test_a_misspelt_town_is_found_within_the_area_behind_it(read) -> None:
    found = read("Soldiers searched a house in Cuernavacca, Morelos, at dawn.")
    assert where(found["Cuernavacca"]) == ("Cuernavaca", "Morelos")
    assert "spelt almost alike" in found["Cuernavacca"].reason


def test_a_town_that_the_area_does_not_have_stays_unplaced(read) -> None:
    mention = read("A truck overturned in Kalamazoo, Vermont, on Monday.")["Kalamazoo"]
    assert mention.place is None
    assert mention.where_prec is None
    assert mention.reason.startswith("Not placed")


def test_a_dateline_is_a_place_and_no_scene(read) -> None:
    found = read("TUCUMÁN, Argentina (AP) — Three people died in a bus crash on Friday.")
    assert where(found["TUCUMÁN"]) is not None
    assert found["TUCUMÁN"].role == "mention"
    assert found["Argentina"].role == "mention"


@pytest.mark.parametrize(
    "text",
    [
        "The committee will meet in May, and May be it will decide.",
        "Reading a good book in bed is nice.",
        "They told us that the union will split the prize.",
        "The reward is US $5 million for each of them.",
        "Victoria Jones was late, Jones said.",
        "The shop stands at 12 Dublin Road near the school.",
    ],
)
def test_everyday_words_money_people_and_streets_are_no_places(read, text: str) -> None:
    assert not read(text)


def test_a_name_once_a_person_stays_one(read) -> None:
    found = read("Senator Amy Washington spoke first. The crowd cheered as Washington left the stage in Boston.")
    assert set(found) == {"Boston"}


def test_the_same_word_is_a_place_where_no_person_has_it(read) -> None:
    assert where(read("The crowd cheered as the bus left Washington for Boston.")["Washington"])[0] == "Washington"


def test_lists_pull_in_what_the_tagger_misses(read) -> None:
    found = read("Flights from Bradford, Halifax, Leeds and Keighley were grounded, the airport said.")
    assert {"Bradford", "Halifax", "Leeds", "Keighley"} <= set(found)


def test_state_abbreviations_need_a_town_before_them(read) -> None:
    assert "Ind." in read("The plant in Gary, Ind., closed.")
    assert "OK" not in read("She said she was OK after the fall.")
    assert "IN" not in read("WHAT HAPPENED IN THE STREETS")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two people were hurt in Chelsea on Sunday, the mayor of New York said.", "Chelsea"),
        ("A volcano erupted on the island of Java on Monday.", "Java"),
        ("In the Omani capital, Muscat, police closed the port.", "Muscat"),
    ],
)
def test_names_that_people_bear_are_places_where_they_stand_as_such(read, text: str, name: str) -> None:
    assert where(read(text)[name]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Chelsea Brown said that Chelsea was tired.",
        "Programmers like Java, he said.",
    ],
)
def test_the_same_names_are_none_where_people_or_things_bear_them(read, text: str) -> None:
    assert not {"Chelsea", "Java"} & set(read(text))


def test_agencies_and_patron_saints_are_no_towns(read) -> None:
    found = read("The fire began in the Saint Peter and Saint Paul Cathedral, according to Ahram in Egypt.")
    assert not {"Saint Peter", "Saint Paul", "Ahram"} & set(found)
    assert "Saint Paul" in read("The fire began in Saint Paul, Minnesota, on Friday.")


# Ranking


def test_a_namesake_in_a_far_country_is_no_answer(read) -> None:
    text = "Georgia’s police said that Tbilisi, Kutaisi and Batumi were calm. Roads in Ajara were open."
    assert where(read(text)["Ajara"]) in (("Adjara", "Adjara"), None)
    assert where(read("Farmers in Ajara, Maharashtra, lost their crops.")["Ajara"]) == ("Ajara", "Maharashtra")


def test_the_country_a_text_speaks_of_decides(read) -> None:
    found = read("Peru’s government sent help. Roads to Trujillo and Arequipa were cut, Peruvian police said.")
    assert found["Trujillo"].place.country == "PE"
    other = read("Spain’s government sent help. Roads to Trujillo and Cáceres were cut, Spanish police said.")
    assert other["Trujillo"].place.country == "ES"


def test_the_outlets_home_decides(read) -> None:
    text = "Police in Newcastle closed two bridges after the storm."
    assert read(text, "www.example.com.au")["Newcastle"].place.country == "AU"
    assert read(text, "www.example.co.uk")["Newcastle"].place.country == "GB"


def test_a_word_of_level_decides(read) -> None:
    assert read("The state of Puebla raised its taxes.")["Puebla"].place.level == "admin1"
    assert read("The city of Puebla raised its taxes.")["Puebla"].place.level == "city"


def test_one_sense_for_one_name(nlp, gazetteer) -> None:
    text = "Fire broke out in Athens, Georgia. Later, firefighters from Athens said that the fire was out."
    towns = [m.place.admin1 for m in resolve(nlp(text), gazetteer) if m.text == "Athens"]
    assert towns == ["Georgia", "Georgia"]


def test_an_outlet_pulls_no_name_home_where_the_text_names_nothing_around_it(read) -> None:
    text = (
        "Japan protested. The French president said in Paris that he was shocked, and a U.S. minister in London that"
        " Americans, among them a Texan, had died."
    )
    assert read(text, "www.meridiantimes.example")["Paris"].place.country == "FR"
    near = "Police in Brantford, Ontario, closed a road to Paris after the storm."
    assert read(near, "brantnews.example")["Paris"].place.country == "CA"


def test_the_home_of_an_outlet(gazetteer) -> None:
    assert home("www.some-paper.co.nz", gazetteer).country == "NZ"
    assert home("elsewhere.io", gazetteer).country is None
    assert "Dallas" in {entry.place.name for entry in home("dallasdailypost.com", gazetteer).places}
    assert home(None, gazetteer).places == ()


def test_candidates_are_ranked_and_scored(read) -> None:
    mention = read("The march began in Valencia.")["Valencia"]
    scores = [candidate.score for candidate in mention.candidates]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
    assert mention.candidates[0].place == mention.place
    assert 0 < mention.score <= 1


# Roles


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Gunmen killed four people in Zamboanga on Sunday.", "Zamboanga", "event"),
        ("A bomb exploded near Mosul in Iraq, killing two.", "Mosul", "event"),
        ("Rebels attacked a hotel in Mogadishu, Somalia’s capital.", "Somalia", "mention"),
        ("A ferry sank off Lampedusa, killing nine.", "Lampedusa", "event"),
        ("Rep. Ann Lee, R-Texas, voted no.", "Texas", "mention"),
        ("The suspect, a native of Zamboanga, studied law.", "Zamboanga", "mention"),
        ("France condemned the decision and recalled its envoy.", "France", "metonym"),
        ("The minister urged Brazil to sign the treaty.", "Brazil", "metonym"),
        ("Talks between Chile and Bolivia resumed.", "Bolivia", "metonym"),
        ("The Kenyan government declined to comment.", "Kenyan", "demonym"),
        ("Hikers like the north of Chile.", "Chile", "mention"),
        ("Two students of the University of Nairobi won.", "Nairobi", "part_of_name"),
        ("The Sonora Liberation Front claimed the attack.", "Sonora", "part_of_name"),
        ("The Kremlin denied it.", "Kremlin", "metonym"),
        ("Heavy rain flooded parts of Bolivia and drowned nine people.", "Bolivia", "event"),
        ("The visitors liked parts of Bolivia.", "Bolivia", "mention"),
        ("The wave ravaged a long stretch of Bolivia’s northern coast.", "Bolivia", "event"),
        ("Nine people were injured in a densely packed Brooklyn neighborhood by a blast.", "Brooklyn", "event"),
        ("Rebels burned a school in Uyo in the Akwa Ibom district.", "Akwa Ibom", "event"),
        ("Towns worst hit, like the port of Beira, were without power.", "Beira", "event"),
        ("Towns far off, like the port of Beira, were without power.", "Beira", "mention"),
        ("A landslide buried a village in south-western Nepal on Friday.", "Nepal", "event"),
        ("A gunman killed three people in a South Dakota church on Sunday.", "South Dakota", "event"),
        ("The gunman, an heir of a South Dakota church family, studied law.", "South Dakota", "mention"),
        ("The blast comes a week after 44 people were killed in an attack in Ankara.", "Ankara", "mention"),
        ("It was the worst mass shooting in Idaho’s history.", "Idaho", "mention"),
        ("Gunmen killed a mayor in Zamboanga.", "Zamboanga", "event"),
        ("The mayor in Zamboanga deplored the attack.", "Zamboanga", "mention"),
        ("Boise Police Chief Ann Lee spoke to reporters.", "Boise", "part_of_name"),
        ("In the Omani capital, Muscat, police shot two men dead on Friday.", "Muscat", "event"),
        ("An earthquake hit the Indonesian island of Sumatra on Monday.", "Sumatra", "event"),
        ("The heavy defeat of the team by Chile was no surprise.", "Chile", "metonym"),
    ],
)
def test_roles(read, text: str, name: str, role: str) -> None:
    assert read(text)[name].role == role


def test_a_government_acts_in_a_headline(read) -> None:
    found = read("Serbia Arrests Opposition Leaders on Fraud Charges\n\nBELGRADE, Serbia — Police held nine people.")
    assert [m.role for m in found.values() if m.text == "Serbia"] == ["mention"]  # the dateline, the last of that name
    assert read("Serbia Arrests Opposition Leaders on Fraud Charges")["Serbia"].role == "metonym"


def test_a_seat_of_government_in_a_title_is_no_place(read) -> None:
    assert "White House" not in read("White House press secretary Ann Miller spoke on Monday.")
    assert read("The White House rejected the plan.")["White House"].role == "metonym"


def test_a_town_and_the_state_behind_it_share_their_role(read) -> None:
    found = read("Seven people were killed in Uruapan, Michoacán, on Tuesday.")
    assert found["Uruapan"].role == found["Michoacán"].role == "event"


# Houses that the gazetteer lacks


def test_a_house_takes_the_point_of_the_town_named_with_it(read) -> None:
    found = read("Gunmen opened fire at Quillmarsh University in Boise, Idaho, killing two people.")
    assert where(found["Quillmarsh University"]) == ("Boise", "Idaho")
    assert found["Quillmarsh University"].where_prec == 2
    assert found["Quillmarsh University"].role == "event"


def test_a_house_without_a_town_stays_unplaced_and_one_that_acts_is_none(read) -> None:
    assert read("Gunmen opened fire in Quillmarsh Park, killing two people.")["Quillmarsh Park"].place is None
    assert "Quillmarsh University" not in read("Quillmarsh University said that classes in Boise, Idaho, were over.")


def test_the_city_is_meant_where_city_affairs_are_spoken_of(read) -> None:
    text = "A bomb went off in New York and another in New Jersey. The mayor spoke; the boroughs were calm."
    assert read(text)["New York"].place.level == "city"
    assert read("Floods hit farms in New York and New Jersey.")["New York"].place.level == "admin1"


def test_a_part_of_any_town_is_no_town(read) -> None:
    assert "Uptown" not in read("Shops in Uptown were shut on Sunday in Charlotte, N.C., police said.")


# Precision


@pytest.mark.parametrize(
    ("text", "name", "prec"),
    [
        ("Fire destroyed a market in Kumasi.", "Kumasi", 1),
        ("Fire destroyed a farm near Kumasi.", "Kumasi", 2),
        ("Fire destroyed a farm in Harris County.", "Harris County", 3),
        ("Fire destroyed a farm in western Oaxaca state.", "Oaxaca", 4),
        ("Fires burned in the Sahel.", "Sahel", 5),
        ("Fires burned across Ghana.", "Ghana", 6),
        ("A tanker was attacked in the Gulf of Aden.", "Gulf of Aden", 7),
    ],
)
def test_where_prec_follows_ucdp(read, text: str, name: str, prec: int) -> None:
    assert read(text)[name].where_prec == prec


def test_a_part_of_a_state_is_the_state(read) -> None:
    mention = read("Fire destroyed a farm in western Oaxaca state.")["Oaxaca"]
    assert mention.place.level == "admin1"


def test_an_empty_text_has_no_places(nlp, gazetteer) -> None:
    assert resolve(nlp(""), gazetteer) == ()
    assert resolve(nlp("\n\n  \n"), gazetteer) == ()


# Names weighed together


def test_a_county_and_a_town_in_it_speak_for_each_other(read) -> None:
    found = read("Residents of Paris and Henry County will get a letter from the rescue squad, the sheriff said.")
    assert where(found["Paris"]) == ("Paris", "Tennessee")
    assert where(found["Henry County"]) == ("Henry County", "Tennessee")


def test_a_town_alone_is_the_best_known_of_its_name(read) -> None:
    assert read("Residents of Paris will get a letter.")["Paris"].place.country == "FR"


def test_words_of_one_country_speak_for_it(read) -> None:
    assert (
        read("The Cambridge city council met; the councillors heard of the motorway, the constable and the NHS.")[
            "Cambridge"
        ].place.country
        == "GB"
    )
    assert (
        read("The sheriff and the aldermen of Cambridge met the congressman on the turnpike.")[
            "Cambridge"
        ].place.country
        == "US"
    )


def test_a_capital_that_deals_is_meant_rather_than_a_state_of_its_name(read) -> None:
    found = read("Mexico said that intelligence from Washington had helped. Mexico thanked the United States.")
    assert where(found["Washington"])[1] == "District of Columbia"
    state = read("Floods hit Seattle, Tacoma and Spokane; the state of Washington declared an emergency.")
    assert state["Washington"].place.level == "admin1"


def test_a_city_and_the_district_of_its_name_are_one_spot_for_the_choice(read) -> None:
    assert where(read("Talks were held in Washington on Monday.")["Washington"])[1] == "District of Columbia"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "School boards in Barrow, Jackson and Madison counties in Georgia met.",
            {"Barrow": "Barrow County", "Jackson": "Jackson County", "Madison": "Madison County"},
        ),
        (
            "The parishes of Rapides and Avoyelles in Louisiana were hit.",
            {"Rapides": "Rapides Parish", "Avoyelles": "Avoyelles Parish"},
        ),
        (
            "Landslides cut roads in Puebla, Oaxaca and Morelos states.",
            {"Puebla": "Puebla", "Oaxaca": "Oaxaca", "Morelos": "Morelos"},
        ),
        ("Snow fell in the provinces of Herat and Farah.", {"Herat": "Herat", "Farah": "Farah"}),
    ],
)
def test_areas_share_their_word_of_kind(read, text: str, expected: dict[str, str]) -> None:
    found = read(text)
    assert {name: found[name].place.name for name in expected} == expected


def test_each_of_a_list_of_states_is_a_state(read) -> None:
    found = read("Landslides cut roads in Puebla, Oaxaca and Morelos states.")
    assert {found[name].place.level for name in ("Puebla", "Oaxaca", "Morelos")} == {"admin1"}


def test_a_list_with_a_sea_or_a_people_is_none_of_states(read) -> None:
    assert read("The Baltic and Gulf states signed a treaty.")["Baltic"].place.level == "region"
    assert read("Snow fell in the Swiss and French cantons.")["French"].role == "demonym"


@pytest.mark.parametrize(
    "text",
    [
        "Gunfire was heard in Houston, Texas. Senators returned to Washington on Tuesday.",
        "Rivers rose in Tulsa and Wichita. In Washington, lawmakers voted for more money.",
    ],
)
def test_a_capital_is_meant_where_nothing_is_told_of_the_state_of_its_name(read, text: str) -> None:
    assert where(read(text)["Washington"])[1] == "District of Columbia"


@pytest.mark.parametrize(
    "text",
    [
        "Gunfire was heard in Houston, Texas. A dam burst in Washington state on Tuesday.",
        "Rivers rose in Spokane and Yakima. In Washington, farmers lost their crops.",
        "Fires burned in Idaho, Oregon and Washington.",
        "A ferry ran aground in Tacoma, Washington, on Tuesday.",
    ],
)
def test_the_state_is_meant_where_it_is_spoken_of(read, text: str) -> None:
    assert read(text)["Washington"].place.level == "admin1"


def test_a_country_acts_where_its_capital_bears_its_name(read) -> None:
    found = read("Luxembourg sent doctors to Accra.")
    assert found["Luxembourg"].place.level == "country"


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("A market burned down in Kabul on Sunday.", "Kabul", "city"),
        ("A market burned down in Zurich on Sunday.", "Zurich", "city"),
        ("A market burned down in Kabul province on Sunday.", "Kabul", "admin1"),
        ("Snow fell in Nangarhar, Kabul and Helmand.", "Kabul", "admin1"),
        ("A market burned down in Quebec on Sunday.", "Quebec", "admin1"),
    ],
)
def test_a_town_is_meant_rather_than_the_state_that_is_little_more(read, text: str, name: str, level: str) -> None:
    assert read(text)[name].place.level == level


def test_a_word_of_kind_after_one_name_or_none_makes_no_list(read) -> None:
    found = read("Ann Jackson and Madison of Georgia like their county.")
    assert not any(m.place and m.place.level == "admin2" for m in found.values())


def test_a_small_town_close_to_the_places_of_the_text_is_one(read) -> None:
    text = "The mayor of Gainesville, Texas, and the sheriff of Cooke County spoke. {} got a new bank, and nobody knew."
    assert where(read(text.format("Whitesboro"))["Whitesboro"]) == ("Whitesboro", "Texas")
    assert "Trondheim" not in read(text.format("Tangen"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The meeting was held in St. George, Utah.", "St. George"),
        ("St. Louis-based Peabody plans a mine.", "St. Louis"),
        ("He lives near Mt. Pleasant, South Carolina.", "Mt. Pleasant"),
    ],
)
def test_names_that_open_with_a_short_word_are_looked_up_whole(read, text: str, name: str) -> None:
    assert read(text)[name].place is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two cases of West Nile virus were found in Hammond, Indiana.", "Nile"),
        ("Marburg is spreading, and the Marburg virus kills slowly.", "Marburg"),
        ("The fund gave US$5 million.", "US"),
        ("Nine-year-old Ann skated.", "Nine"),
    ],
)
def test_illnesses_money_and_numbers_are_no_places(read, text: str, name: str) -> None:
    assert name not in read(text)


def test_the_river_and_the_town_themselves_are(read) -> None:
    found = read("The Nile rose on Sunday, and students marched in Marburg, Germany.")
    assert found["Nile"].place is not None
    assert where(found["Marburg"])[0].startswith("Marburg")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She is survived by Ann Lee of Southlake and Bob Lee of Houston, Texas.", "Southlake"),
        ("Police arrested James Garnes, 39, of Pomeroy, Ohio.", "Pomeroy"),
        ("Officials of Northbrook-based Crate could not be reached.", "Northbrook"),
        ("He was born in the small village of Flumeri in southern Italy.", "Flumeri"),
        ("The Clarke County Superior Court heard the case in Athens, Georgia.", "Clarke County"),
        ("Tbilisi accuses the separatists of lies.", "Tbilisi"),
    ],
)
def test_homes_seats_and_courts_are_found(read, text: str, name: str) -> None:
    assert read(text)[name].place is not None


def test_a_street_that_ends_in_court_is_no_place(read) -> None:
    assert "Dublin" not in read("The house at 5 Dublin Court burned.")


def test_a_name_that_a_hyphen_breaks_at_the_end_of_a_line_is_put_together(read) -> None:
    found = read("Clashes broke out in Guada-\nlajara, Mexico, on Sunday.")
    assert where(found["Guada-\nlajara"]) == ("Guadalajara", "Jalisco")
    assert not any("known" in text for text in read("He is a Well-\nknown man, and they broke in on Sun-\nday."))


def test_a_hamlet_of_a_country_that_nothing_speaks_of_is_no_place_even_where_no_country_prevails(read) -> None:
    text = "Burkina Faso buried the dead of Inata. France, Benin, Mali, Niger and Ghana sent their sympathy."
    found = read(text).get("Inata")
    assert found is None or found.place is None
