"""The store: what is stored comes back, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from geo import types
from geo.errors import StoreError
from geo.sources.reader import make_document
from geo.store import Entry, State, Store
from geo.store.records import pack, unpack
from geo.types import Extraction, Mention, Place

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Place("42", "Larkfield", 10.5, -20.25, "city", "XA", "North", "XA.01", None, 900)


def _extraction(body: str = "Fire in Larkfield.", **values: object) -> Extraction:
    document = make_document(body, values, name="a.txt")
    mention = Mention(8, 17, "Larkfield", "event", PLACE, 1, 0.9, "the only one", (types.Candidate(PLACE, 0.9),))
    return Extraction(document, places=(mention,))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'run' / 'store.sqlite'}")


def test_what_is_added_comes_back(store: Store) -> None:
    extraction = _extraction(published="2026-02-23", url="https://www.example.org/x")
    store.add(extraction.document, extraction, "v1")
    assert store.extractions() == (extraction,)
    assert store.documents() == (extraction.document,)
    assert store.state(extraction.document.id) == State(extraction.document, "v1")
    assert store.state("0" * 16) == State()
    assert store.states() == {extraction.document.id: State(extraction.document, "v1")}


def test_the_same_text_twice_is_one_document(store: Store) -> None:
    extraction = _extraction()
    store.add(extraction.document, extraction)
    store.add(extraction.document, extraction)
    assert len(store.documents()) == 1


def test_an_inferred_date_leaves_the_original_undated(store: Store) -> None:
    extraction = _extraction()
    dated = replace(extraction.document, published="2026-02-23", published_basis="inferred", published_reason="caption")
    store.add(extraction.document, replace(extraction, document=dated))
    assert store.documents() == (dated,)
    assert store.state(dated.id).document == extraction.document


def test_documents_come_oldest_first_and_undated_last(store: Store) -> None:
    for body, day in (("Undated one.", None), ("Second one.", "2026-02-24"), ("First one.", "2026-02-23")):
        extraction = replace(_extraction(body, published=day), places=())
        store.add(extraction.document, extraction)
    assert [document.published for document in store.documents()] == ["2026-02-23", "2026-02-24", None]


def test_removing_takes_everything_and_is_remembered(store: Store) -> None:
    extraction = _extraction()
    store.add(extraction.document, extraction)
    assert store.remove(extraction.document.id)
    assert store.extractions() == ()
    assert store.state(extraction.document.id) == State(removed=True)
    assert not store.remove(extraction.document.id)


def test_adding_again_by_hand_undoes_a_removal(store: Store) -> None:
    extraction = _extraction()
    store.add(extraction.document, extraction)
    store.remove(extraction.document.id)
    store.add(extraction.document, extraction)
    assert not store.state(extraction.document.id).removed


def _dated(store: Store, extraction: Extraction, day: str | None) -> None:
    store.add_all([Entry(extraction.document, extraction, "v")], dates={extraction.document.id: day})


def test_a_date_set_by_the_user_outlives_the_document(store: Store) -> None:
    extraction = _extraction()
    _dated(store, extraction, "2026-02-25")
    store.remove(extraction.document.id)
    store.add(extraction.document, extraction)
    corrected = store.state(extraction.document.id).dated(extraction.document)
    assert (corrected.published, corrected.published_basis) == ("2026-02-25", "user")
    _dated(store, extraction, None)
    assert store.state(extraction.document.id).dated(extraction.document) == extraction.document


def test_every_write_changes_the_version_and_no_read_does(store: Store) -> None:
    extraction = _extraction()
    seen = [store.version]
    store.add(extraction.document, extraction)
    seen.append(store.version)
    _dated(store, extraction, "2026-02-25")
    seen.append(store.version)
    store.documents()
    assert store.version == seen[-1]
    store.remove(extraction.document.id)
    assert len({*seen, store.version}) == 4


def test_a_crash_in_the_middle_leaves_the_store_as_it_was(store: Store) -> None:
    first = _extraction("The first.")
    store.add(first.document, first)
    before, version = store.extractions(), store.version

    def entries() -> object:
        second = _extraction("The second.")
        yield Entry(second.document, second, "v")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_all(entries())
    assert store.extractions() == before
    assert store.version == version


def test_a_killed_process_leaves_the_store_as_it_was(store: Store) -> None:
    first = _extraction("The first.")
    store.add(first.document, first)
    done = subprocess.run([sys.executable, "-c", KILLED, store.url], check=False)
    assert done.returncode == 9
    assert store.extractions() == (first,)
    store.add(first.document, first)


KILLED = """
import os, sys
from geo.sources import read_text
from geo.store import Entry, Store
from geo.types import Extraction

def entries():
    document = read_text("second", "The second.")
    yield Entry(document, Extraction(document), "v")
    os._exit(9)

