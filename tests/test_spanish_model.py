"""The project's own Spanish model, as it lies in the tree: what it says of sentences that nobody taught it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from geo.settings import DATA

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = DATA / "models" / "es"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


def word(doc: Doc, text: str) -> Token:
    """The only word of that form."""
    (found,) = [token for token in doc if token.text == text]
    return found


def names(doc: Doc, kind: str) -> list[str]:
    return [name.text for name in doc.ents if name.label_ == kind]


def test_it_is_small_and_soon_there() -> None:
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) < 16_000_000
    spacy.load(MODEL)
    start = time.process_time()
    spacy.load(MODEL)
    assert time.process_time() - start < 1.5  # half of that where nothing else runs


def test_it_says_whose_work_it_is_made_of(nlp: Language) -> None:
    assert "CC BY 4.0" in nlp.meta["license"]
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    assert all(name in card for name in ("AnCora", "CC BY 4.0", "spacy-lookups-data", "GeoNames"))


def test_who_died_and_where(nlp: Language) -> None:
    doc = nlp("Nueve bomberos murieron durante el incendio en Tegucigalpa.")
    assert (word(doc, "murieron").dep_, word(doc, "murieron").lemma_) == ("ROOT", "morir")
    assert (word(doc, "bomberos").dep_, word(doc, "bomberos").head.text) == ("nsubj", "murieron")
    assert (word(doc, "Nueve").pos_, word(doc, "Nueve").dep_) == ("NUM", "nummod")
    assert names(doc, "LOC") == ["Tegucigalpa"]


def test_a_passive_has_its_subject_and_who_did_it(nlp: Language) -> None:
    doc = nlp("Tres jueces fueron asesinados por soldados en Asunción.")
    assert (word(doc, "jueces").dep_, word(doc, "jueces").head.text) == ("nsubj:pass", "asesinados")
    assert word(doc, "fueron").dep_ == "aux:pass"
    assert (word(doc, "soldados").dep_, word(doc, "soldados").head.text) == ("obl:agent", "asesinados")


def test_an_active_perfect_is_no_passive(nlp: Language) -> None:
    doc = nlp("Los vecinos han pasado por el puente.")
    assert word(doc, "vecinos").dep_ == "nsubj"
    assert word(doc, "puente").dep_ != "obl:agent"


@pytest.mark.parametrize("marks", ["“”", "«»", '""'])
def test_quotation_marks_are_no_words(nlp: Language, marks: str) -> None:
    doc = nlp(f"{marks[0]}No hay heridos{marks[1]}, dijo la alcaldesa Rosa Ibarra.")
    assert {token.pos_ for token in doc if token.text in set(marks)} == {"PUNCT"}
    assert (word(doc, "alcaldesa").dep_, word(doc, "alcaldesa").head.text) == ("nsubj", "dijo")
    assert names(doc, "PER") == ["Rosa Ibarra"]


def test_a_dash_opens_what_is_said_between(nlp: Language) -> None:
    doc = nlp("El ministro —dijo una vecina— nunca llegó.")
    assert {token.pos_ for token in doc if token.text == "—"} == {"PUNCT"}


def test_not_is_told_apart(nlp: Language) -> None:
    doc = nlp("La policía no encontró armas en la casa.")
    assert word(doc, "no").morph.get("Polarity") == ["Neg"]
    assert word(doc, "no").head.text == "encontró"


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Los agentes detuvieron a dos hombres.", "detuvieron", "detener"),
        ("Intentaron detenerlo en la frontera.", "detenerlo", "detener"),
        ("El puente se cayó anoche.", "cayó", "caer"),
        ("Las autoridades dijeron que investigan el caso.", "dijeron", "decir"),
        ("Los militares hirieron a un campesino.", "hirieron", "herir"),
    ],
)
def test_a_verb_is_known_by_its_infinitive(nlp: Language, text: str, form: str, lemma: str) -> None:
    assert word(nlp(text), form).lemma_ == lemma


def test_sentences_end_where_they_end(nlp: Language) -> None:
    doc = nlp("El tren descarriló cerca de Cuzco. Hubo doce heridos. “Fue horrible”, contó el maquinista.")
    assert [sentence.text[:9] for sentence in doc.sents] == ["El tren d", "Hubo doce", "“Fue horr"]


def test_names_are_of_persons_places_and_bodies(nlp: Language) -> None:
    doc = nlp("El presidente Ernesto Villalba viajó a Guayaquil, informó el Ministerio de Defensa.")
    assert names(doc, "PER") == ["Ernesto Villalba"]
    assert names(doc, "LOC") == ["Guayaquil"]
    assert names(doc, "ORG") == ["Ministerio de Defensa"]


def test_what_it_says_does_not_hang_on_what_it_read_before(nlp: Language) -> None:
    text = "La gobernadora de Salta pidió calma a los vecinos."
    read = [(token.lemma_, token.pos_, token.dep_) for token in nlp(text)]
    assert [(token.lemma_, token.pos_, token.dep_) for token in spacy.load(Path(MODEL))(text)] == read
