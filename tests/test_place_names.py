"""Places under the names of the page's language; what a source says stays as it was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.gazetteer.exonyms import called, government_called, sea_called
from geo.gazetteer.rows import curated
from geo.messages import speaking
from geo.present import wording
from geo.reconcile.worded import worded
from geo.types import Document, Place
from tests import browser as b
from tests.makers import event, incident, mention

if TYPE_CHECKING:
    from collections.abc import Callable

CAPITAL = Place("1", "Vienna", 48.2, 16.4, "city", "AT", "Vienna", "AT.09", None, 1_700_000)
TOWN = Place("2", "Graubrück", 47.1, 15.4, "city", "AT", "Styria", "AT.06", None, 30_000)
SPANISH = Document(id="d" * 16, title="s", text="Viena y Puentegrís " * 9, publisher="La Alondra", language="es")


def town(name: str, country: str, population: int = 900_000) -> Place:
    return Place("t", name, 0, 0, "city", country, None, None, None, population)


@pytest.mark.parametrize(
    ("place", "language", "name"),
    [
        (CAPITAL, "es", "Viena"),
        (CAPITAL, "en", None),
        (town("Mexico City", "MX"), "es", "Ciudad de México"),
        (town("New York City", "US"), "es", "Nueva York"),
        (town("London", "GB"), "fr", "Londres"),
        (town("London", "CA"), "es", None),  # another London
        (town("Dublin", "IE", 900), "es", None),  # a hamlet
        (town("Santiago", "CL"), "es", None),  # "Santiago de Chile" is no other name
        (town("Guadalajara", "MX"), "es", None),
    ],
)
def test_large_towns_bear_the_name_of_the_language(place: Place, language: str, name: str | None):
    assert called(place, language) == name


def test_every_sea_of_the_map_has_a_spanish_name():
    seas = {row["name"] for table in ("regions", "waters") for row in curated(table) if row["kind"] in {"sea", "ocean"}}
    written = {row["of"] for row in curated("names_es")}
    assert seas <= written
    assert {of for of in written if "." not in of[:3]} <= seas  # and names nothing that the map lacks
    assert (sea_called("North Sea", "es"), sea_called("North Sea", "en")) == ("Mar del Norte", "North Sea")


@pytest.mark.parametrize(
    ("code", "name", "spanish"),
    [
        ("US.PA", "Pennsylvania", "Pensilvania"),
        ("MX.15", "State of Mexico", "Estado de México"),
        ("MX.30", "Veracruz", None),  # "Estado de Veracruz" only lengthens it
        ("MX.09", "Ciudad de México", None),  # the source has another name under that code
        ("US.TX", "Texas", None),
        ("GB.ENG", "England", "Inglaterra"),  # Natural Earth has no state of that code
        ("US.DC", "District of Columbia", "Distrito de Columbia"),
    ],
)
def test_states_too(code: str, name: str, spanish: str | None):
    state = Place("s", name, 0, 0, "admin1", code[:2], name, code)
    assert called(state, "es") == spanish
    assert government_called(code[:2], name, "es") == (spanish or name)


def made(*mentions, language: str = "es"):
    told = replace(event("e1"), place=TOWN), replace(event("e2"), place=CAPITAL)
    found = incident(*told, documents=(SPANISH,), mentions=tuple((SPANISH.id, m) for m in mentions))
    with speaking(language):
        return worded(found)


def places(found) -> list[str]:
    return [e.place.name for e in found.events]


def test_a_town_that_nothing_else_names_is_called_as_sources_in_the_language_do():
    told = mention(TOWN, text="Puentegrís", role="event")
    assert places(made(told)) == ["Puentegrís", "Viena"]
    assert places(made(told, language="en")) == ["Graubrück", "Vienna"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("la ciudad", "event"),  # no name
        ("Graubrück", "event"),  # the gazetteer's own
        ("vieneses", "demonym"),
        ("Puentegrís", "part_of_name"),
    ],
)
def test_what_is_no_other_name_of_it_renames_nothing(text: str, role: str):
    assert places(made(mention(TOWN, text=text, role=role)))[0] == "Graubrück"


def test_the_gazetteers_name_stands_where_sources_in_the_language_use_it():
    assert places(made(mention(CAPITAL, text="Vienna", role="event")))[1] == "Vienna"


def test_a_state_stands_by_that_name_wherever_it_stands_and_sources_keep_their_words():
    found = made(mention(CAPITAL, text="Viena", role="event"))
    assert [e.place.admin1 for e in found.events] == ["Estiria", "Viena"]
    assert found.documents == (SPANISH,)
    assert [m.text for _, m in found.mentions] == ["Viena"]
    with speaking("es"):
        assert wording.government("United States, New York") == "Estados Unidos, Nueva York"
        assert wording.government("Others") == "Otros"


@pytest.mark.parametrize(("code", "name", "told"), [("IN.21", "Odisha", "Orissa"), ("AT.06", "Styria", "Styria")])
def test_a_state_has_one_name_whatever_sources_call_it(code: str, name: str, told: str):
    state = Place("s", name, 0, 0, "admin1", code[:2], name, code)
    town = replace(TOWN, country=code[:2], admin1=name, admin1_code=code)
    whole = incident(
        replace(event("e1"), place=state),
        replace(event("e2"), place=town),
        documents=(SPANISH,),
        mentions=((SPANISH.id, mention(state, text=told, role="event")),),
    )
    with speaking("es"):
        first, second = (e.place for e in worded(whole).events)
    assert first.name == first.admin1 == second.admin1


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_the_map_and_its_list_speak_the_language_of_the_page(visit: Callable[..., b.Visit]) -> None:
    named = {}
    for language in ("es", "en"):
        v = visit(f"/?lang={language}").all_read()
        v.map()
        v.page.locator("[data-testid=stExpander] summary", has_text="mapa" if language == "es" else "map").first.click()
        v.page.locator(".maplist b").first.wait_for()
        named[language] = v.page.locator(".maplist b").all_text_contents()
    assert "Ciudad de México" in named["es"]
    assert "Mexico City" not in named["es"]
    assert "Mexico City" in named["en"]
