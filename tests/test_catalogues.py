"""Pages in other languages: every message is translated, and none of ours is left in English."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.export.tables import events_csv
from geo.incident import Evidence, Incident, IncidentFigure
from geo.messages import best_of, catalogue, kept, languages, say, say_n, speaking
from geo.messages.stored import STORED, retold
from geo.present import wording
from geo.reconcile.events.titles import titled
from geo.reconcile.tolls.toll import tolls_of
from geo.reconcile.worded import worded
from geo.selection import address
from geo.types import Document, Figure
from tests import browser as b
from tests.catalogues import catalogues, messages, updated
from tests.invented import count, event, incident, place, quote
from tests.makers import mention
from tests.paged import PAGES, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

OTHERS = [code for code in languages() if code != "en"]
_PART = re.compile(r"\{\w+\}")


# ------------------------------------------------------------------ the catalogues
@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parent.parent.name)
def test_a_catalogue_holds_the_messages_of_now(path: Path) -> None:
    assert path.read_bytes() == updated(path), "run `make catalogues` and translate what is new"


def test_messages_are_found_where_they_stand() -> None:
    found = {(context, text) for context, text, _ in messages()}
    assert (None, "Clear the filters") in found
    assert (None, ("{n} event", "{n} events")) in found
    assert ("level", "State") in found
    assert (STORED, "the text names {0} right after it") in found
    assert (None, "Earthquake") in found


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_a_translation_with_the_same_parts(language: str) -> None:
    told = catalogue(language)
    assert told is not None
    for message in (m for m in told if m.id):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(strings), f"no translation of {ids[0]!r}"
        assert not message.fuzzy, f"to be looked at: {ids[0]!r}"
        assert len(strings) == (1 if len(ids) == 1 else told.num_plurals), ids[0]
        parts = {part for text in ids for part in _PART.findall(text)}
        for text in strings:
            missing = parts - set(_PART.findall(text))
            assert set(_PART.findall(text)) <= parts, (ids[0], text)
            assert missing <= ({"{n}"} if len(ids) > 1 else set()), (ids[0], text)


# ------------------------------------------------------------------ words, numbers, dates
def test_messages_numbers_and_dates_are_of_the_language_that_is_spoken() -> None:
    with speaking("es"):
        assert say("{n} of {total}", n=3, total=8) == "3 de 8"
        assert say_n("{n} event", "{n} events", 1) == "1 hecho"
        assert wording.plural(1234, "event") == "1,234 hechos"
        assert wording.day("2031-02-23", weekday=True, year=True) == "dom 23 feb 2031"
        assert wording.span("2031-02-22", "2031-03-03") == "22 feb – 3 mar"
        assert wording.EVENT_WORDS["clash"] == "Enfrentamiento"
        assert wording.government("Mexico, Sonora") == "México, Sonora"
    assert wording.plural(1234, "event") == "1,234 events"
    assert wording.day("2031-02-23", weekday=True, year=True) == "Sun 23 Feb 2031"


def test_a_file_fetched_later_is_in_the_language_of_its_page() -> None:
    with speaking("es"):
        make = kept(events_csv, incident())
    assert make().decode("utf-8-sig").splitlines()[0].startswith("id,tipo,título,fecha_inicio")
    assert events_csv(incident()).decode("utf-8-sig").splitlines()[0].startswith("id,type,title,date_start")


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("es-MX,es;q=0.9,en;q=0.8", "es"), ("en-US,es;q=0.5", "en"), ("xx,es", "es"), ("zz", "en"), ("", "en")],
)
def test_the_first_language_of_the_browser_that_there_is(wanted: str, given: str) -> None:
    assert best_of(wanted) == given


def test_the_address_asks_for_a_language_and_for_no_other_than_there_is() -> None:
    assert address.read({"lang": ["es"]}).language == "es"
    odd = address.read({"lang": ["tlh"]})
    assert odd.language is None
    assert odd.in_words() == "The address asks for a language that is none (lang=tlh): left out."


# ------------------------------------------------------------------ what is stored as a sentence
def test_stored_sentences_are_said_anew_with_their_names_and_numbers() -> None:
    reason = "Torla, Norte: the text names Norte right after it; it lies close to other places named."
    fault = "/x/incident.toml is no file: rename it, or write the file in its place."
    with speaking("es"):
        assert (
            retold(reason)
            == "Torla, Norte: el texto nombra Norte justo después; está cerca de otros lugares nombrados."
        )
        assert (
            retold(fault) == "/x/incident.toml no es un archivo: cámbiele el nombre, o escriba el archivo en su lugar."
        )
        assert retold(
            "a.gif is a GIF picture, which is not read: save its text as .txt or .md and try again."
        ).startswith("a.gif es una imagen GIF, que no se lee")
        assert retold("Portuguese: not read yet") == "Portugués: aún sin leer"
        assert retold("A road was closed.") == "A road was closed."
        assert retold("the text speaks of Mexico; the text speaks of Jalisco") == (
            "el texto habla de México; el texto habla de Jalisco"
        )
    assert retold(reason) == reason


# ------------------------------------------------------------------ titles
def _document(language: str, text: str) -> Document:
    return Document("d1", "Nota", text, publisher="El Diario", published="2031-04-02", language=language)


def _title(kind: str, language: str, **counted: str) -> str:
    """The title of an event in whose sentence something is counted."""
    told = event(kind, place("Segovia", 1, 1), "2031-04-01")
    counts = [count(6, 6, party=counted["party"])] if "party" in counted else []
    text = "quemaron 6 " if "what" in counted else ""
    told = replace(told, evidence=(Evidence("d1", 0, 8, 0, 99),)) if text else told
    figure = Figure(9, 10, 0, 99, "6", 6, 6, None, counted.get("what", ""), None)
    item = IncidentFigure(figure, "d1", None, None, None, Evidence("d1", 9, 10, 0, 99))
    documents = {"d1": _document(language, f"{text}{counted.get('what', '')}.")}
    return titled([told], counts, [item] if text else [], documents, [("d1", mention(told.place, 0))])[0].title


@pytest.mark.parametrize(
    ("spoken", "told"),
    [
        ("en", {"party": "miners", "language": "en", "title": "6 miners killed, Segovia"}),
        ("es", {"party": "miners", "language": "en", "title": "6 mineros muertos, Segovia"}),
        ("es", {"party": "women", "language": "en", "title": "6 mujeres muertas, Segovia"}),
        ("es", {"party": "enfermeras", "language": "es", "title": "6 enfermeras muertas, Segovia"}),
        ("en", {"party": "mineros", "language": "es", "title": "6 miners killed, Segovia"}),
        ("es", {"party": "luthiers", "language": "en", "title": "6 muertos, Segovia"}),  # no word for them: none
        ("en", {"party": "zahoríes", "language": "es", "title": "6 killed, Segovia"}),
    ],
)
def test_who_was_killed_in_gender_and_number(spoken: str, told: dict[str, str]) -> None:
    with speaking(spoken):
        assert _title("killing", told["language"], party=told["party"]) == told["title"]


@pytest.mark.parametrize(
    ("what", "language", "title"),
    [
        ("banks", "en", "Incendio: 6 bancos, Segovia"),
        ("bancos", "es", "Incendio: 6 bancos, Segovia"),
        ("gazebos", "en", "Incendio, Segovia"),  # a noun that no lexicon knows is left out
    ],
)
def test_what_was_burned_in_the_language_of_the_page(what: str, language: str, title: str) -> None:
    with speaking("es"):
        assert _title("arson", language, what=what) == title


def test_what_the_owner_of_an_incident_named_stays_as_named() -> None:
    named = replace(incident(), documents=(_document("es", "texto"),), tolls=(), quotes=())
    with speaking("es"):
        assert worded(named).title == "Raid at Old Mill"
        assert worded(replace(named, title="Raid at Old Mill and the violence that followed")).title == (
            "Operativo en Old Mill y la violencia que siguió"
        )
        assert [e.title for e in worded(named).events][:2] == ["Operativo, Old Mill", "Incendio, Old Mill"]
    assert worded(named) is named


# ------------------------------------------------------------------ pages
#: Words that only English has and that nearly every English phrase has one of.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|with|from|by|not|is|are|which|this|that|for|its|event|source|count|quote)s?\b", re.IGNORECASE
)
#: What a page holds that nobody reads: addresses, keys, drawings, style.
_UNREAD = re.compile(r"<style>.*?</style>|<svg.*?</svg>|\w+=\"[^\"]*\"|<[^>]*>|data:\S+|!\[[^)]*\)|CC BY", re.DOTALL)


def _spanish(*_: object) -> Incident:
    """An incident whose sources are Spanish, so that what is English on its pages is the program's."""
    text = "Seis mineros murieron el martes en Segovia, dijo la gobernadora."
    counts = (count(6, 6, party="mineros", by="la Fiscalía"), count(8, None, party="mineros", authority="named"))
    made = replace(incident(), title="Derrumbe", subtitle=None, documents=(_document("es", text * 2),))
    events = tuple(
        replace(e, id=f"e{i}", place=e.place and replace(e.place, name=f"Lugar {i}"), sources=("d1",))
        for i, e in enumerate(made.events)
    )
    tolls = tolls_of(replace(c, publisher="El Diario", toll="killed/all") for c in counts)
    quotes = (replace(quote("Ada Brill", "Mexico", text="estamos en calma"), publisher="El Diario"),)
    return replace(made, events=events, tolls=tolls, quotes=quotes, home_country="MX")


