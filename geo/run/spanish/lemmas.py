"""Tables for spaCy's rule lemmatizer: those of spacy-lookups-data, and what the treebanks and the clitics add.

The rules turn "murieron" into candidates ("murir", "murer") and take the one that is a known word, after changes of the
stem: "morir".  The more words are known, the more often that goes well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from spacy.lookups import Lookups, load_lookups

from geo.errors import SettingsError
from geo.run.spanish.lessons import doc_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    from geo.run.spanish.treebanks import Sentence

TABLES = ("lemma_rules", "lemma_rules_groups", "lemma_index", "lemma_exc")
#: Kinds whose words are many: their lemmas are looked up in an index.
_OPEN = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj"}
#: Kinds for which a word may be an exception, and the times that it was seen with one lemma and hardly another.
_EXCEPTED = frozenset({"NOUN", "VERB", "ADJ", "AUX", "ADV", "PRON", "DET"})
_SEEN, _SHARE = 2, 0.8
#: "detenerlo" and "deteniéndolo": what a verb is without the pronouns behind it.
_PRONOUNS = "(?:[mts]e|l[aeo]s?|n?os)+"
_CLITICS = {
    "verb_inf": [
        [f"(?<=[aeií]r){_PRONOUNS}", ""],
        [f"ár{_PRONOUNS}", "ar"],
        [f"ér{_PRONOUNS}", "er"],
        [f"ír{_PRONOUNS}", "ir"],
    ],
    "verb_ger": [
        [f"ándo{_PRONOUNS}", "ar"],
        [f"[iy]éndo{_PRONOUNS}", "er"],
        [f"[iy]éndo{_PRONOUNS}", "ir"],
    ],
}


def installed_tables() -> Lookups:
    """The tables of spacy-lookups-data.

    Raises SettingsError: they are not installed.
    """
    try:
        return load_lookups("es", list(TABLES))
    except ValueError as error:
        raise SettingsError("the tables of lemmas are missing: run `pip install -r tests/requirements.txt`.") from error


def add_lemmatizer(nlp: Language, tables: Lookups, sentences: Iterable[Sentence], checked: Sequence[Sentence]) -> None:
    """Put the lemmatizer behind the parser; it knows the words of ``sentences``, and the exceptions in ``checked``."""
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"}, after="parser")
    _add_words(tables, sentences)
    lemmatizer.initialize(list, nlp=nlp, lookups=tables)
    for kind, words in _exceptions(nlp, checked).items():
        tables.get_table("lemma_exc").setdefault(kind, {}).update(words)
    lemmatizer.cache.clear()


def _add_words(tables: Lookups, sentences: Iterable[Sentence]) -> None:
    rules, groups, index = (tables.get_table(name) for name in TABLES[:3])
    for rule, endings in _CLITICS.items():
        rules[rule] = [*endings, *rules.get(rule, [])]
    groups["verb"] = [*groups["verb"], ["verb_inf", ["VerbForm=Inf"]]]
    known: dict[str, set[str]] = defaultdict(set)
    for kind, lemma in _lemmas(sentences):
        known[kind].add(lemma)
    for kind, lemmas in known.items():
        # As a dict and not a list: it is asked whether a word is in it, for each candidate of each new word.
        index[kind] = dict.fromkeys([*index[kind], *sorted(lemmas)], 1)


def _lemmas(sentences: Iterable[Sentence]) -> Iterator[tuple[str, str]]:
    """Words as a dictionary has them; "pesetas" in "dos pesetas", which a treebank leaves as it stands, is none."""
    for s in sentences:
        for kind, word, lemma, feats in zip(s.pos, s.words, s.lemmas, s.feats, strict=True):
            as_it_stands = lemma == word.lower() and "Number=Sing" not in feats and kind != "VERB"
            if kind in _OPEN and lemma.isalpha() and not as_it_stands:
                yield _OPEN[kind], lemma.lower()


def _exceptions(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, dict[str, list[str]]]:
    """Words that the rules get wrong, with what the treebanks say of them."""
    said: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong = set[tuple[str, str]]()
    lemmatize: Any = nlp.get_pipe("lemmatizer")
    for sentence in sentences:
        for token, lemma in zip(doc_of(nlp.vocab, [sentence]), sentence.lemmas, strict=True):
            if token.pos_ in _EXCEPTED and " " not in lemma:
                key = (token.pos_.lower(), token.text.lower())
                said[key][lemma.lower()] += 1
                if lemmatize.rule_lemmatize(token)[0] != lemma.lower():
                    wrong.add(key)
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for kind, word in sorted(wrong):
        lemma, times = said[kind, word].most_common(1)[0]
        if times >= _SEEN and times >= _SHARE * said[kind, word].total():
            found[kind][word] = [lemma]
    return found
