"""Which documents carry one story: six outlets that print one agency's text are one witness, not six.

Two texts are one story if most of the shorter one's runs of eight words stand in the longer one, also of those in its
first half: what all pages of an outlet end with is no story.  A digest or a rewritten report shares facts and not such
runs; a cut or a new headline leaves most of them in place.  A text that prints two others, of which neither prints
the other, is of both stories, and they stay two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from geo.reconcile.credits.outlets import outlet_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.types import Document

RUN = 8
#: Share of the shorter text's runs that the longer one must hold.
SHARED = 0.5
#: The same of the runs in its first half: a new headline takes some.
OPENING = 0.4
#: A text of fewer runs is a headline or a stub; what it shares proves nothing.
LEAST = 12

_WORD = re.compile(r"\w+")


#: What stands between quotation marks: two reports of their own may print the same statement.
_QUOTED = re.compile(r"“[^“”]{0,800}”|«[^«»]{0,800}»|\"[^\"\n]{0,800}\"")
#: Texts that hold a run, up to which each pair of them is counted; more are counted each with the next.
FEW = 8


Runs = dict[int, None]
"""The runs of a text in its order, each once."""


def _runs(text: str) -> Runs:
    return dict.fromkeys(run for part in _QUOTED.split(text.casefold()) for run in _runs_in(_WORD.findall(part)))


def _runs_in(words: Sequence[str]) -> Iterator[int]:
    return (hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))


def _pairs(texts: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(texts, 2) if len(texts) <= FEW else pairwise(texts)


def _shared(runs: Sequence[Runs]) -> Counter[tuple[int, int]]:
    """How many runs two texts share; of a run that many hold each with the next, which links any number of copies."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        for run in own:
            holders[run].append(i)
    return Counter(pair for texts in holders.values() for pair in _pairs(texts))


def _lead(leads: list[int], i: int) -> int:
    while leads[i] != i:
        i = leads[i]
    return i


def _is_copy(one: Runs, other: Runs) -> bool:
    """Whether most of the shorter text stands in the longer one, from its first half on."""
    short, long = sorted((one, other), key=len)
    held = [run in long for run in short]
    half = held[: len(held) // 2]
    return len(held) >= LEAST and sum(held) >= SHARED * len(held) and sum(half) >= OPENING * len(half)


def _linked(runs: Sequence[Runs]) -> Iterable[list[int]]:
    """Texts that share enough with each other or with others between them: what is one story lies in one of these."""
    leads = list(range(len(runs)))
    for (a, b), count in sorted(_shared(runs).items()):
        least = min(len(runs[a]), len(runs[b]))
        if least >= LEAST and count >= SHARED * least:
            first, second = sorted((_lead(leads, a), _lead(leads, b)))
            leads[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(runs)):
        groups[_lead(leads, i)].append(i)
    return groups.values()


def _told_apart(texts: Sequence[int], runs: Sequence[Runs]) -> list[list[int]]:
    """The stories among linked texts: the shortest begins one, and all that print it are of it.

    One that prints no such text begins another, with those before it that it shares with.
    """
    stories: list[list[int]] = []
    for i in sorted(texts, key=lambda i: (len(runs[i]), i)):
        mine = [story for story in stories if _is_copy(runs[story[0]], runs[i])]
        for story in mine:
            story.append(i)
        if not mine:
            others = {j for story in stories for j in story[1:] if _is_copy(runs[j], runs[i])}
            stories.append([i, *others])
    return stories


def stories_of(documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    """The ids of documents that carry one story, for each story with two or more, in the order given.

    A document of two stories stands behind those of one, so that it leads none.
    """
    runs = [_runs(d.text) for d in documents]
    apart = [story for texts in _linked(runs) if len(texts) > 1 for story in _told_apart(texts, runs)]
    stories = [story for story in apart if len(story) > 1]
    times = Counter(i for story in stories for i in story)
    ordered = sorted(sorted(story, key=lambda i: (times[i] > 1, i)) for story in stories)
    return tuple(tuple(documents[i].id for i in story) for story in ordered)


def holds(text: str, passage: str) -> bool:
    """Whether a text has the words of a passage, whatever stands between them."""
    whole, part = (f" {' '.join(_WORD.findall(told.casefold()))} " for told in (text, passage))
    return part in whole


def outlets_of(doc_ids: Iterable[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The names of all who publish these documents, each once; a text that tells of no outlet is none."""
    found = [documents[i] for i in doc_ids if i in documents]
    names = outlet_names(found)
    return tuple(dict.fromkeys(name for d in found for name in (names.get(d.id), *d.outlets) if name))


def witness_of(stories: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """For each document of a story, the one that stands for it; a document alone is not in it."""
    witness: dict[str, str] = {}
    for story in stories:
        for doc_id in story:
            witness.setdefault(doc_id, story[0])
    return witness
