"""Where the counts differ: each difference under its rivals, one line for each who counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.messages import say, say_n
from geo.present import wording
from geo.present.key_figures import noun, speaker, who
from geo.reconcile.tolls.ledger import value
from geo.selection.opened import of_check, of_count
from geo.views import evidence, html
from geo.views.clicks import opens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import Check, LedgerEntry, Toll

#: Differences that are shown before a reader asks for all.
_FEW = 2
#: More than this nobody reads on a page.
_MOST = 40
#: Lines of one difference, and numbers of one line.
_LINES, _IN_A_LINE = 8, 6
_SIGNS = {True: "=", False: "≠"}


def differences(checks: Sequence[Check], tolls: Sequence[Toll]) -> None:
    """Every check, what disagrees first; a press on a number opens its sentence, on a title all of them."""
    if not checks:
        return
    against = sum(not c.agrees for c in checks)
    note = say_n("{n} difference, nothing averaged", "{n} differences, nothing averaged", against)
    html.section(say("Where the counts differ"), note)
    nouns = {f"{t.status}/{t.party_class}": noun(t) for t in tolls}
    shown = [_block(i, check, nouns.get(check.toll, "")) for i, check in enumerate(checks[:_MOST])]
    st.html("".join(shown[:_FEW]))
    if shown[_FEW:]:
        with st.expander(wording.plural(len(checks) - _FEW, "more check")):
            st.html("".join(shown[_FEW:]))
            html.more(len(checks) - _MOST)


def _block(nth: int, check: Check, counted: str) -> str:
    sign = f'<b class="sign">{_SIGNS[check.agrees]}</b>'
    head = opens(f"{sign} {safe(_title(check, counted))}", of_check(nth), kind="head")
    body = _lines(check.entries) if check.kind == "totals" else f"<p>{safe(check.text)}</p>"
    return f'<div class="check">{head}{body}</div>'


def _title(check: Check, counted: str) -> str:
    """The rivals: "62 or 73+ killed"; of parts and their total what they come to."""
    if check.kind == "totals":
        # "25" and "at least 25" are no rivals: one of each number, the firm one.
        numbers: dict[int | None, str] = {}
        for e in sorted(check.entries, key=lambda e: (value(e.casualty) or 0, e.casualty.max is None)):
            numbers.setdefault(value(e.casualty), wording.counted(e.casualty))
        *most, last = numbers.values()
        return say("{rivals} or {last} {counted}", rivals=", ".join(most), last=last, counted=counted)
    if check.kind == "places":
        return say("{n} {counted}: where?", n=wording.counted(check.entries[0].casualty), counted=counted)
    total = wording.counted(check.entries[0].casualty)
    return say("{n} {counted} and their parts", n=total, counted=counted)


def _lines(entries: Sequence[LedgerEntry]) -> str:
    """One line for each who counts; what outlets print in their own words is one line, the press."""
    told: dict[str, list[LedgerEntry]] = {}
    for entry in sorted(entries, key=lambda e: e.published or "9"):
        told.setdefault(speaker(entry), []).append(entry)
    lines = "".join(_line(name, own) for name, own in list(told.items())[:_LINES])
    left = len(told) - _LINES
    more = f"<li>{say_n('and {n} more who counts', 'and {n} more who count', left)}</li>" if left > 0 else ""
    return f'<ul class="rivals">{lines}{more}</ul>'


def _line(name: str, own: Sequence[LedgerEntry]) -> str:
    """Who counts, and each number with its day; of the press the outlet too."""
    first = {wording.counted(e.casualty): e for e in reversed(own)}
    numbers = [_number(e, outlet=not name) for e in reversed(first.values())][:_IN_A_LINE]
    return f"<li><span>{safe(name or say('Press'))}</span><span>{' '.join(numbers)}</span></li>"


def _number(entry: LedgerEntry, *, outlet: bool) -> str:
    told = ", ".join(safe(x) for x in (who(entry) if outlet else "", wording.day(entry.published)) if x)
    return opens(f"<b>{safe(wording.counted(entry.casualty))}</b> <i>{told}</i>", of_count(entry), kind="n")


def check_card(check: Check) -> None:
    """The card of a check: all its sentences."""
    verdict = say("They agree") if check.agrees else say("They differ")
    head = f"<h3>{_SIGNS[check.agrees]} {verdict}</h3><p>{safe(check.text)}</p>"
    evidence.card(
        head, [(e.evidence, say("says: {who}", who=who(e))) for e in check.entries], kind="count", key="check"
    )
