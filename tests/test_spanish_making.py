"""How the Spanish model is made: what is done to the sentences of treebanks before they are taught."""

from __future__ import annotations

import gzip
from random import Random
from typing import TYPE_CHECKING

import pytest
import spacy

from geo.errors import SettingsError
from geo.run.spanish.aliases import with_alias
from geo.run.spanish.corpora import material
from geo.run.spanish.harmony import Harmony
from geo.run.spanish.lemmas import add_lemmatizer, installed_tables
from geo.run.spanish.lessons import doc_of, groups
from geo.run.spanish.make import _write
from geo.run.spanish.names import NameStock
from geo.run.spanish.relations import finer
from geo.run.spanish.scores import name_scores, parse_scores
from geo.run.spanish.treebanks import Sentence, read, spans
from geo.run.spanish.variety import Variety, verb_first, without_accents

if TYPE_CHECKING:
    from pathlib import Path

#: word, lemma, part of speech, features, head, relation, name: a line of a treebank.
Row = tuple[str, str, str, str, int, str, str]
CAUGHT: list[Row] = [
    ("Ana", "Ana", "PROPN", "", 3, "nsubj", "B-PER"),
    ("Soto", "Soto", "PROPN", "", 0, "flat", "I-PER"),
    ("fue", "ser", "AUX", "VerbForm=Fin", 3, "aux", "O"),
    ("detenida", "detener", "VERB", "VerbForm=Part", 3, "ROOT", "O"),
    ("por", "por", "ADP", "", 5, "case", "O"),
    ("guardias", "guardia", "NOUN", "", 3, "obj", "O"),
    (".", ".", "PUNCT", "", 3, "punct", "O"),
]


def sentence(rows: list[Row], text: str = "a") -> Sentence:
    words, lemmas, pos, feats, heads, labels, names = zip(*rows, strict=True)
    blanks = tuple(word.isalpha() for word in (*words[1:], "."))
    return Sentence(text, words, blanks, lemmas, pos, ("",) * len(rows), feats, heads, labels, names, named=True)


def changed(rows: list[Row], at: int, row: Row) -> list[Row]:
    return [*rows[:at], row, *rows[at + 1 :]]


def test_a_contraction_is_one_word_and_a_verb_leads_its_pronouns(tmp_path: Path) -> None:
    rows = [
        "# newdoc id = one",
        "1\tHabla\thablar\tVERB\t_\tMood=Ind\t0\troot\t_\t_",
        "2-3\tdel\t_\t_\t_\t_\t_\t_\t_\t_",
        "2\tde\tde\tADP\t_\t_\t4\tcase\t_\t_",
        "3\tel\tel\tDET\t_\t_\t4\tdet\t_\t_",
        "4\tplan\tplan\tNOUN\t_\t_\t1\tobl\t_\t_",
        "5\tpara\tpara\tADP\t_\t_\t6\tmark\t_\t_",
        "6-7\tverlo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "6\tver\tver\tVERB\t_\tVerbForm=Inf\t1\tadvcl\t_\t_",
        "7\tlo\tél\tPRON\t_\t_\t6\tobj\t_\t_",
        "",
    ]
    path = tmp_path / "tree.conllu.gz"
    path.write_bytes(gzip.compress("\n".join([*rows, ""]).encode()))
    (found,) = read(path)
    assert found.words == ("Habla", "del", "plan", "para", "verlo")
    assert found.pos == ("VERB", "ADP", "NOUN", "ADP", "VERB")
    assert found.heads == (0, 2, 0, 4, 0)
    assert found.labels == ("ROOT", "case", "obl", "mark", "advcl")
    assert found.blanks == (True, True, True, True, False)
    assert not found.named


def test_a_folder_without_corpora_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="check --corpora"):
        material(tmp_path)


def test_a_passive_is_told_by_its_verb() -> None:
    labels = ("nsubj:pass", "flat", "aux:pass", "ROOT", "case", "obl:agent", "punct")
    assert finer(sentence(CAUGHT)).labels == labels
    perfect = changed(CAUGHT, 2, ("ha", "haber", "AUX", "VerbForm=Fin", 3, "aux", "O"))
    assert finer(sentence(perfect)).labels == sentence(perfect).labels


