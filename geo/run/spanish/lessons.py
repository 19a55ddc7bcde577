"""What a model is shown: sentences of one text together, in the hand of the day, with what it should say of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.iob_utils import biluo_tags_to_spans, iob_to_biluo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from spacy.vocab import Vocab

    from geo.run.spanish.treebanks import Sentence
    from geo.run.spanish.variety import Variety

#: Sentences shown at once: one alone, or some with their ends to be found.
_TOGETHER = (1, 1, 1, 2, 3)


def doc_of(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """Sentences of one text, as they should be read."""
    columns = ("words", "pos", "lemmas", "feats", "labels", "names")
    joined = {name: [value for s in sentences for value in getattr(s, name)] for name in columns}
    starts = [i == 0 for s in sentences for i in range(len(s))]
    doc = Doc(
        vocab,
        words=joined["words"],
        spaces=[blank for s in sentences for blank in s.blanks],
        pos=joined["pos"],
        lemmas=joined["lemmas"],
        morphs=joined["feats"],
        heads=_heads(sentences),
        deps=joined["labels"],
        sent_starts=starts,  # type: ignore[arg-type]
    )
    if all(s.named for s in sentences):
        doc.set_ents(biluo_tags_to_spans(doc, iob_to_biluo(joined["names"])))
    return doc


def _heads(sentences: Sequence[Sentence]) -> list[int]:
    heads, done = list[int](), 0
    for sentence in sentences:
        heads += [done + head for head in sentence.heads]
        done += len(sentence)
    return heads


def unread(doc: Doc) -> Doc:
    """The same words, of which nothing is said."""
    return Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


def example(vocab: Vocab, sentences: Sequence[Sentence]) -> Example:
    """Words and what should be said of them."""
    doc = doc_of(vocab, sentences)
    return Example(unread(doc), doc)


def groups(sentences: Sequence[Sentence], random: Random) -> list[list[Sentence]]:
    """Neighbours of one text, a few together, in any order."""
    found: list[list[Sentence]] = []
    for _, text in groupby(sentences, key=lambda sentence: sentence.text):
        left = list(text)
        while left:
            many = random.choice(_TOGETHER)
            found.append(left[:many])
            left = left[many:]
    random.shuffle(found)
    return found


def one_pass(vocab: Vocab, sentences: Sequence[Sentence], variety: Variety, words: int) -> Iterator[list[Example]]:
    """All sentences once, varied, in batches of about so many words."""
    batch, size = list[Example](), 0
    for group in groups(sentences, variety.random):
        batch.append(example(vocab, variety.of(group)))
        size += len(batch[-1].reference)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
