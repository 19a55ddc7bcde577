"""What is written over the days of the timeline: the event the incident is named after, then the best told ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from geo.charts.template import FONT_SIZE, plain
from geo.present import wording
from geo.present.design import QUIET, symbol_of
from geo.present.fonts import width as text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.incident import IncidentEvent

#: Characters of a note, height of its line in pixels, and the space that two keep.
_MOST, _LINE, _APART = 34, 16, 10


class Stack(NamedTuple):
    """The symbols of one day: where they begin and end, in pixels from the left, and how high they are."""

    left: float
    right: float
    high: float


class _Note(NamedTuple):
    """A text over a stack; ``late``: it ends at its day, for it would not fit behind it."""

    left: float
    right: float
    bottom: float
    late: bool
    text: str


def noteworthy(by_day: Mapping[str, Sequence[IncidentEvent]], shown: frozenset[str]) -> dict[str, IncidentEvent]:
    """By day the main event, or of those shown the one that most sources tell; the main day first."""
    best: dict[str, IncidentEvent] = {}
    for day, told in by_day.items():
        own = [e for e in told if e.main] or [e for e in told if e.id in shown and _says_what(e)]
        if own:
            best[day] = min(own, key=lambda e: (symbol_of(e.type).key in QUIET, -len(e.sources), e.id))
    return dict(sorted(best.items(), key=lambda item: (not item[1].main, -len(item[1].sources), item[0])))


def _says_what(event: IncidentEvent) -> bool:
    """Not for a word that says nothing without its sentence, nor at a place that no sentence tells."""
    return event.place_basis == "told" and not event.title.startswith("“")


def notes(
    events: Mapping[str, IncidentEvent], stacks: Mapping[str, Stack], width: float
) -> list[tuple[str, dict[str, Any]]]:
    """A day with the annotation over its stack, without its place; where there is no room for one, it is left out."""
    placed: list[_Note] = []
    out: list[tuple[str, dict[str, Any]]] = []
    for day, event in events.items():
        one = _note(event, stacks[day], width)
        beside = [stack for other, stack in stacks.items() if other != day]
        if not event.main and not _has_room(one, beside, placed, width):
            continue
        placed.append(one)
        text = plain(one.text)
        out.append(
            (
                day,
                {
                    "text": f"<b>{text}</b>" if event.main else text,
                    "xanchor": "right" if one.late else "left",
                    "yanchor": "bottom",
                    "yshift": 2,
                    "showarrow": False,
                },
            )
        )
    return out


def _note(event: IncidentEvent, stack: Stack, width: float) -> _Note:
    text = event.title if event.main else wording.shortened(event.title, _MOST)
    wide = text_width(text, FONT_SIZE, 600 if event.main else 400)
    late = stack.left + wide > width
    left = stack.right - wide if late else stack.left
    return _Note(left, left + wide, stack.high, late, text)


def _has_room(one: _Note, beside: Iterable[Stack], placed: Iterable[_Note], width: float) -> bool:
    if one.left < 0 or one.right > width:
        return False
    if any(one.left < s.right and s.left < one.right + _APART / 2 and one.bottom < s.high for s in beside):
        return False
    return not any(
        one.left < n.right + _APART and n.left < one.right + _APART and abs(one.bottom - n.bottom) < _LINE
        for n in placed
    )
