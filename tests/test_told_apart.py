"""Two things in one sentence are told apart: the dead of two shores, a part of the dead, a plot that collapses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.types import Document
from tests.makers import put_together
from tests.spanish import model

if TYPE_CHECKING:
    from geo.types import Extraction

PUBLISHED = "2024-03-06"  # a Wednesday
_TWO_GROUPS = (
    "Gunmen fired in Koblenz. The dead include four of the attackers, killed by police near the Lahnstein bridge, and"
    " eleven people whose identities were not given."
)


def read(pipeline: Pipeline, text: str, title: str = "A report") -> Extraction:
    language = "es" if text.startswith("ES ") else "en"
    reader = pipeline if language == "en" else Pipeline(Models({}, {language: model()}), pipeline.gazetteer)
    text = text.removeprefix("ES ")
    return reader.extract(Document("d" * 16, title, text, published=PUBLISHED, language=language))


def happened(pipeline: Pipeline, text: str) -> list[tuple[str, list[str]]]:
    told = (e for e in read(pipeline, text).events if e.reality == "happened" and e.type != "statement")
    return [(e.type, [m.place.name for m in e.places if m.place]) for e in told]


def scenes(pipeline: Pipeline, text: str) -> set[tuple[str, ...]]:
    """Where what a text tells happened; the empty place for what happened nowhere that it tells."""
    return {tuple(where) for kind, where in happened(pipeline, text) if kind in {"killing", "clash", "other", "blast"}}


def killed(pipeline: Pipeline, text: str) -> list[tuple[int | None, str | None]]:
    counts = (c for c in read(pipeline, text).casualties if c.status == "killed")
    return [(c.min, c.place.place.name if c.place and c.place.place else None) for c in counts]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Twelve people died in Turkey and two on the Greek island of Samos, officials said.", (12, "Turkey")),
        ("Twelve people died in Greece, on the island of Samos, officials said.", (12, "Samos")),
        (_TWO_GROUPS, (11, None)),
        (_TWO_GROUPS, (4, "Lahnstein")),
        ("Nine people, killed in Koblenz, were buried.", (9, "Koblenz")),
    ],
)
def test_a_place_of_others_is_not_its_own(pipeline: Pipeline, text: str, told: tuple[int, str | None]) -> None:
    assert told in killed(pipeline, text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Nine people are dead in Koblenz, just across the river from Lahnstein, after a shooting.", ["Koblenz"]),
        ("ES Nueve personas murieron en Reynosa, al otro lado del río de McAllen, en un tiroteo.", ["Reynosa"]),
        ("Gunmen drove through Koblenz on Monday, shooting at people.", ["Koblenz"]),
        ("Gunmen shot at people on Monday an hour's drive from Koblenz.", []),
    ],
)
def test_what_only_says_where_a_town_lies(pipeline: Pipeline, text: str, places: list[str]) -> None:
    assert scenes(pipeline, text) == {tuple(places)}


def test_a_way_through_a_town_is_told_and_not_guessed(pipeline: Pipeline) -> None:
    told = read(pipeline, "Gunmen drove through Koblenz on Monday, shooting at people.").events
    assert [e.place_basis for e in told if e.places] == ["told"]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The attempt was collapsing in Koblenz on Monday.", False),
        ("The wall collapsed in Koblenz on Monday.", True),
        ("ES La intentona colapsó el lunes en Torla.", False),
        ("ES El muro colapsó el lunes en Torla.", True),
        ("Nine officers went on trial in Koblenz on Monday.", True),
        ("He went on to win the trial in Koblenz on Monday.", False),
        ("The trial of nine builders began in Koblenz on Monday.", True),
        ("A clinical trial began in Koblenz on Monday.", False),
        ("A court in Koblenz passed sentence on nine builders on Monday.", True),
        ("A court in Koblenz passed a note to the builders on Monday.", False),
        ("The ruling party removed the president as its leader on Monday.", True),
        ("An ambulance removed the president to hospital on Monday.", False),
        ("The president quit on Monday in Koblenz.", True),
        ("The boy quit on Monday in Koblenz.", False),
        ("A ferry ran onto rocks near Koblenz on Monday.", True),
        ("A ferry ran into debt near Koblenz on Monday.", False),
        ("ES Un ferry golpeó un arrecife el lunes cerca de Torla.", True),
        ("ES Un ferry golpeó la economía el lunes cerca de Torla.", False),
        ("ES El juicio contra nueve constructores comenzó el lunes en Torla.", True),
        ("ES El curso de nueve constructores comenzó el lunes en Torla.", False),
        ("ES El tribunal de Torla dictó sentencia el lunes.", True),
        ("ES El tribunal de Torla dictó una carta el lunes.", False),
    ],
)
def test_what_collapses_and_what_a_court_does(pipeline: Pipeline, text: str, *, tells: bool) -> None:
    assert bool(happened(pipeline, text)) is tells


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Correction: we reported at breakfast that 20 people had been killed in Koblenz.", []),
        ("Correction: 20 people were killed in Koblenz.", [20]),
        ("ES Corrección: informamos ayer de que 20 personas murieron en Torla.", []),
        ("ES Corrección: 20 personas murieron en Torla.", [20]),
    ],
)
def test_a_paper_takes_its_own_number_back(pipeline: Pipeline, text: str, numbers: list[int]) -> None:
    assert [number for number, _ in killed(pipeline, text)] == numbers


def test_a_coup_is_where_the_country_of_the_title_is_governed(pipeline: Pipeline) -> None:
    text = (
        "Officers tried to take power on Friday. Bombs fell on Ankara.\n\n"
        "Washington condemned the coup. Texas and Ohio,"
        " in the United States, asked for calm."
    )
    told = [e for e in read(pipeline, text, "Turkey counts its dead").events if text[e.start : e.end] == "coup"]
    assert told
    assert all(m.place and m.place.country != "US" for e in told for m in e.places)


@pytest.mark.parametrize(
    ("later", "best"),
    [
        ("Eighteen people were killed in Koblenz on Monday.", 18),
        ("Twenty-five people were killed in Koblenz on Monday.", 15),
    ],
)
def test_what_was_counted_as_at_least_has_grown(pipeline: Pipeline, later: str, best: int) -> None:
    first = "At least 15 people were killed in Koblenz on Monday, the German interior ministry said."
    incident = put_together(pipeline, ("2024-03-05", first), ("2024-03-06", later))
    assert [t.best for t in incident.tolls if t.status == "killed" and t.party_class == "all"][:1] == [best]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A ferry capsized on Monday off the Italian island of Giglio.", ["Isola del Giglio"]),
        ("A ferry capsized on Monday in front of the portrait of Giglio.", []),
        ("ES Un ferry se hundió el lunes frente a la isla de Giglio.", ["Isola del Giglio"]),
        # where a firm sits, or a ship came from, is no scene, not even a guessed one
        ("The ferry, which belongs to a firm in Genoa, sank on Monday.", []),
        ("The ferry sank on Monday. It belongs to a firm in Genoa.", []),
        ("The ferry, which had left Genoa at noon, sank on Monday.", []),
        ("The ferry sank on Monday in Genoa.", ["Genoa"]),
        ("A blast at a firm in Genoa woke the town on Monday.", ["Genoa"]),
        # nor is the government that gave the orders
        ("On Washington's orders, troops shot at nine people on Monday.", []),
        ("On Washington's streets, troops shot at nine people on Monday.", ["Washington"]),
        ("ES Por órdenes de Lima, las tropas dispararon el lunes contra nueve personas.", []),
        ("ES Por las calles de Lima, las tropas dispararon el lunes contra nueve personas.", ["Lima"]),
    ],
)
def test_islands_firms_and_orders(pipeline: Pipeline, text: str, places: list[str]) -> None:
    assert scenes(pipeline, text) == {tuple(places)}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Nine soldiers were killed in Koblenz. Of those two drowned.", True),
        ("Nine soldiers were killed in Koblenz. In Lahnstein two drowned.", False),
    ],
)
def test_of_those(pipeline: Pipeline, text: str, *, part: bool) -> None:
    assert [c.subset_of is not None for c in read(pipeline, text).casualties if c.status == "killed"][-1:] == [part]