def test_a_relative_clause_is_told_by_its_pronoun() -> None:
    rows: list[Row] = [
        ("gente", "gente", "NOUN", "", 0, "ROOT", "O"),
        ("que", "que", "PRON", "PronType=Rel", 2, "nsubj", "O"),
        ("huye", "huir", "VERB", "VerbForm=Fin", 0, "acl", "O"),
    ]
    assert finer(sentence(rows)).labels[2] == "acl:relcl"
    without = changed(rows, 1, ("hoy", "hoy", "ADV", "", 2, "advmod", "O"))
    assert finer(sentence(without)).labels[2] == "acl"


def test_what_is_called_otherwise_by_hand_is_called_so() -> None:
    converted = [sentence(CAUGHT, str(n)) for n in range(4)]
    checked = [sentence(changed(CAUGHT, 5, ("guardias", "guardia", "NOUN", "", 3, "obl", "O")))]
    mended = Harmony(converted, checked).mended(sentence(CAUGHT))
    assert mended.labels == (*sentence(CAUGHT).labels[:5], "obl", "punct")
    assert Harmony(converted[:3], checked).mended(sentence(CAUGHT)) == sentence(CAUGHT)  # seen too seldom


def test_quotation_marks_come_in_pairs_and_nothing_else_changes() -> None:
    rows: list[Row] = [
        ('"', '"', "PUNCT", "", 1, "punct", "O"),
        ("Vino", "venir", "VERB", "", 1, "ROOT", "O"),
        ('"', '"', "PUNCT", "", 1, "punct", "O"),
    ]
    variety = Variety(NameStock([], [], [], []), Random(1))
    seen = {variety.of([sentence(rows)])[0].words for _ in range(60)}
    assert {("“", "Vino", "”"), ("«", "Vino", "»"), ('"', "Vino", '"')} <= seen
    assert all(words[1].lower() == "vino" for words in seen)


DIED: list[Row] = [
    ("Dos", "dos", "NUM", "", 1, "nummod", "O"),
    ("mineros", "minero", "NOUN", "", 3, "nsubj", "O"),
    ("no", "no", "ADV", "Polarity=Neg", 3, "advmod", "O"),
    ("murieron", "morir", "VERB", "VerbForm=Fin", 3, "ROOT", "O"),
    ("allí", "allí", "ADV", "", 3, "advmod", "O"),
]


def test_a_verb_may_come_first_and_takes_its_subject_along() -> None:
    moved = verb_first(sentence(DIED), Random(0))
    assert moved.words == ("No", "murieron", "dos", "mineros", "allí")
    assert moved.heads == (1, 1, 3, 1, 1)
    assert moved.labels == ("advmod", "ROOT", "nummod", "nsubj", "advmod")


def test_the_verb_of_a_clause_in_a_sentence_may_come_first_there() -> None:
    rows: list[Row] = [
        ("Dijo", "decir", "VERB", "", 0, "ROOT", "O"),
        ("que", "que", "SCONJ", "", 4, "mark", "O"),
        ("Potosí", "Potosí", "PROPN", "", 4, "nsubj", "B-LOC"),
        ("se", "él", "PRON", "", 4, "expl:pv", "O"),
        ("rindió", "rendir", "VERB", "", 0, "ccomp", "O"),
        (".", ".", "PUNCT", "", 0, "punct", "O"),
    ]
    moved = verb_first(sentence(rows), Random(0))
    assert moved.words == ("Dijo", "que", "se", "rindió", "Potosí", ".")
    assert moved.heads == (0, 3, 3, 0, 3, 0)
    assert moved.names == ("O", "O", "O", "O", "B-LOC", "O")


def test_a_verb_with_an_object_stays_where_it_is() -> None:
    found = changed(DIED, 4, ("oro", "oro", "NOUN", "", 3, "obj", "O"))
    assert verb_first(sentence(found), Random(0)) == sentence(found)
    assert verb_first(finer(sentence(CAUGHT)), Random(0)).words[:3] == ("Fue", "detenida", "Ana")


def test_places_are_names_of_any_length() -> None:
    stock = NameStock([[("San", "Juan", "del", "Sur")]], ["Eva"], ["Ríos"], [("El", "Lobo")])
    rows = changed(DIED, 4, ("Potosí", "Potosí", "PROPN", "", 3, "obl", "B-LOC"))
    renamed = stock.renamed(sentence(rows), Random(0))
    doc = doc_of(spacy.blank("es").vocab, [renamed])
    assert [name.text for name in doc.ents] == ["San Juan del Sur"]
    assert [(t.dep_, t.head.text) for t in doc[4:8]] == [
        ("obl", "murieron"),
        ("flat", "San"),
        ("case", "Sur"),
        ("flat", "San"),
    ]