Store(sys.argv[1]).add_all(entries())
"""


def test_several_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(Store, [url] * 8))
        entries = [_extraction(f"Text number {i}.") for i in range(8)]
        list(pool.map(lambda store, entry: store.add(entry.document, entry), stores, entries))
    assert len(stores[0].documents()) == 8
    assert stores[0].version.partition("-")[2] == "8"


def test_the_store_is_found_again_when_opened_again(store: Store) -> None:
    extraction = _extraction()
    store.add(extraction.document, extraction)
    assert Store(store.url).extractions() == (extraction,)


def test_what_is_not_read_is_named_with_the_reason(store: Store) -> None:
    read, unread = _extraction("Fire in Larkfield."), _extraction("Um incêndio.", language="pt")
    store.add_all([Entry(found.document, replace(found, places=()), "v") for found in (read, unread)])
    assert store.contents().unread == ((unread.document.id, "Portuguese: not read yet"),)


def test_readers_go_on_while_one_writes(store: Store) -> None:
    with store._engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    with store._write() as connection:
        connection.execute(text("INSERT INTO tombstone (document_id) VALUES ('ffffffffffffffff')"))
        assert store.states() == {}


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody:secret/x",
        "postgresql://nobody:se@cret@127.0.0.1:1/x",
        "postgresql://nobody:secret@[::1/x",
        "nothing://nobody:secret@h/x",
        "sqlite://h/x",
    ],
)
def test_an_address_that_is_none_is_refused_in_one_line_without_its_password(url: str) -> None:
    with pytest.raises(StoreError, match="is not a database URL that can be used") as refused:
        Store(url)
    assert "cret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_store_of_a_newer_version_is_refused(store: Store) -> None:
    with create_engine(store.url).begin() as connection:
        connection.execute(text("UPDATE meta SET value = 99 WHERE key = 'schema_version'"))
    with pytest.raises(StoreError, match="newer version"):
        Store(store.url)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"no database, but text that is long enough to be looked at as one" * 40)
    with pytest.raises(StoreError, match=r"x\.sqlite"):
        Store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    with pytest.raises(StoreError, match="not a database URL"):
        Store("nonsense")
    with pytest.raises(StoreError, match="not a database URL"):
        Store("nosuchdriver://host/db")


NAMES = st.text(max_size=20)
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
SPANS = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: tuple(sorted(pair)))


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start, end = draw(SPANS)
    place = draw(
        st.none()
        | st.builds(
            Place,
            id=NAMES,
            name=NAMES,
            lat=st.floats(-90, 90),
            lon=st.floats(-180, 180),
            level=st.sampled_from(["city", "poi"]),
            country=st.none() | NAMES,
            admin1=st.none() | NAMES,
            admin1_code=st.none() | NAMES,
            admin2=st.none() | NAMES,
            population=st.none() | st.integers(0),
        )
    )
    candidates = (types.Candidate(place, draw(st.floats(0, 1))),) if place else ()
    return Mention(
        start,
        end,
        draw(NAMES),
        draw(st.sampled_from(["event", "demonym"])),
        place,
        draw(st.none() | st.integers(1, 7)),
        draw(st.none() | st.floats(0, 1)),
        draw(NAMES),
        candidates,
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    found = tuple(draw(st.lists(mentions(), max_size=3)))
    telling = types.Telling(
        1,
        2,
        0,
        9,
        draw(st.sampled_from(["raid", "other"])),
        draw(DAYS),
        None,
        draw(st.none() | st.just(1)),
        "09:30",
        found,
        tuple(draw(st.lists(NAMES, max_size=2))),
        "happened",
        draw(st.booleans()),
        None,
    )
    casualty = types.Casualty(
        1,
        2,
        0,
        9,
        draw(NAMES),
        draw(st.none() | st.integers(0)),
        None,
        None,
        "killed",
        None,
        "unknown",
        found[0] if found else None,
        draw(DAYS),
        None,
        None,
        0,
    )
    quote = types.Quote(
        1,
        2,
        0,
        9,
        tuple(draw(st.lists(SPANS, max_size=3))),
        draw(NAMES),
        "direct",
        None,
        None,
        None,
        None,
        "said",
        None,
        None,
        draw(DAYS),
    )
    involved = types.Jurisdiction(
        draw(NAMES), "state", "MX", None, "territory", (draw(NAMES),), tuple(draw(st.lists(SPANS, max_size=2)))
    )
    figure = types.Figure(
        1,
        2,
        0,
        9,
        draw(NAMES),
        draw(st.none() | st.integers(0)),
        None,
        draw(st.none() | st.integers(0)),
        draw(NAMES),
        draw(st.none() | NAMES),
        draw(st.none() | NAMES),
    )
    document = make_document("some text " + draw(st.text(st.characters(exclude_categories=["Cs"]))), {}, name=None)
    person = types.Person("A", ("B",), None, None, None)
    return Extraction(document, found, (telling,), (casualty,), (quote,), (person,), (involved,), ("w",), (figure,))


@settings(max_examples=60, deadline=None)
@given(extractions())
def test_packing_loses_nothing(extraction: Extraction) -> None:
    assert unpack(Extraction, pack(extraction)) == extraction


def test_any_extraction_comes_back_from_the_store(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 's.sqlite'}")

    @settings(max_examples=15, deadline=None)
    @given(extractions())
    def round_trip(extraction: Extraction) -> None:
        store.add(extraction.document, extraction)
        assert extraction in store.extractions()

    round_trip()


def test_a_store_of_the_first_version_is_mended_and_keeps_what_it_holds(store: Store) -> None:
    extraction = _extraction()
    store.add(extraction.document, extraction)
    with create_engine(store.url).begin() as connection:
        connection.execute(text("ALTER TABLE document DROP COLUMN outlets"))
        connection.execute(text("UPDATE meta SET value = 1 WHERE key = 'schema_version'"))
    opened = Store(store.url)
    assert opened.documents() == store.documents()
    assert [state.document.outlets for state in opened.states().values() if state.document] == [()]
