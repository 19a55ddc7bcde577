"""A language is a sibling: its word lists and its model, and no line of code."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy import tokens
from spacy.language import Language

import geo.language
import geo.reconcile
import geo.resolve
from geo import lexicons, settings
from geo.language import pipeline as language
from geo.language.pipeline import Models, equipped
from geo.language.text.labels import read_universal
from geo.language.text.parsed import Doc
from geo.language.text.words import one_of
from geo.lexicons import Words, entry, per_language, reading
from geo.pipeline import Pipeline
from geo.sources import make_document
from geo.sources.languages import readable, unread_reason
from tests.inline_words import by_module

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.vocab import Vocab


#: word, lemma, part of speech, head, relation, morphology: a sentence as a parser of Universal Dependencies draws it.
Row = tuple[str, str, str, int, str, str]


def drawn(vocab: Vocab, rows: list[Row]) -> tokens.Doc:
    """The sentence as a Doc."""
    words, lemmas, pos, heads, deps, morphs = (list(column) for column in zip(*rows, strict=True))
    blanks = [*(word.isalnum() for word in words[1:]), False]
    return tokens.Doc(vocab, words=words, spaces=blanks, lemmas=lemmas, pos=pos, heads=heads, deps=deps, morphs=morphs)  # type: ignore[arg-type]


def tree(doc: Doc) -> list[tuple[str, str, str]]:
    """(word, relation, head) of each token."""
    return [(t.text, t.dep_, t.head.text) for t in read_universal(doc)]


def test_a_noun_hangs_on_its_preposition() -> None:
    rows: list[Row] = [
        ("Murieron", "morir", "VERB", 0, "ROOT", "VerbForm=Fin|Tense=Past|Number=Plur|Person=3"),
        ("diez", "diez", "NUM", 2, "nummod", ""),
        ("guardias", "guardia", "NOUN", 0, "nsubj", "Number=Plur"),
        ("en", "en", "ADP", 4, "case", ""),
        ("Lima", "Lima", "PROPN", 0, "obl", ""),
        ("y", "y", "CCONJ", 7, "cc", ""),
        ("en", "en", "ADP", 7, "case", ""),
        ("Callao", "Callao", "PROPN", 4, "conj", ""),
    ]
    doc = Doc(drawn(spacy.blank("es").vocab, rows))
    assert tree(doc) == [
        ("Murieron", "ROOT", "Murieron"),
        ("diez", "nummod", "guardias"),
        ("guardias", "nsubj", "Murieron"),
        ("en", "prep", "Murieron"),
        ("Lima", "pobj", "en"),
        ("y", "cc", "Callao"),
        ("en", "conj", "en"),
        ("Callao", "pobj", "en"),
    ]
    assert doc[6].head.i == 3
    assert [t.tag_ for t in doc[:3]] == ["VBD", "CD", "NNS"]


def test_a_passive_names_who_did_it_and_to_whom() -> None:
    rows: list[Row] = [
        ("Tres", "tres", "NUM", 1, "nummod", ""),
        ("jueces", "juez", "NOUN", 3, "nsubj:pass", "Number=Plur"),
        ("fueron", "ser", "AUX", 3, "aux:pass", "VerbForm=Fin|Tense=Past"),
        ("heridos", "herir", "VERB", 3, "ROOT", "VerbForm=Part"),
        ("por", "por", "ADP", 5, "case", ""),
        ("soldados", "soldado", "NOUN", 3, "obl:agent", "Number=Plur"),
    ]
    doc = Doc(drawn(spacy.blank("es").vocab, rows))
    assert tree(doc)[1:] == [
        ("jueces", "nsubjpass", "heridos"),
        ("fueron", "auxpass", "heridos"),
        ("heridos", "ROOT", "heridos"),
        ("por", "agent", "heridos"),
        ("soldados", "pobj", "por"),
    ]
    assert doc[3].tag_ == "VBN"


def test_to_be_leads_and_what_belongs_to_the_sentence_moves_up() -> None:
    rows: list[Row] = [
        ("La", "el", "DET", 1, "det", ""),
        ("ruta", "ruta", "NOUN", 5, "nsubj", "Number=Sing"),
        ("no", "no", "ADV", 5, "advmod", "Polarity=Neg"),
        ("está", "estar", "AUX", 5, "cop", "VerbForm=Fin|Tense=Pres|Number=Sing|Person=3"),
        ("muy", "muy", "ADV", 5, "advmod", ""),
        ("segura", "seguro", "ADJ", 5, "ROOT", ""),
    ]
    assert tree(Doc(drawn(spacy.blank("es").vocab, rows))) == [
        ("La", "det", "ruta"),
        ("ruta", "nsubj", "está"),
        ("no", "neg", "está"),
        ("está", "ROOT", "está"),
        ("muy", "advmod", "segura"),
        ("segura", "attr", "está"),
    ]


def test_a_text_without_words_is_left_alone() -> None:
    assert len(read_universal(Doc(tokens.Doc(spacy.blank("es").vocab)))) == 0


# ------------------------------------------------------------------ lexicons
@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of lexicons in which a third language, "zz", stands beside English."""
    folder = tmp_path / "lexicons"
    folder.mkdir()
    for path in lexicons.FOLDER.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / "zz").mkdir()
    monkeypatch.setattr(lexicons, "FOLDER", folder)
    lexicons._lexicon.cache_clear()
    yield folder / "zz"
    lexicons._lexicon.cache_clear()


