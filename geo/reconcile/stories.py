"""Which documents carry one story: six outlets that print one agency's text are one witness, not six.

Two texts are one story if most of the shorter one's runs of eight words stand in the longer one.  A digest or a
rewritten report shares facts and not such runs; a cut or a new headline leaves most of them in place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.types import Document

RUN = 8
#: Share of the shorter text's runs that the longer one must hold.
SHARED = 0.5
#: A text of fewer runs is a headline or a stub; what it shares proves nothing.
LEAST = 12

_WORD = re.compile(r"\w+")


#: What stands between quotation marks: two reports of their own may print the same statement.
_QUOTED = re.compile(r"“[^“”]{0,800}”|«[^«»]{0,800}»|\"[^\"\n]{0,800}\"")
#: Texts that hold a run, up to which each pair of them is counted; more are counted each with the next.
FEW = 8


def _runs(text: str) -> frozenset[int]:
    return frozenset(run for part in _QUOTED.split(text.casefold()) for run in _runs_in(_WORD.findall(part)))


def _runs_in(words: Sequence[str]) -> Iterator[int]:
    return (hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))


def _pairs(texts: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(texts, 2) if len(texts) <= FEW else pairwise(texts)


def _shared(runs: Sequence[frozenset[int]]) -> Counter[tuple[int, int]]:
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


def stories_of(documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    """The ids of documents that carry one story, for each story with two or more, in the order given."""
    runs = [_runs(d.text) for d in documents]
    leads = list(range(len(documents)))
    for (a, b), count in sorted(_shared(runs).items()):
        least = min(len(runs[a]), len(runs[b]))
        if least >= LEAST and count >= SHARED * least:
            first, second = sorted((_lead(leads, a), _lead(leads, b)))
            leads[second] = first
    groups: dict[int, list[str]] = defaultdict(list)
    for i, document in enumerate(documents):
        groups[_lead(leads, i)].append(document.id)
    return tuple(tuple(ids) for ids in groups.values() if len(ids) > 1)


def outlets_of(doc_ids: Iterable[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The names of all who publish these documents, each once."""
    found = [documents[i] for i in doc_ids if i in documents]
    return tuple(dict.fromkeys(name for d in found for name in (d.publisher or d.domain or d.title, *d.outlets)))


def witness_of(stories: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """For each document of a story, the one that stands for it; a document alone is not in it."""
    return {doc_id: story[0] for story in stories for doc_id in story}
