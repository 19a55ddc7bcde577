"""Draws finer what both treebanks draw alike: passives and who did it, relative clauses.

They call "fueron" in "fueron detenidos" an ``aux`` like "han" in "han llegado", and who detained them an object.  What
is told apart here, by word and shape alone, is what a reader of news asks a parse for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.run.spanish.treebanks import Sentence

_OBJECTS = frozenset({"obj", "iobj", "obl", "nmod", "obl:arg", "obl:agent"})
_SUBJECTS = {"nsubj": "nsubj:pass", "csubj": "csubj:pass"}


def finer(sentence: Sentence) -> Sentence:
    """``sentence`` with aux:pass, nsubj:pass, obl:agent and acl:relcl where they belong."""
    labels = list(sentence.labels)
    for i in range(len(sentence)):
        labels[i] = _auxiliary(sentence, i)
    passive = {sentence.heads[i] for i, label in enumerate(labels) if label in {"aux:pass", "expl:pass"}}
    for i in range(len(sentence)):
        if labels[i] in _SUBJECTS and sentence.heads[i] in passive:
            labels[i] = _SUBJECTS[labels[i]]
        elif labels[i] in _OBJECTS and _by_whom(sentence, i):
            labels[i] = "obl:agent"
        elif labels[i] == "acl" and _has_relative(sentence, i):
            labels[i] = "acl:relcl"
    return replace(sentence, labels=tuple(labels))


def _auxiliary(sentence: Sentence, i: int) -> str:
    label, head = sentence.labels[i], sentence.heads[i]
    of_passive = sentence.lemmas[i] == "ser" and label == "aux" and _is_participle(sentence, head)
    return "aux:pass" if of_passive and sentence.pos[head] == "VERB" and i < head else label


def _is_participle(sentence: Sentence, i: int) -> bool:
    return "VerbForm=Part" in sentence.feats[i]


def _by_whom(sentence: Sentence, i: int) -> bool:
    """ "por soldados" behind a participle that no "haber" makes active."""
    head = sentence.heads[i]
    if not (head < i and _is_participle(sentence, head) and sentence.pos[i] in {"NOUN", "PROPN", "PRON", "NUM"}):
        return False
    helped = _children(sentence, head)
    active = any(sentence.lemmas[j] == "haber" for j in helped) and not any(sentence.lemmas[j] == "ser" for j in helped)
    return not active and any(
        sentence.labels[j] == "case" and sentence.words[j].lower() == "por" for j in _children(sentence, i)
    )


def _has_relative(sentence: Sentence, clause: int) -> bool:
    """ "que" or "quien" in the clause itself, or in a phrase of it: "en el que"."""
    near = _children(sentence, clause)
    nearer = [j for child in near for j in (child, *_children(sentence, child)) if j < clause]
    return any("PronType=Rel" in sentence.feats[j] for j in nearer)


def _children(sentence: Sentence, head: int) -> list[int]:
    return [j for j, h in enumerate(sentence.heads) if h == head and j != head]
