"""What a file of data is: of what, chosen how, as of when, how much of all, under which licence, thanks to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.escape import visible
from geo.messages import decimal, say

if TYPE_CHECKING:
    from geo.export.brief.content import View
    from geo.incident import Incident


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about a file."""

    key: str
    """The same in all languages, for programs."""
    label: str
    words: str


def about(view: View) -> tuple[Line, ...]:
    """All that a file says of itself, in the language of now."""
    return (
        Line("title", say("Title"), visible(view.whole.title)),
        Line("filters", say("Filters"), visible("; ".join(view.filters)) or say("none: everything is here")),
        Line("as_of", say("As of"), view.as_of),
        *_how_many(view),
        *([Line("marking", say("Marking"), visible(view.marking))] if view.marking else []),
        Line("made_by", say("Made by"), "Incident Atlas"),
        Line("reading", say("How to read it"), _reading()),
        Line("licence", say("Licence"), _licence()),
        Line("credit", say("Credit"), _credit()),
    )


def as_text(view: View) -> str:
    """The same as lines of plain text."""
    return "".join(f"{line.label}: {line.words}\n" for line in about(view))


def as_record(view: View) -> dict[str, str]:
    """The same by key."""
    return {line.key: line.words for line in about(view)}


def _how_many(view: View) -> tuple[Line, ...]:
    shown, whole = view.shown, view.whole
    documents = len(whole.documents)
    left = documents if view.sources is None else len(view.sources)
    return (
        Line("events", say("Events"), _of(len(shown.events), len(whole.events))),
        Line("counts", say("Counts"), _of(_counts(shown), _counts(whole))),
        Line("quotes", say("Quotes"), _of(len(shown.quotes), len(whole.quotes))),
        Line("sources", say("Sources"), _of(left, documents)),
        Line("jurisdictions", say("Jurisdictions"), _of(len(shown.jurisdictions), len(whole.jurisdictions))),
    )


def _counts(incident: Incident) -> int:
    return sum(len(toll.entries) for toll in incident.tolls)


def _of(left: int, total: int) -> str:
    return say("{n} of {total}", n=decimal(left), total=decimal(total))


def _reading() -> str:
    return say(
        "Found by a program in the sources named here; each row rests on the sentence beside it. Empty means that no "
        "source says, never zero; “inferred” that no sentence states it. where_prec, date_prec: as UCDP counts them. "
        "A shape is what is known: a point, a ring (radius_km), a line between two towns, the outline of a "
        "municipality or a state; what is known less well has none."
    )


def _licence() -> str:
    return say(
        "Places: CC BY 4.0 (GeoNames), which asks for the credit below. Outlines: Natural Earth, in the public domain; "
        "municipalities of Mexico: INEGI, free to use with credit. Sentences, quotes and headlines: their publishers’."
    )


def _credit() -> str:
    return say("Places: GeoNames (geonames.org). Boundaries: Natural Earth, INEGI. Sources: their publishers, by name.")
