"""An incident as JSON and back: the same incident, whatever is in it."""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo.custody.records
import geo.types
from geo.errors import ExportError
from geo.export.dataset.whole import _hash, held, incident_json, read_incident
from geo.incident import Incident
from geo.reconcile import reconcile
from geo.selection.filters import Filters
from geo.selection.view import view_of
from geo.settings import ROOT
from geo.sources import read_folder
from geo.types import Document
from tests.makers import DOCUMENT, incident
from tests.scale import many_documents

if TYPE_CHECKING:
    from geo.pipeline import Pipeline

NUMBERS = {"lat": st.floats(-90, 90), "lon": st.floats(-180, 180), "start": st.integers(0, 5), "end": st.integers(5, 9)}


@cache
def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type hint of a record."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(any_of(one) for one in inner))
    if origin is frozenset:
        return st.frozensets(any_of(inner[0]), max_size=3)
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(any_of(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(any_of, inner))
    if is_dataclass(hint):
        hints = get_type_hints(hint, localns=vars(geo.types) | vars(geo.custody.records))
        return st.builds(hint, **{f.name: NUMBERS.get(f.name) or any_of(hints[f.name]) for f in fields(hint)})
    plain = {str: st.text(max_size=5), int: st.integers(), bool: st.booleans(), types.NoneType: st.none()}
    return plain.get(hint) or st.floats(allow_nan=False, allow_infinity=False)


def again(told: Incident) -> Incident:
    return read_incident(incident_json(view_of(incident(), Filters(), shown=told)), "a.json").incident


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_of(Incident))
def test_any_incident_comes_back_the_same(told: Incident) -> None:
    assert again(told) == told


def test_half_characters_come_back_and_the_file_is_utf8() -> None:
    told = incident(documents=(replace(DOCUMENT, text="a \ud800 b"),))
    json.loads(incident_json(view_of(told, Filters())).decode("utf-8"))
    assert again(told) == told


def test_many_documents_come_back_the_same() -> None:
    told = reconcile(many_documents(40))
    assert again(told) == told


def test_the_first_case_comes_back_the_same_whole_and_in_part(pipeline: Pipeline) -> None:
    found = [d for d in read_folder(ROOT / "seeds") if isinstance(d, Document) and d.language == "en"]
    told = reconcile([pipeline.extract(d) for d in found])
    one = (told.events[0].evidence[0].doc_id,)
    parts = Filters(state="MX.14"), Filters(kinds=("arson",)), Filters(first="2026-02-23"), Filters(sources=one)
    for filters in (Filters(), *parts):
        view = view_of(told, filters)
        read = read_incident(incident_json(view), "a.json")
        assert read.incident == held(view)
        assert (read.incident.events, read.incident.tolls) == (view.shown.events, view.shown.tolls)
        assert bool(read.filters) == (filters != Filters())


def test_a_choice_of_sources_gives_the_texts_of_no_others(pipeline: Pipeline) -> None:
    found = [d for d in read_folder(ROOT / "seeds") if isinstance(d, Document) and d.language == "en"][:6]
    told = reconcile([pipeline.extract(d) for d in found])
    for chosen in (found[0], found[3]):
        data = incident_json(view_of(told, Filters(sources=(chosen.id,))))
        kept = read_incident(data, "a.json").incident
        assert [d.id for d in kept.documents] == [chosen.id]
        assert {doc_id for doc_id, _ in kept.mentions} <= {chosen.id}
        assert kept.events
        for other in found:
            assert (other.text[:60] in kept.documents[0].text) == (other is chosen)
            assert (json.dumps(other.text, ensure_ascii=False)[1:61] in data.decode()) == (other is chosen)
        assert "texts" in json.loads(data)["about"]
    assert len(read_incident(incident_json(view_of(told, Filters())), "a.json").incident.documents) == len(found)


@pytest.mark.parametrize("key", ["format", "incident", "filters"])
def test_what_is_no_incident_is_refused(key: str) -> None:
    told = json.loads(incident_json(view_of(incident(), Filters())))
    told[key] = 7
    told["sha256"] = _hash(told)
    with pytest.raises(ExportError, match=r"a\.json holds no incident"):
        read_incident(json.dumps(told).encode(), "a.json")


EDITS = {
    "a type": lambda told: told["events"][0].update(type="arson"),
    "a title": lambda told: told.update(title="Massacre by police"),
    "a publisher": lambda told: told["documents"][0].update(publisher="The New York Tribune"),
    "a text": lambda told: told["documents"][0].update(text="Nothing happened."),
    "a reason": lambda told: told["set_aside"].append("no"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_that_was_edited_is_refused(edit: str) -> None:
    """Whatever was edited: a title that a user gave and a publisher stand in no text that could be asked."""
    told = json.loads(incident_json(view_of(incident(), Filters())))
    assert read_incident(json.dumps(told, indent=1).encode(), "a.json").incident == incident()
    EDITS[edit](told["incident"])
    with pytest.raises(ExportError, match=r"a\.json was edited after it was written"):
        read_incident(json.dumps(told).encode(), "a.json")
    del told["sha256"]
    with pytest.raises(ExportError, match="has no hash of its records"):
        read_incident(json.dumps(told).encode(), "a.json")
