"""How well a model says what a treebank says, on the treebank's own words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.run.spanish.corpora import named, parsed
from geo.run.spanish.lessons import doc_of, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from geo.run.spanish.treebanks import Sentence

#: The kinds of names that are measured; what else is named is for the model to know, and for nobody to ask.
KINDS = frozenset({"PER", "LOC", "ORG"})


def parse_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Shares of words: the right part of speech (UPOS), lemma, head (UAS), head and relation (LAS).

    Of relations the part before a colon counts; punctuation has no head worth the name.
    """
    right, total = Counter[str](), Counter[str]()
    for doc, sentence in _both(nlp, sentences):
        for i, token in enumerate(doc):
            total["words"] += 1
            right["UPOS"] += token.pos_ == sentence.pos[i]
            right["lemma"] += token.lemma_.lower() == sentence.lemmas[i].lower()
            if sentence.pos[i] != "PUNCT":
                total["heads"] += 1
                headed = token.head.i == sentence.heads[i]
                right["UAS"] += headed
                right["LAS"] += headed and _core(token.dep_) == _core(sentence.labels[i])
    of = {"UPOS": "words", "lemma": "words", "UAS": "heads", "LAS": "heads"}
    return {name: right[name] / total[kind] for name, kind in of.items()}


def name_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """F of names, right if their words and kind are; all together and each kind."""
    found, true, right = Counter[str](), Counter[str](), Counter[str]()
    for doc, sentence in _both(nlp, [sentence for sentence in sentences if sentence.named]):
        gold = {(e.start, e.end, e.label_) for e in doc_of(nlp.vocab, [sentence]).ents if e.label_ in KINDS}
        said = {(e.start, e.end, e.label_) for e in doc.ents if e.label_ in KINDS}
        for counter, names in ((found, said), (true, gold), (right, said & gold)):
            counter.update(kind for *_, kind in names)
            counter["all"] += len(names)
    return {kind: 2 * right[kind] / max(1, found[kind] + true[kind]) for kind in ("all", *sorted(KINDS))}


def table(nlp: Language, corpora: Path) -> str:
    """What a model scores on every treebank that ours was not taught from, one line each."""
    lines = [_line(name, parse_scores(nlp, sentences)) for name, sentences in parsed(corpora)]
    lines += [_line(f"{name}, names", name_scores(nlp, sentences)) for name, sentences in named(corpora)]
    return "".join(lines)


def _line(name: str, scores: dict[str, float]) -> str:
    return f"{name:24}" + "  ".join(f"{what} {share:.3f}" for what, share in scores.items()) + "\n"


def _both(nlp: Language, sentences: Sequence[Sentence]) -> Iterator[tuple[Doc, Sentence]]:
    docs = nlp.pipe(unread(doc_of(nlp.vocab, [sentence])) for sentence in sentences)
    return zip(docs, sentences, strict=True)


def _core(label: str) -> str:
    return label.partition(":")[0].lower()
