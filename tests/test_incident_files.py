"""Files of the five given incidents, in both languages and under five filters, opened by independent readers."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import docx
import pytest

from geo.export.brief.compose import MOST_EVENTS, composed
from geo.export.dataset.whole import held, read_incident
from geo.export.formats import made
from geo.gazetteer.boundaries import Boundaries
from geo.messages import say, speaking
from geo.pipeline import open_pipeline
from geo.present import wording
from geo.present.design import symbol_of
from geo.present.key_figures import in_figures
from geo.reconcile.worded import worded
from geo.run.incidents import put_together
from geo.selection.filters import Filters, narrow
from geo.selection.view import view_of
from geo.settings import Settings
from tests.test_brief_files import slides, tables, words_of_paper
from tests.test_dataset import READERS
from tests.test_single_file import data as parts_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.export.brief.content import View
    from geo.export.single.behind import Behind
    from geo.incident import Incident
    from geo.pipeline import Pipeline

NAMES = ["first-case", "el-paso-2019", "in-amenas-2013", "guayaquil-prison-2021", "odisha-train-2023"]
OUTLINES = Boundaries()


def five(incident: Incident) -> list[Filters]:
    """Everything, the state and the kinds of most events, the days of the main event, half of the sources."""
    states = Counter(e.place.admin1_code for e in incident.events if e.place and e.place.admin1_code)
    kinds = Counter(symbol_of(e.type).key for e in incident.events)
    days = sorted(e.date_start for e in incident.events if e.main and e.date_start) or [None]
    documents = sorted(d.id for d in incident.documents)
    return [
        Filters(),
        Filters(state=next(iter(dict(states.most_common(1))), None)),
        Filters(kinds=tuple(sorted(dict(kinds.most_common(2))))),
        Filters(first=days[0], last=days[-1]),
        Filters(sources=tuple(documents[: (len(documents) + 1) // 2])),
    ]


@pytest.fixture(scope="module")
def reader() -> Pipeline:
    """With the model of each language."""
    return open_pipeline(Settings())


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_files_of_an_incident_hold_its_views(name: str, shared: Path, reader: Pipeline) -> None:
    """Sentences and data in each language under each filter; briefs and single files under each, languages in turn."""
    incident, report = put_together(shared / "incidents" / name, Settings(), reader)
    assert not report.rejected
    nothing = Filters(sources=tuple(d.id for d in incident.documents))  # chooses all there is
    assert _governments(narrow(incident, nothing)) == _governments(incident)
    for number, filters in enumerate(five(incident)):
        for language in ("en", "es"):
            with speaking(language):
                view = view_of(worded(incident), filters)
                brief = composed(view)
                assert brief.refused == ()
                assert number or len(brief.sentences()) > 20
                _data(view)
                if (number % 2 == 0) == (language == "en"):
                    _brief(view)
                    _single(view)


def _governments(incident: Incident) -> dict[str, int]:
    return {j.name: j.events for j in incident.jurisdictions if j.level == "federal"}


def _data(view: View) -> None:
    shown = view.shown
    for name, read in READERS.items():
        rows = read(made(name, view, OUTLINES).data)
        assert [row["id"] for row in rows] == [e.id for e in shown.events], name
    assert read_incident(made("json", view, OUTLINES).data, "x").incident == held(view)


def _brief(view: View) -> None:
    brief, shown = composed(view), view.shown
    deck = slides(made("pptx", view, OUTLINES).data)
    counted = [row[5] for row in tables(deck, say("Best count"))]
    assert counted == [str(len(t.entries)) for t in shown.tolls if t.entries]
    listed = tables(deck, say("Place known to"))
    assert len(listed) >= min(len(shown.events), MOST_EVENTS)
    paper = words_of_paper(made("pdf", view, OUTLINES).data)
    document = docx.Document(io.BytesIO(made("docx", view, OUTLINES).data))
    words = " ".join(" ".join(p.text.split()) for p in document.paragraphs)
    for sentence in (brief.title, *brief.block("toll").sentences):
        assert _says(paper, sentence.text)
        assert _says(words, sentence.text)
    rows = sum(len(table.rows) - 1 for table in document.tables)
    assert rows == sum(len(brief.block(key).rows) for key in ("events", "toll", "jurisdictions"))
    assert made("png", view, OUTLINES).data[:4] == b"\x89PNG"


def _says(words: str, sentence: str) -> bool:
    """Whether a sentence stands there, in one piece or broken once, from one column or sheet to the next."""
    told = sentence.split()
    parts = ((" ".join(told[:n]), " ".join(told[n:])) for n in range(len(told)))
    return any(first in words and rest in words for first, rest in parts)


def _single(view: View) -> None:
    from tests.test_single_file import behind  # noqa: PLC0415 - opens the gazetteer

    asked: Behind = behind()
    told = parts_of(made("html", view, OUTLINES, asked).data)
    shown = view.shown
    assert [e["id"] for e in told["events"]] == [e.id for e in shown.events]
    assert [t["range"] for t in told["tolls"]] == [in_figures(t) for t in shown.tolls if t.entries]
    assert len(told["counts"]) == sum(len(t.entries) for t in shown.tolls)
    assert len(told["quotes"]) == len(shown.quotes)
    assert {j["name"] for j in told["jurisdictions"]} == {
        wording.jurisdiction(j) for j in shown.jurisdictions if j.agencies or j.events
    }