def _told(app: AppTest) -> Iterator[str]:
    """Every text of a page, those of its tables and charts among them."""
    for node in app.main:
        yield from _texts(node)
    for node in app.sidebar:
        yield from _texts(node)


def _texts(node: object) -> Iterator[str]:
    for name in ("label", "value", "placeholder", "help", "options"):
        told = getattr(node, name, None)
        yield from (
            [told]
            if isinstance(told, str)
            else filter(lambda t: isinstance(t, str), told or ())
            if isinstance(told, (list, tuple))
            else ()
        )
    proto = getattr(node, "proto", None)
    for field in ("body", "alt", "spec"):
        text = getattr(proto, field, "")
        if field == "spec" and text:
            yield from _strings(json.loads(text))
        elif text:
            yield str(text)
    if type(node).__name__ == "Dataframe":
        yield from map(str, node.value.columns)
        yield from (str(cell) for row in node.value.itertuples(index=False) for cell in row)


def _strings(told: object) -> Iterator[str]:
    """The texts of a chart: what is written and what is said under the pointer."""
    if isinstance(told, dict):
        for key, value in told.items():
            if isinstance(value, str) and key in {"text", "hovertext", "description"}:
                yield value
            elif isinstance(value, (dict, list)):
                yield from _strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from _strings(value) if isinstance(value, (dict, list)) else [value] if isinstance(value, str) else []