def test_words_are_those_of_the_language_being_read(toy: Path) -> None:
    (toy / "events.toml").write_text('[groups]\nhostile = "gonzo"\nranks = ["kapo", "bosso"]\n', encoding="utf-8")
    hostile, ranks, none = (
        Words("events", "groups", "hostile"),
        Words("events", "groups", "ranks"),
        Words("events", "no"),
    )
    before = set(hostile)
    with reading("zz"):
        assert set(hostile) == {"gonzo"}
        assert "kapo" in ranks
        assert not none
        assert ranks | hostile == {"kapo", "bosso", "gonzo"}
        assert entry("speech", "verbs") is None
    assert set(hostile) == before
    assert "gonzo" not in before


def test_what_is_made_of_words_is_made_for_each_language(toy: Path) -> None:
    (toy / "one.toml").write_text('word = "zz"\n', encoding="utf-8")
    made = per_language(lambda: entry("one", "word"))
    assert made() is None
    with reading("zz"):
        assert made() == "zz"
    assert made() is None


# ------------------------------------------------------------------ which languages are read
def test_a_language_is_read_when_it_has_words_and_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"en": "json", "zz": "no_such_model"}
    monkeypatch.setattr("geo.sources.languages.models", lambda: known)
    assert set(readable(known)) == {"en"}
    document = make_document("Zo.", {"language": "zz"}, name="a")
    assert unread_reason(document) == "zz: not read, its language model no_such_model is not installed"
    monkeypatch.setenv("INCIDENT_ATLAS_MODEL_ZZ", "no_such_model")  # named by the user: said once, when it is loaded
    assert unread_reason(document) is None


def test_a_model_may_lie_in_the_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code, model in (("zz", "data/models/es"), ("yy", "no_such_model")):
        (tmp_path / "lexicons" / code).mkdir(parents=True)
        (tmp_path / "lexicons" / code / "language.toml").write_text(f'model = "{model}"\n', encoding="utf-8")
    monkeypatch.setattr(settings, "DATA", tmp_path)
    settings._own_models.cache_clear()
    named = settings.models()
    settings._own_models.cache_clear()
    assert named == {"zz": str(settings.ROOT / "data" / "models" / "es"), "yy": "no_such_model"}
    assert set(readable(named)) == {"zz"}


def test_a_model_is_loaded_when_the_first_text_of_its_language_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(language, "load", lambda model: loaded.append(model) or spacy.blank("xx"))
    models = Models({"en": "one", "zz": "two"})
    assert loaded == []
    assert models.of("zz") is models.of("zz")
    assert loaded == ["two"]


