"""What statements do and what they are about: each rule with a sentence and one that it must leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.language.quotes.act_and_theme import act_of, themes
from geo.reconcile.sides import country_of, opposed
from geo.sources.reader import make_document
from geo.types import Mention, Place
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
        ("called for", "urges"),
        ("called", "judges"),
        ("ruled out", "denies"),
        ("did not say", None),
        ("declined to say", None),
        ("according to", None),
        ("statement", None),
        (None, None),
    ],
)
def test_the_verb_tells_what_is_done(cue: str | None, act: str | None) -> None:
    assert act_of(cue) == act


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The kidnappers called for an end to the campaign.", "called for"),
        ("Mayor Jane Doe called it “a disgrace”.", "called"),
        ("Mayor Jane Doe warned of delays at the port.", "warned of"),
        ("Mayor Jane Doe ruled out that foreigners took part.", "ruled out"),
        ("Mayor Jane Doe would not say whether it was “a planned attack”.", "would not say"),
        ("Mayor Jane Doe declined to say whether it was “a planned attack”.", "declined to say"),
        ("Mayor Jane Doe would say it was “a planned attack”.", "say"),
        ("Citing “security reasons,” the Interior Ministry would not confirm the place.", "Citing"),
    ],
)
def test_the_verb_keeps_what_denies_it_and_what_it_takes(said, text: str, cue: str) -> None:
    assert said(text).cue == cue


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


CHILE, TORLA = Place("cl", "Chile", -30, -71, "country", "CL"), Place("t", "Torla", -33, -70, "city", "CL")
PERU = Place("pe", "Peru", -10, -76, "country", "PE")


def _statement(
    government: str, theme: str, *, denied: bool = False, kind: str = "direct", text: str = "It is so", at: int = 0
):
    made = quote(f"Speaker of {government}", government, text=text, kind=kind)
    told = replace(made.quote, start=at, end=at + 9, themes=(theme,), denied=(theme,) if denied else ())
    return replace(made, quote=told)


def _naming(*places: Place, at: int = 0):
    """That a statement which begins ``at`` names these places."""
    return [("d1", Mention(at + n, at + n + 1, p.name, "mention", p, 6, 1, "")) for n, p in enumerate(places)]


NO, YES = _statement("Chile", "part", denied=True), _statement("Peru", "part", at=20)


@pytest.mark.parametrize(
    ("theme", "names"),
    [
        ("part", _naming(PERU)),  # "Peru took no part", "we carried it out"
        ("part", _naming(CHILE, at=20)),  # "we took no part", "Chile carried it out"
        ("dead", _naming(TORLA) + _naming(TORLA, at=20)),  # "nobody died in Torla", "twelve died in Torla"
    ],
)
def test_two_governments_are_set_side_by_side_where_one_denies_what_the_other_affirms(theme: str, names) -> None:
    no, yes = _statement("Chile", theme, denied=True), _statement("Peru", theme, at=20)
    (pair,) = opposed([yes, no], names)
    assert (pair.theme, pair.denies, pair.affirms) == (theme, no, yes)


@pytest.mark.parametrize(
    ("theme", "names"),
    [
        ("part", []),  # of what the one speaks, the other does not
        ("dead", _naming(CHILE, at=20)),  # "nobody was hurt", "Chile's forces killed him"
        ("dead", _naming(TORLA) + _naming(CHILE, at=20)),
        ("dead", _naming(CHILE)),
    ],
)
def test_one_theme_alone_makes_no_pair(theme: str, names) -> None:
    assert opposed([_statement("Chile", theme, denied=True), _statement("Peru", theme, at=20)], names) == ()


@pytest.mark.parametrize(
    "quotes",
    [
        [NO, _statement("Chile", "part", at=20)],
        [NO, _statement("Chile, Atacama", "part", at=20)],
        [NO, _statement("Others", "part", at=20)],
        [NO, _statement("Peru", "travel", at=20)],
        [_statement("Chile", "part"), YES],
        [NO, _statement("Peru", "part", denied=True, at=20)],
        [],
    ],
)
def test_one_government_others_and_other_themes_make_no_pair(quotes) -> None:
    assert opposed(quotes, _naming(PERU) + _naming(CHILE, at=20)) == ()


def test_direct_speech_goes_first_and_a_statement_stands_in_one_pair() -> None:
    indirect = _statement("Peru", "part", kind="indirect", text="Otherwise", at=20)
    direct = _statement("Peru", "part", text="We did", at=40)
    (pair,) = opposed([NO, indirect, direct], _naming(PERU))
    assert pair.affirms == direct


def test_a_second_pair_of_a_theme_stands_below_the_first_and_a_third_does_not() -> None:
    quotes = [
        replace(_statement(who, "part", denied=who == "Chile", at=at), published=f"2031-04-{at // 10 + 1:02}")
        for at, who in enumerate(["Chile", "Peru"] * 3)
        for at in [at * 10]
    ]
    pairs = opposed(quotes, [n for at in (0, 20, 40) for n in _naming(PERU, at=at)])
    assert len(pairs) == 2
    assert len({q.quote.start for p in pairs for q in (p.denies, p.affirms)}) == 4


def test_a_state_speaks_in_its_country() -> None:
    assert country_of(_statement("Arvania, Upper Arvania", "part")) == "Arvania"


# Where it was said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The minister told reporters in Lyon that the bridge was open.", "Lyon"),
        ("“The bridge is open,” the minister said in Lyon on Monday.", "Lyon"),
        ("Speaking in Lyon, the minister said the bridge was open.", "Lyon"),
        ("Defence Minister Ann Roe, who was in Lyon, said the bridge was open.", "Lyon"),
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
        "The minister, who was born in Lyon, said the bridge was open.",
        "The minister said the mayor, who was in Lyon, had opened the bridge.",
        "After the flood in Lyon, the minister said the bridge was open.",
    ],
)
def test_a_place_that_is_spoken_of_is_not_where_it_was_said(pipeline, text: str) -> None:
    (told,) = pipeline.extract(make_document(text, {"published": "2031-04-02", "language": "en"}, name="a.txt")).quotes
    assert told.said_at is None