@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_left_on_a_spanish_page(page: str) -> None:
    with opened(page, _spanish) as app:
        app.query_params["lang"] = "es"
        app.run()
        assert not app.exception
        told = [_UNREAD.sub(" ", text) for text in _told(app)]
        assert any(re.search(r"\b(?:fuente|hecho|cita)s?\b", text) for text in told)
        assert [text for text in told if _ENGLISH.search(text) and text not in PAGES] == []
        assert "es" in app.query_params["lang"]


def test_the_switch_changes_the_page_and_the_address() -> None:
    with opened("situation", _spanish) as app:
        app.run()
        assert "lang" not in app.query_params
        assert any(box.label == "Country" for box in app.selectbox)
        app.session_state["atlas_language"] = "es"
        app.run()
        assert any(box.label == "País" for box in app.selectbox)
        assert "es" in app.query_params["lang"]


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_every_page_speaks_the_language_of_the_address_and_of_the_browser(visit: Callable[..., b.Visit]) -> None:
    """Collects what is shown outside the sources' own words, and looks for messages as the code writes them."""
    told = catalogue("es")
    assert told is not None
    english = {str(m.id) for m in told if m.id and isinstance(m.id, str) and m.string != m.id and " " in m.id.strip()}
    whole = [text for text in english if not _PART.search(text)]
    any_of_them = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, whole))})(?!\w)")
    for path in ("/", "/casualties", "/quotes", "/jurisdictions", "/sources"):
        v = visit(f"{path}?lang=es")
        if path in {"/", "/jurisdictions"}:
            v.map()
        shown = v.page.evaluate(_SHOWN)
        assert len(shown) > 30
        assert [(text, left[0]) for text in shown if (left := any_of_them.search(text))] == []
        assert "lang=es" in v.page.url


#: Texts and names of everything in sight but for the sources' own words and the names of things.
_SHOWN = """() => {
  const own = 'blockquote, .said, .indirect, .source, .bodies b, mark, h1, canvas, table, style, script', found = [];
  const names = ['aria-label', 'title', 'alt', 'placeholder'];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim(), box = walk.currentNode.parentElement;
    if (text && !box.closest(own) && box.getClientRects().length) found.push(text);
  }
  document.querySelectorAll(names.map((name) => `[${name}]`).join()).forEach((node) => {
    if (!node.closest(own)) found.push(...names.map((name) => node.getAttribute(name)).filter(Boolean));
  });
  return found;
}"""