def test_every_group_that_is_asked_for_has_words() -> None:
    rooms = (geo.language, geo.resolve, geo.reconcile)
    names = [m.name for room in rooms for m in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]
    modules = [importlib.import_module(name) for name in names]
    asked = [found for module in modules for found in vars(module).values() if isinstance(found, Words)]
    assert len(asked) > 300
    assert [(words.name, *words.keys) for words in asked if not any(_in_language(words))] == []


def _in_language(asked: Words) -> Iterator[bool]:
    """For each language that has lexicons whether it has words of that group: a turn of one need be none of another."""
    for path in lexicons.FOLDER.glob("*/language.toml"):
        with reading(path.parent.name):
            yield bool(asked)


def test_words_of_a_language_stand_in_its_lexicons_and_not_in_code() -> None:
    assert by_module() == {}


# ------------------------------------------------------------------ a third language, from file to places
#: "Yesterday ten guards died in Lima, the minister said.": a language that nobody speaks, as its parser would draw it.
SENTENCE: list[Row] = [
    ("Hira", "hira", "ADV", 3, "advmod", ""),
    ("zehn", "zehn", "NUM", 2, "nummod", ""),
    ("gardoj", "gardo", "NOUN", 3, "nsubj", "Number=Plur"),
    ("mortis", "morti", "VERB", 3, "ROOT", "VerbForm=Fin|Tense=Past"),
    ("en", "en", "ADP", 5, "case", ""),
    ("Lima", "Lima", "PROPN", 3, "obl", "Number=Sing"),
    (".", ".", "PUNCT", 3, "punct", ""),
]
LEXICONS = {
    "dates": r"""[numbers]
units = ["nul", "un", "du", "tri", "kvar", "kvin", "ses", "sep", "ok", "nau", "zehn"]
[shapes]
yesterday = '\bHira\b'
""",
    "casualties": '[intransitive]\nkilled = ["morti"]\n[party]\nsecurity_forces = ["gardo"]\n',
}


class ToyParser:
    """Draws the one sentence of its language."""

    labels = ("case", "nsubj", "obl")

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, doc: tokens.Doc) -> tokens.Doc:
        """``doc`` as the sentence above."""
        return drawn(self._vocab, SENTENCE)


def test_a_third_language_needs_words_and_a_model_and_no_code(
    toy: Path, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in LEXICONS.items():
        (toy / f"{name}.toml").write_text(text, encoding="utf-8")
    nlp = spacy.blank("xx")
    Language.component("toy_parser", func=ToyParser(nlp.vocab))
    nlp.add_pipe("toy_parser", name="parser")
    monkeypatch.setattr("geo.sources.languages.models", lambda: {"zz": "json"})
    document = make_document(
        drawn(nlp.vocab, SENTENCE).text, {"language": "zz", "published": "2024-05-07"}, name="a.md"
    )
    found = Pipeline(Models({}, {"zz": equipped(nlp)}), pipeline.gazetteer).extract(document)
    assert [(c.min, c.max, c.status, c.party, c.party_class) for c in found.casualties] == [
        (10, 10, "killed", "gardoj", "security_forces")
    ]
    assert [m.place.name for m in found.places if m.place] == ["Lima"]
    assert found.casualties[0].place is not None
    assert found.casualties[0].place.place == found.places[0].place
    assert [(e.type, e.date_start, len(e.places)) for e in found.events] == [("killing", "2024-05-06", 1)]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["Perú", "peruano", "peruanos"], "Perú y los peruanos", ["Perú", "peruanos"]),
        (["Sal", "salt", "sal"], "SALT, Salt, sal", ["SALT", "Salt", "sal"]),
        (["a b", "a", "A c"], "a c, a b, a", ["a c", "a b", "a"]),
        ([], "a", []),
    ],
)
def test_one_of_many_words_is_the_longest(words: list[str], text: str, found: list[str]) -> None:
    assert re.findall(one_of(words), text, re.IGNORECASE) == found


def test_where_case_counts_a_name_is_not_the_adjective() -> None:
    assert re.findall(one_of(["Perú", "perú x", "Per"], cased=True), "Perú, perú x, Perx, per") == [
        "Perú",
        "perú x",
        "Per",
    ]