def test_accents_go_and_other_letters_stay() -> None:
    assert without_accents("Muñoz cayó en León y Güines") == "Muñoz cayo en Leon y Güines"


def test_other_names_stand_where_names_stood() -> None:
    stock = NameStock([[("Salta",)]], ["Eva"], ["Ríos"], [("El", "Lobo")])
    renamed = {stock.renamed(sentence(CAUGHT), Random(n)).words[:2] for n in range(40)}
    assert renamed == {("Eva", "Ríos"), ("Ríos", "Ríos"), ("El", "Lobo")}
    unnamed = changed(changed(CAUGHT, 0, (*CAUGHT[0][:6], "O")), 1, (*CAUGHT[1][:6], "O"))
    assert stock.renamed(sentence(unnamed), Random(0)) == sentence(unnamed)


def test_a_body_of_one_kind_may_be_one_of_another_and_keeps_its_task() -> None:
    stock = NameStock([], ["Eva"], ["Ríos"], [("El", "Lobo")])
    rows = [
        *DIED,
        ("Policía", "Policía", "PROPN", "", 3, "obl", "B-ORG"),
        ("Fluvial", "", "PROPN", "", 5, "flat", "I-ORG"),
    ]
    renamed = {stock.renamed(sentence(rows), Random(n)).words[5:] for n in range(99)}
    assert {task for _, task in renamed} == {"Fluvial"}
    assert {"Guardia", "Fiscalía"} < {body for body, _ in renamed}


@pytest.mark.parametrize("seed", range(8))
def test_a_by_name_is_a_name_of_its_own_and_the_sentence_stays_a_tree(seed: int) -> None:
    told = with_alias(sentence(CAUGHT), [("El", "Lobo")], Random(seed))
    doc = doc_of(spacy.blank("es").vocab, [told])
    assert [name.text for name in doc.ents] == ["Ana Soto", "El Lobo"]
    assert [t.head.text for t in doc if t.text in {"Ana", "fue", "guardias", "El", "Lobo"}] == [
        "detenida",
        "Lobo",
        "Ana",
        "detenida",
        "detenida",
    ]
    assert len(list(doc.sents)) == 1


def test_sentences_of_one_text_are_read_together_and_none_is_lost() -> None:
    texts = [sentence(CAUGHT, text) for text in "aaaaaaaabbbb"]
    found = groups(texts, Random(0))
    assert sum(len(group) for group in found) == len(texts)
    assert all(len({s.text for s in group}) == 1 for group in found)
    assert max(len(group) for group in found) > 1


def test_scores_are_shares_of_what_is_right() -> None:
    nlp = spacy.blank("es")

    @spacy.Language.component("half_right")
    def half_right(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        said = sentence(changed(CAUGHT, 0, ("Ana", "Ana", "NOUN", "", 3, "obj", "B-LOC")))
        return doc_of(doc.vocab, [said])

    nlp.add_pipe("half_right")
    scores = parse_scores(nlp, [sentence(CAUGHT)])
    assert (scores["UPOS"], scores["UAS"], scores["LAS"]) == (6 / 7, 1, 5 / 6)
    assert name_scores(nlp, [sentence(CAUGHT)])["all"] == 0
    assert [*spans(sentence(CAUGHT))] == [(0, 2, "PER")]


def test_a_model_takes_the_place_of_the_last_one_and_leaves_its_card(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("card", encoding="utf-8")
    (tmp_path / "old_part").mkdir()
    nlp = spacy.blank("es")
    nlp("Palabrota")
    _write(nlp, tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "card"
    assert not (tmp_path / "old_part").exists()
    assert "Palabrota" not in spacy.load(tmp_path).vocab.strings


def test_a_lemma_is_a_known_word_and_a_verb_loses_its_pronouns() -> None:
    pytest.importorskip("spacy_lookups_data")
    nlp = spacy.blank("es")
    nlp.add_pipe("parser")
    add_lemmatizer(nlp, installed_tables(), [sentence(CAUGHT)], [sentence(CAUGHT)] * 2)
    rows = [
        ("murieron", "", "VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin", 0, "ROOT", "O"),
        ("detenerlo", "", "VERB", "VerbForm=Inf", 0, "advcl", "O"),
        ("guardias", "", "NOUN", "Number=Plur", 0, "obl", "O"),
    ]
    lemmatizer = nlp.get_pipe("lemmatizer")
    doc = doc_of(nlp.vocab, [sentence(rows)])
    assert [lemmatizer.rule_lemmatize(token)[0] for token in doc] == ["morir", "detener", "guardia"]
