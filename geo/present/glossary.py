"""What the words of the pages mean: one explanation for each, shown beside the word and in a list."""

from __future__ import annotations

from geo.messages import message, say

#: Key to the term and its explanation, in the order of the list.
_TERMS: dict[str, tuple[str, str]] = {
    "best": (
        message("count ranked best"),
        message(
            "The latest total; of those of one time that of the highest authority. A rule chooses, nothing is averaged."
        ),
    ),
    "other_count": (
        message("other count"),
        message("Another number that a source gives. In grey: it counts a part or another place, and sets no range."),
    ),
    "at_least": (
        message("“at least”"),
        message("The source gives no upper end: “at least 25” is 25+. Such a count never sets the low end of a range."),
    ),
    "rival": (
        message("rival count"),
        message("A different total, given at the same time or later. The pages show both and decide for none."),
    ),
    "superseded": (message("superseded"), message("An earlier, different total. It stays in the ledger.")),
    "apart": (
        message("counted apart"),
        message("It counts other people: of one town, one group or the first hours. It competes with no total."),
    ),
    "place": (
        message("the place"),
        message("A source names a town or a point; the symbol stands on it or on a stem that ends there."),
    ),
    "around": (
        message("around it"),
        message("It is known to have happened somewhere in the municipality or near the place named, not where."),
    ),
    "state": (
        message("state only"),
        message(
            "The sources name the state and nothing smaller: the symbol stands at its name, not where it happened."
        ),
    ),
    "named": (
        message("named, nothing placed"),
        message("Sources name the state as a scene, and no event can be placed in it."),
    ),
    "acted": (
        message("acted, a source says so"),
        message("In a sentence of a source the body is the one who did something."),
    ),
    "spoke": (
        message("spoke"),
        message("The sources quote the body; no sentence was read as telling that it did more."),
    ),
    "only_named": (
        message("named"),
        message("The body is mentioned, and no sentence says what it did. That is not the same as doing nothing."),
    ),
    "inferred": (
        message("inferred"),
        message("No sentence says so; the program concluded it from what stands around it, and says from what."),
    ),
    "undated": (
        message("n.d."),
        message("No day is known: the source tells none, and nothing says when it was published."),
    ),
    "published_on": (
        message("“published 25 Feb”"),
        message("The source does not say on which day it was said; this is the day on which the source came out."),
    ),
    "disagree": (
        message("≠ sources disagree"),
        message("Sentences that tell this event give different numbers; Casualties sets them side by side."),
    ),
}


def term(key: str) -> str:
    """The term."""
    return say(_TERMS[key][0])


def explained(key: str) -> str:
    """What it means, in one or two sentences."""
    return say(_TERMS[key][1])


def listed() -> tuple[str, ...]:
    """All terms, in the order of the list."""
    return tuple(_TERMS)
