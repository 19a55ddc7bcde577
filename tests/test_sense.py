"""What statements do and what they are about: each rule with a sentence and one that it must leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.language.quotes.act_and_theme import act_of, themes
from geo.reconcile.sides import country_of, opposed
from geo.sources.reader import make_document
from tests.invented import quote


@pytest.fixture(scope="session")
def said(nlp):
    """The first statement of a text."""

    def _said(text: str):
        return nlp(text)._.quotes[0]

    return _said


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "asserts"),
        ("told", "asserts"),
        ("wrote", "asserts"),
        ("denied", "denies"),
        ("denies", "denies"),
        ("asked", "asks"),
        ("urged", "urges"),
        ("vowed", "promises"),
        ("praised", "judges"),
        ("condemning", "judges"),
        ("according to", None),
        ("statement", None),
        (None, None),
    ],
)
def test_the_verb_tells_what_is_done(cue: str | None, act: str | None) -> None:
    assert act_of(cue) == act


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The minister said the two countries would cooperate closely.", "cooperation"),
        ("The president said the army took part in the raid.", "part"),
        ("The envoy said he mourned the fallen.", "condolence"),
        ("The mayor said the city was calm again.", "calm"),
        ("The minister said foreign troops would never be accepted.", "sovereignty"),
        ("The governor said two flights had been cancelled at the airport.", "travel"),
        ("The mayor said rescuers were still working.", "relief"),
    ],
)
def test_themes_are_found_by_their_words(said, text: str, theme: str) -> None:
    assert theme in said(text).themes


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the weather was fine.",
        "The mayor said the parade would begin at noon.",
    ],
)
def test_a_statement_of_nothing_we_know_has_no_theme(said, text: str) -> None:
    assert said(text).themes == ()


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The president said her country took no part in the raid.", "part"),
        ("The president said her country did not participate in the raid.", "part"),
        ("The minister said there was no cooperation.", "cooperation"),
        ("The general said the two armies had never cooperated.", "cooperation"),
        ("The minister denied that his country had participated in the raid.", "part"),
    ],
)
def test_a_theme_is_denied_by_its_own_not(said, text: str, theme: str) -> None:
    assert theme in said(text).denied


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said their courage would not be forgotten.",
        "The minister said cooperation without conditions was possible.",
        "The minister said the cooperation, which was not new, went well.",
        "The president said her country participated and did not regret the flight.",
    ],
)
def test_a_not_elsewhere_denies_nothing(said, text: str) -> None:
    told = said(text)
    assert told.themes
    assert not {"praise", "cooperation", "part"} & set(told.denied)


def test_every_theme_has_a_label_and_words_of_its_own() -> None:
    assert all(theme.label and theme.words for theme in themes().values())
    assert len({theme.label for theme in themes().values()}) == len(themes())


# Side by side


def _statement(government: str, theme: str, *, denied: bool = False, kind: str = "direct", text: str = "It is so"):
    made = quote(f"Speaker of {government}", government, text=text, kind=kind)
    return replace(made, quote=replace(made.quote, themes=(theme,), denied=(theme,) if denied else ()))


def test_two_governments_are_set_side_by_side_where_one_denies_what_the_other_affirms() -> None:
    no = _statement("Arvania", "part", denied=True)
    yes = _statement("Borduria", "part")
    (pair,) = opposed([yes, no])
    assert (pair.theme, pair.denies, pair.affirms) == ("part", no, yes)


@pytest.mark.parametrize(
    "quotes",
    [
        [_statement("Arvania", "part", denied=True), _statement("Arvania", "part")],
        [_statement("Arvania", "part", denied=True), _statement("Arvania, Upper Arvania", "part")],
        [_statement("Arvania", "part", denied=True), _statement("Others", "part")],
        [_statement("Arvania", "part", denied=True), _statement("Borduria", "travel")],
        [_statement("Arvania", "part"), _statement("Borduria", "part")],
        [_statement("Arvania", "part", denied=True), _statement("Borduria", "part", denied=True)],
        [],
    ],
)
def test_one_government_others_and_other_themes_make_no_pair(quotes) -> None:
    assert opposed(quotes) == ()


def test_direct_speech_goes_first_and_a_statement_stands_in_one_pair() -> None:
    no = _statement("Arvania", "part", denied=True)
    indirect = _statement("Borduria", "part", kind="indirect", text="Otherwise")
    direct = _statement("Borduria", "part", text="We did")
    (pair,) = opposed([no, indirect, direct])
    assert pair.affirms == direct


def test_a_state_speaks_in_its_country() -> None:
    assert country_of(_statement("Arvania, Upper Arvania", "part")) == "Arvania"


# Where it was said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The minister told reporters in Lyon that the bridge was open.", "Lyon"),
        ("“The bridge is open,” the minister said in Lyon on Monday.", "Lyon"),
        ("Speaking in Lyon, the minister said the bridge was open.", "Lyon"),
    ],
)
def test_the_reporting_clause_tells_where_it_was_said(pipeline, text: str, place: str) -> None:
    (told,) = pipeline.extract(make_document(text, {"published": "2031-04-02", "language": "en"}, name="a.txt")).quotes
    assert told.said_at is not None
    assert told.said_at.place.name == place


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the bridge in Lyon was open.",
        "The mayor of Lyon said the bridge was open.",
        "After the flood in Lyon, the minister said the bridge was open.",
    ],
)
def test_a_place_that_is_spoken_of_is_not_where_it_was_said(pipeline, text: str) -> None:
    (told,) = pipeline.extract(make_document(text, {"published": "2031-04-02", "language": "en"}, name="a.txt")).quotes
    assert told.said_at is None
