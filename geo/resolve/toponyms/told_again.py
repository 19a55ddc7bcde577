"""Names that a text puts into a town once and then tells alone: "the hamlet of Orvil, in Lira", later "in Orvil"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.resolve.toponyms.cues import describe
from geo.resolve.toponyms.mentions import Context, Name, Site
from geo.resolve.toponyms.vocabulary import given, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.resolve.candidates.rank import Choice

#: Prior below which a place of the name elsewhere is none that a text would name alone.
SMALL = 5.0
#: Letters of the shortest name that is looked for again.
SHORTEST = 4


def told_again(
    context: Context, names: list[Name], choices: list[Choice], before: Mapping[int, Choice]
) -> tuple[list[Name], list[Choice]]:
    """The names with a choice for each, further mentions of what the text itself places among them.

    ``before``: what each name (by its id) was taken for by itself.
    """
    placed = _placed(context, names, choices, before)
    if not placed:
        return names, choices
    pairs = [(name, _as_told(name, choice, placed)) for name, choice in zip(names, choices, strict=True)]
    pairs += [(name, placed[name.folded]) for name in _further(context, names, placed)]
    pairs.sort(key=lambda pair: pair[0].start)
    return [name for name, _ in pairs], [choice for _, choice in pairs]


def _placed(
    context: Context, names: Sequence[Name], choices: Sequence[Choice], before: Mapping[int, Choice]
) -> dict[str, Choice]:
    """Folded name → where the text puts it; none that it puts into two towns."""
    found: dict[str, Choice] = {}
    doubtful: set[str] = set()
    for name, choice in zip(names, choices, strict=True):
        folded = _own_name(context, name)
        if folded and choice.best is not None and before.get(id(name)) is not choice:
            known = found.setdefault(folded, choice)
            doubtful |= {folded} if known.best is not choice.best else set()
    return {folded: choice for folded, choice in found.items() if folded not in doubtful}


def _own_name(context: Context, name: Name) -> str:
    """The name without the words for its kind; empty for houses, roads and streets, which bear names of others."""
    if name.nested or name.demonym:
        return ""
    if not name.site:
        return name.folded
    settled = words("kinds", "rural") | words("kinds", "hamlets") | words("kinds", "several_named")
    if name.site is not Site.QUARTER or context.word(name.first) not in settled:
        return ""
    first = next((t for t in context.doc[name.first : name.last] if t.text[0].isupper()), None)
    return fold(context.text[first.idx : name.end]) if first is not None else ""


def _as_told(name: Name, choice: Choice, placed: Mapping[str, Choice]) -> Choice:
    """The choice that the text makes, for a name that the gazetteer lacks or has for a small place elsewhere."""
    told = placed.get(name.folded)
    if told is None or name.site or name.nested or name.demonym or name.inside is not None:
        return choice
    return told if choice.best is None or choice.best.prior < SMALL else choice


def _further(context: Context, names: Sequence[Name], placed: Mapping[str, Choice]) -> Iterator[Name]:
    """Mentions that nothing else spoke for: capitalised words alone that are such a name."""
    taken = {i for name in names for i in range(name.first, name.last)} | context.people
    lengths = {folded: len(folded.split()) for folded in placed if _is_telling(folded)}
    for token in context.doc:
        if not token.text[0].isupper():
            continue
        for folded, length in lengths.items():
            span = context.doc[token.i : token.i + length]
            if fold(span.text) == folded and taken.isdisjoint(range(span.start, span.end)):
                name = Name(span.start, span.end, span.start_char, span.end_char, span.text, folded, ())
                describe(context, name)
                if _stands_alone(context, name):
                    taken.update(range(span.start, span.end))
                    yield name


def _is_telling(folded: str) -> bool:
    """Whether nothing else is called so: no everyday word, nobody's first name."""
    everyday = folded in words("everyday", "words") or folded.partition(" ")[0] in given()
    return len(folded) >= SHORTEST and not everyday


def _stands_alone(context: Context, name: Name) -> bool:
    """Whether it is no part of a longer name."""
    ent = context.ents.get(name.first)
    longer = ent is not None and (ent.start < name.first or ent.end > name.last) and not name.tagged
    beside = (context.proper(name.first - 1), context.proper(name.last))
    return not (name.nested or longer or any(beside))
