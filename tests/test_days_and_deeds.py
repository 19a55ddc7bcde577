"""Days counted from what a text tells elsewhere, and two deeds of a kind in one sentence, each at its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.counts.tolls import link_tolls
from geo.language.pipeline import annotate
from geo.lexicons import table
from geo.sources.reader import make_document
from geo.types import Document
from tests.spanish import read

if TYPE_CHECKING:
    from spacy.language import Language

    from geo.language.text.parsed import Doc
    from geo.pipeline import Pipeline

PUBLISHED = "2024-03-06"  # a Wednesday
#: What the text has told before.
BEFORE = "Gunmen attacked a bar in Lira on March 1, killing ten. "


def _read(nlp: Language, text: str) -> Doc:
    return annotate(nlp, Document(id="test", title="", text=text, published=PUBLISHED))


def _days(doc: Doc) -> list[tuple[str, str | None]]:
    return [(doc.text[t.start : t.end], t.date_start) for t in doc._.tellings]


@pytest.mark.parametrize(
    ("text", "deed", "day"),
    [
        ("Three days after the attack, police arrested a man in Gulu.", "arrested", "2024-03-04"),
        ("Police arrested a man in Gulu three days after the attack.", "arrested", "2024-03-04"),
        ("Three days after it, police arrested a man in Gulu.", "arrested", "2024-03-04"),
        ("The day after it, police arrested a man in Gulu.", "arrested", "2024-03-02"),
        ("Two days before the attack, police had arrested a man in Gulu.", "arrested", "2024-02-28"),
        # under another name, the first day told that is over
        ("A day after the shooting, police arrested a man in Gulu.", "arrested", "2024-03-02"),
        # its own day goes before one that is counted
        ("A day after the shooting, a man was arrested on Tuesday.", "arrested", "2024-03-05"),
    ],
)
def test_days_after_what_was_told(nlp: Language, text: str, deed: str, day: str) -> None:
    told = _days(_read(nlp, BEFORE + text))
    assert [when for words, when in told if deed in words] == [day]
    attacks = [when for words, when in told if words in {"attack", "shooting"}]
    assert set(attacks) <= {"2024-03-01"}  # no attack is three days after itself


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # where no day is told elsewhere the news is of today, and the attack was a day before
        ("A day after the attack on a hotel in Lira, the minister spoke. Gunmen had killed ten there.", "2024-03-05"),
        # what would be later than the news takes up something else
        (BEFORE + "Three weeks after the shooting, it was quiet.", "2024-03-01"),
    ],
)
def test_days_of_the_attack_itself(nlp: Language, text: str, day: str) -> None:
    assert {when for words, when in _days(_read(nlp, text)) if "kill" in words} == {day}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ten men were killed in Lira on Sunday, and 15 were killed on Monday in Gulu.",
            [("were killed", "2024-03-03"), ("were killed", "2024-03-04")],
        ),
        (
            "Ten men died in Lira on Sunday and four died in Gulu on Monday.",
            [("died", "2024-03-03"), ("died", "2024-03-04")],
        ),
        (
            "Gunmen killed six men in Lira on Monday; a day earlier, nine had been killed in Gulu.",
            [("killed", "2024-03-04"), ("been killed", "2024-03-03")],
        ),
        # one place, or none of its own: one deed
        ("Twelve people were killed in Lira and four were killed there later.", [("were killed", None)]),
    ],
)
def test_two_deeds_in_a_sentence(nlp: Language, text: str, told: list[tuple[str, str | None]]) -> None:
    assert _days(_read(nlp, text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the parse hangs the guards on the attack
        ("The attack left 14 dead, including 13 guards and a nurse.", [(14, "killed"), (13, "killed"), (1, "killed")]),
        ("The attack left 14 dead and wrecked 30 houses, including two schools.", [(14, "killed")]),
        ("The blast killed 14 at a base with 300 troops, including 20 sailors.", [(14, "killed")]),
        # the fate behind is that of the number before it
        (
            "Seven people were killed, five of them attackers, and 20 were injured in the bombings.",
            [(7, "killed"), (5, "killed"), (20, "injured")],
        ),
        ("Seventy people were aboard, and 25 of them were injured.", [(25, "injured")]),
        ("Police shot dead two suspects and detained four others.", [(2, "killed"), (4, "arrested")]),
        ("The gunmen shot two men dead and wounded four.", [(2, "killed"), (4, "injured")]),
    ],
)
def test_whose_fate_it_is(nlp: Language, text: str, told: list[tuple[int, str]]) -> None:
    counts = link_tolls(_read(nlp, text)._.casualties, table("casualties", "vague"))
    assert [(c.min, c.status) for c in counts] == told


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Nine suspects have been arrested so far, five of them Danes, the chief said Thursday.", "the chief"),
        ("Danes said on Thursday that nine suspects had been arrested.", "Danes"),
    ],
)
def test_who_counts(nlp: Language, text: str, by: str) -> None:
    assert {c.attributed_to for c in _read(nlp, text)._.casualties} == {by}


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Three men said to belong to the gang were held on Sunday.", 0),
        ("The gunman, said by the police to be 21, was shot dead.", 0),
        ("The police said that the gunman was shot dead.", 1),
    ],
)
def test_what_others_say_of_somebody(nlp: Language, text: str, quotes: int) -> None:
    assert len(_read(nlp, text)._.quotes) == quotes


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # the second name only says where the first lies
        ("Police arrested three men in Depok, on the outskirts of Jakarta.", ["Depok"]),
        ("Gunmen killed three men in Molenbeek, at the edge of Brussels.", ["Molenbeek"]),
        ("Gunmen killed three men in a bar on the outskirts of Jakarta.", ["Jakarta"]),
    ],
)
def test_a_place_beside_another(pipeline: Pipeline, text: str, places: list[str]) -> None:
    extraction = pipeline.extract(make_document(text, {"published": PUBLISHED, "language": "en"}, name=None))
    assert [m.place.name for t in extraction.events for m in t.places if m.place] == places


@pytest.mark.parametrize(
    ("text", "deed", "places"),
    [
        # where people are honoured, and where roads were closed, is not where the deed was
        ("The army honoured in Lund the ten men who were killed on Monday.", "killed", []),
        ("Malmö roads closed after the mayor was shot dead. Malmö was quiet.", "shot", []),
        ("In Malmö, after a blast killed ten, the roads were closed.", "killed", ["Malmö"]),
        # a town that no gazetteer knows is none of the others
        ("Three men were held in Malmö over the attack at Hallowfield.", "attack", []),
        ("Three men were held in Malmö over the attack.", "attack", ["Malmö"]),
    ],
)
def test_what_is_put_nowhere(pipeline: Pipeline, text: str, deed: str, places: list[str]) -> None:
    extraction = pipeline.extract(make_document(text, {"published": PUBLISHED, "language": "en"}, name=None))
    told = [t for t in extraction.events if deed in text[t.start : t.end]]
    assert [m.place.name for t in told for m in t.places if m.place] == places


@pytest.mark.parametrize(
    ("text", "deed", "day"),
    [
        # what others followed came before them
        (
            "Troops raided a farm on Friday. On Tuesday men buried the dead of the violence that followed the raid.",
            "raid",
            "2024-03-01",
        ),
        # the story goes on at the day of its news, and not at the one that tells of whom it speaks
        (
            "The army on Tuesday buried ten men who had been killed on Sunday. Two days earlier a bomb killed a boy.",
            "killed",
            "2024-03-03",
        ),
    ],
)
def test_days_told_in_passing(nlp: Language, text: str, deed: str, day: str | None) -> None:
    assert {when for words, when in _days(_read(nlp, text)) if deed in words} == {day}


@pytest.mark.parametrize(
    ("text", "deed", "basis"),
    [
        # what was over on a day, or handed on then, was before
        ("Troops stormed the mill on Friday and ended a four-day siege.", "siege", "story"),
        ("The siege of the mill ended on Friday.", "siege", "story"),
        ("Police ended Friday's siege of the mill.", "siege", "told"),
        ("The siege of the mill began on Friday.", "siege", "told"),
        ("The body was taken to Lyon for an autopsy and handed to the family on Friday.", "taken", "story"),
        ("The body was taken to Lyon on Friday and handed to the family.", "taken", "told"),
        ("Nine men were killed and four wounded on Friday.", "killed", "told"),
    ],
)
def test_the_day_on_which_it_was_over_is_not_its_own(nlp: Language, text: str, deed: str, basis: str) -> None:
    told = [t for t in _read(nlp, text)._.tellings if deed in text[t.start : t.end]]
    assert {t.date_basis for t in told} == {basis}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # a weapon for assaults is no assault
        ("Un grupo armado con fusiles de asalto mató a dos policías en Lima.", ["killing"]),
        ("El asalto al cuartel con fusiles dejó dos muertos en Lima.", ["killing"]),
        ("Un grupo llegó con fusiles de asalto a Lima.", []),
    ],
)
def test_what_a_weapon_is_for(text: str, kinds: list[str]) -> None:
    assert [t.type for t in read(text)._.tellings] == kinds


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        # victims were not arrested, and who may be one is not counted
        ("Cinco hombres fueron capturados. Entre las víctimas hay una enfermera.", ["arrested"]),
        ("Cinco hombres murieron. Entre las víctimas hay una enfermera.", ["killed", "killed"]),
        ("Cinco hombres murieron. Entre las víctimas habría una enfermera.", ["killed"]),
    ],
)
def test_who_is_among_the_victims(text: str, statuses: list[str]) -> None:
    assert [c.status for c in read(text)._.casualties] == statuses


def test_a_place_told_with_the_second_of_two_who_suffered(pipeline: Pipeline) -> None:
    text = (
        "A guard was shot dead and a street cleaner wounded in Montrouge, at the southern edge of Paris, on Thursday."
    )
    extraction = pipeline.extract(make_document(text, {"published": PUBLISHED, "language": "en"}, name=None))
    assert [(m.place.name, t.place_basis) for t in extraction.events for m in t.places if m.place] == [
        ("Montrouge", "told")
    ]
    assert {c.place.place.name for c in extraction.casualties if c.place and c.place.place} == {"Montrouge"}


@pytest.mark.parametrize(
    ("goes_on", "town"),
    [
        ("Villagers had come with buckets to a field at Tlaxcoapan. It became a sheet of fire.", "Tlaxcoapan"),
        ("Villagers had come to fields at Tlaxcoapan and at Actopan.", "Hidalgo"),  # either may be meant
        ("Shops were shut in Puebla.", "Hidalgo"),  # in another state
    ],
)
def test_what_is_told_of_an_area_is_at_the_town_in_it_told_next(pipeline: Pipeline, goes_on: str, town: str) -> None:
    text = f"A pipeline exploded on Friday in the Mexican state of Hidalgo, killing 21. {goes_on}"
    told = pipeline.extract(make_document(text, {"published": "2024-03-10"}, name="a.md")).events
    first = next(t for t in told if t.type == "other" and t.places)
    assert [m.place and m.place.name for m in first.places] == [town]
    assert first.place_basis == ("told" if town == "Hidalgo" else "inferred")


@pytest.mark.parametrize(
    ("text", "places", "counted"),
    [
        # a stretch is one place, told by both of its ends, and no town of the two has its dead
        ("Gunmen ambushed a convoy between Lira and Gulu on Monday, killing two.", ["Lira", "Gulu"], [None]),
        ("Gunmen burned two buses on the highway linking Lira and Gulu.", [], []),
        ("Police arrested two men in Lyon, between Geneva and Nice.", ["Lyon"], ["Lyon"]),
        ("A clash between Lyon and Marseille fans left two dead in Nice.", ["Nice"], ["Nice"]),
    ],
)
def test_what_happens_between_two_towns(
    pipeline: Pipeline, text: str, places: list[str], counted: list[str | None]
) -> None:
    extraction = pipeline.extract(make_document(text, {"published": PUBLISHED, "language": "en"}, name=None))
    told = [m.place.name for t in extraction.events for m in t.places if m.place]
    at = [c.place and c.place.place and c.place.place.name for c in extraction.casualties]
    assert (told, at) == (places, counted)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Gunmen burned a truck near Gulu on Thursday at 7:40 p.m. About a dozen were hurt, she said.",
            "Gunmen burned a truck near Gulu on Thursday at 7:40 p.m.",
        ),
        (
            "The riot in Gulu began at 7:40 p.m. Monday and spread.",
            "The riot in Gulu began at 7:40 p.m. Monday and spread.",
        ),
    ],
)
def test_where_a_sentence_with_an_hour_ends(nlp: Language, text: str, first: str) -> None:
    assert next(iter(_read(nlp, text).sents)).text.strip() == first


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A man was arrested in Gulu in connection with the attack.", [["Gulu"], []]),
        ("A man was arrested in Gulu over the attack in Lira.", [["Gulu"], ["Lira"]]),
        ("Police in Lira said shots were fired in Gulu.", [["Gulu"]]),
        ("Police in Lira arrested two men.", [["Lira"]]),
    ],
)
def test_who_speaks_and_why_they_were_arrested_places_nothing(
    pipeline: Pipeline, text: str, places: list[list[str]]
) -> None:
    extraction = pipeline.extract(make_document(text, {"published": PUBLISHED, "language": "en"}, name=None))
    assert [[m.place.name for m in t.places if m.place] for t in extraction.events] == places
