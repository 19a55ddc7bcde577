"""Why a figure is best, in one sentence of the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.messages import Labels, say
from geo.present.wording import day

if TYPE_CHECKING:
    from geo.incident import Authority, LedgerEntry

#: What a rule calls the kinds of authority.
AUTHORITY_WORDS: Labels[Authority] = Labels(
    {"federal": "federal", "state": "state", "named": "named", "outlet": "outlet", "unnamed": "unnamed"}, "authority"
)


def day_in_words(iso: str | None) -> str:
    """A date as "24 Feb 2026"; "undated" where the source has none."""
    return day(iso, year=True) if iso else say("undated")


def printed_on(entry: LedgerEntry, *, year: bool = True) -> str:
    """The day of a count: an outlet's own is of its day; of what somebody else counts that alone is sure, and said."""
    day_told = day(entry.published, year=year) if entry.published else day_in_words(None)
    own = entry.authority == "outlet" or entry.asserted_by in {None, entry.publisher}
    return day_told if own or not entry.published else say("published {day}", day=day_told)


def no_best(*, parts: bool) -> str:
    """That there is none, since only ``parts`` are told, or words."""
    words = say("No best figure: the sources give words, not a number.")
    return say("No best figure: the sources give parts only.") if parts else words


def best_of_all(best: LedgerEntry, competing: int, earlier: int | None, *, partial: bool, vague: bool) -> str:
    """Why ``best`` is best of as many as compete.

    ``earlier``: what it corrects; ``partial``: it counts a part of the incident; ``vague``: "about 20".
    """
    limits = say(", for a part of the incident only") if partial else ""
    limits += say(", an approximate number") if vague else ""
    told = f"{_said_by(best)}, {printed_on(best)}"
    if competing == 1:
        return say("The only count{limits}: {told}.", limits=limits, told=told)
    told += "" if earlier is None else say("; it corrects {n} by the same", n=earlier)
    return say(
        "The highest authority among the latest of {n} counts{limits}: {told}.", n=competing, limits=limits, told=told
    )


def _said_by(entry: LedgerEntry) -> str:
    who = entry.asserted_by or say("a source without a name")
    return (
        who if entry.authority == "outlet" or who == entry.publisher else f"{who} ({AUTHORITY_WORDS[entry.authority]})"
    )
