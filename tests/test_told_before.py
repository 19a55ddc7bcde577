"""What a report takes up, takes back or sets apart: sentences that are read wrongly at first sight, and their likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import annotate
from geo.types import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PUBLISHED = "2024-06-10"  # a Monday


def read(nlp: Language, text: str) -> Doc:
    return annotate(nlp, Document(id="test", title="", text=text, published=PUBLISHED))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # some of those before, behind the verb or by a name with an adjective
        ("At least 39 people were injured, including two guards.", [(39, "unknown"), (2, "security_forces")]),
        ("Gunmen killed 12 people on Sunday, including two guards.", [(12, "unknown"), (2, "security_forces")]),
        ("In all 74 people were arrested, including in Lira.", [(74, "unknown")]),
        ("In all 74 people were arrested, 36 of them municipal policemen.", [(74, "unknown"), (36, "security_forces")]),
        ("In all 74 people were arrested, 36 of them policemen.", [(74, "unknown"), (36, "security_forces")]),
        ("They arrested 74 people, 36 of them in Lira.", [(74, "unknown"), (36, "unknown")]),
        # nobody counts the exception
        ("The number of dead was given as 101, all but three of them policemen.", [(101, "unknown")]),
        ("The number of dead was given as 101, three of them policemen.", [(101, "unknown"), (3, "security_forces")]),
        # from one number to the next
        ("His death brought the toll from 139 to 140.", [(140, "unknown")]),
        ("Between 139 and 140 people died.", [(139, "unknown")]),
        # an hour is nobody
        ("The dam gave way a little before half past twelve, and nine people died.", [(9, "unknown")]),
        ("By half past the hour twelve had died.", [(12, "unknown")]),
        # who is freed beside somebody shot
        ("Gunmen freed 30 inmates, police shot dead their chief.", []),
        ("Police shot 30 men dead.", [(30, "unknown")]),
        # who shoots is not dead
        ("A gunman walked into a bank and shot dead 12 people.", [(12, "unknown")]),
        ("A gunman shot dead dozens of people.", []),
        ("A gunman was shot dead.", [(1, "cartel")]),
        # hurt, without the word
        ("Two guards were hit by bullets.", [(2, "security_forces")]),
        ("Two guards were hit by a tax.", []),
        ("The 182 hurt include three children.", [(182, "unknown"), (3, "civilian")]),
    ],
)
def test_counts(nlp: Language, text: str, counts: list[tuple[int, str]]) -> None:
    assert [(c.min, c.party_class) for c in read(nlp, text)._.casualties if c.min] == counts


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        # the day hangs on the noun before which it stands
        ("The ministry raised the toll of last week's explosion on Sunday.", "explosion", "2024-06-03"),
        ("The ministry spoke of the toll of the explosion on Sunday.", "explosion", "2024-06-09"),
        # what goes on in the clause before
        (
            "The driver of the bus that crashed on Friday, killing 12, was moved to a jail on Sunday.",
            "killing",
            "2024-06-07",
        ),
        ("A bus crashed on Sunday, killing 12.", "killing", "2024-06-09"),
        # feasts
        ("Gunmen attacked a jail in Lira on New Year's Day.", "attacked", "2024-01-01"),
        ("Gunmen attacked a jail in Lira on Christmas Eve.", "attacked", "2023-12-24"),
        # what somebody is accused of is of no told day: neither of the arrest's nor of the text's
        (
            "Gunmen shot a mayor on Friday. Three men were held on Sunday on suspicion of setting fire to a bus.",
            "setting",
            None,
        ),
        # a name with a nickname in it stays whole
        (
            "Soldiers seized Joe “the Mole” Doe, a driver, in a raid on a farm near Lira on Friday.",
            "seized",
            "2024-06-07",
        ),
        # a toll of the first hours is of the day that the text opens with
        (
            "A bomber hit a bank on Friday, killing 59. Hospitals first told of 28 dead. On Sunday 41 died at sea.",
            "28 dead",
            "2024-06-07",
        ),
    ],
)
def test_days(nlp: Language, text: str, words: str, day: str | None) -> None:
    found = [t for t in read(nlp, text)._.tellings if words in text[t.start : t.end]]
    assert [t.date_start for t in found][:1] == [day]


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("Local radio spoke of one death; the hospital denied it.", False),
        ("Local radio spoke of one death; the hospital denied him help.", True),
        ("There was no rain; nor had there been an earthquake.", False),
        ("There was no rain; yet there had been an earthquake.", True),
    ],
)
def test_what_is_denied(nlp: Language, text: str, happened: bool) -> None:
    assert (
        any(t.reality == "happened" for t in read(nlp, text)._.tellings if t.type in {"killing", "other"}) is happened
    )


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("On Friday a man killed a singer in Lira. The police said the cases were not connected.", True),
        ("On Friday a man killed a singer in Lira. The police said the roads were not connected.", False),
        ("Rebels killed a mayor on Friday. They blew up a club in Gulu sixteen years ago, with 36 dead.", True),
        ("Rebels killed a mayor on Friday. They blew up a club in Gulu on Saturday, with 36 dead.", False),
        (
            "A mayor was shot on Friday. Rebels stormed a market in Gulu on January 3, 2022; 90 were killed.",
            True,
        ),
        (
            "A mayor was shot on Friday. Rebels stormed a market in Gulu on Saturday; 90 were killed.",
            False,
        ),
    ],
)
def test_what_is_set_apart(nlp: Language, text: str, apart: bool) -> None:
    killings = [t for t in read(nlp, text)._.tellings if t.type == "killing"]
    assert killings[-1].background is apart
