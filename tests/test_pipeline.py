"""One document from text to records, and the contract they are written in."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from geo.contract import LISTS, error_to_json, to_json
from geo.extractor import DECIDES, _version, extractor_version
from geo.language import pipeline as language
from geo.language.pipeline import STEPS, Models, annotate
from geo.language.text.annotations import ANNOTATIONS, CONTEXT
from geo.language.text.marks import paragraphs
from geo.pipeline import NO_DATE, Pipeline
from geo.settings import ROOT, Settings
from geo.sources import make_document
from geo.types import Casualty, Extraction, Figure, Jurisdiction, Mention, Person, Place, Quote, Rejected, Telling

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

PLACE = Place("42", "Larkfield", 10.5, -20.25, "city", "XA", "North", "XA.01", None, 900)
KEYS = {
    "places": "start end text role name lat lon level country admin1 admin2 place_id where_prec score",
    "events": "start end type date_start date_end date_prec time places actors reality background duplicate_of",
    "casualties": "start end text min max approx status party party_class place date attributed_to duplicate_of"
    " subset_of",
    "quotes": "start end parts text kind speaker speaker_start speaker_end speaker_text cue affiliation"
    " jurisdiction said_on",
    "people": "name aliases role affiliation jurisdiction",
    "jurisdictions": "name level country admin1 basis agencies evidence",
    "figures": "start end text min max approx what attributed_to unsure",
}
EXTRAS = {
    "radius_km",
    "act",
    "themes",
    "denied",
    "said_at",
    "sent_start",
    "sent_end",
    "admin1_code",
    "reason",
    "involvement",
    "date_basis",
    "place_basis",
}


class NoPlaces:
    """A gazetteer that knows nothing."""

    def __getattr__(self, name: str) -> object:
        raise LookupError(f"asked for {name}")


@pytest.fixture(scope="module")
def full() -> Extraction:
    document = make_document("Two died in Larkfield and Nowhere.", {"published": "2026-02-23"}, name="a.txt")
    known = Mention(12, 21, "Larkfield", "event", PLACE, 1, 0.9, "the only one")
    unknown = Mention(26, 33, "Nowhere", "event", None, None, None, "not in the gazetteer")
    return Extraction(
        document,
        (known, unknown),
        (
            Telling(
                4,
                8,
                0,
                34,
                "killing",
                "2026-02-22",
                "2026-02-22",
                1,
                None,
                (known, unknown),
                ("gunmen",),
                "happened",
                False,
                None,
            ),
        ),
        (Casualty(0, 3, 0, 34, "Two", 2, 2, None, "killed", None, "unknown", unknown, None, None, None, None),),
        (Quote(0, 8, 0, 34, ((0, 8),), "Two died", "direct", "Ann Bell", 9, 11, "in", "said", None, "XA", None),),
        (Person("Ann Bell", ("Bell",), "mayor", None, "XA"),),
        (Jurisdiction("Larkfield", "municipal", "XA", "North", "territory", ("Larkfield police",), ((12, 21),)),),
        ("w",),
        (Figure(0, 3, 0, 34, "Two", 2, 2, None, "", None, "It may count the dead."),),
    )


def test_every_record_has_exactly_the_keys_of_the_contract(full: Extraction) -> None:
    found = to_json(full)
    assert found["doc_id"] == full.document.id
    assert found["document"]["text"] == full.document.text
    for name, keys in KEYS.items():
        assert set(found[name][0]) - EXTRAS == set(keys.split()), name


def test_a_place_that_is_not_resolved_has_no_point(full: Extraction) -> None:
    found = to_json(full)
    assert [place["lat"] for place in found["places"]] == [10.5, None]
    assert found["events"][0]["places"] == [
        {"name": "Larkfield", "lat": 10.5, "lon": -20.25, "level": "city", "where_prec": 1},
        {"name": "Nowhere", "lat": None, "lon": None, "level": None, "where_prec": None},
    ]
    assert found["casualties"][0]["place"] == "Nowhere"


def test_an_error_has_the_same_lists_empty() -> None:
    found = error_to_json(7, None, "no text")
    assert found["error"] == "no text"
    assert all(found[name] == [] for name in LISTS)


def test_a_language_that_is_not_read_gives_the_reason(nlp: Language) -> None:
    document = make_document("O prefeito disse que a ponte foi fechada e que não há feridos.", {}, name="a.txt")
    found = Pipeline(Models({}, {"en": nlp}), NoPlaces()).extract(document)
    assert found == Extraction(document, warnings=("Portuguese: not read yet",))


def test_a_document_on_which_the_analysis_fails_is_rejected() -> None:
    def broken(_: str) -> object:
        raise RuntimeError("out of order")

    broken.make_doc = broken
    found = Pipeline(Models({}, {"en": broken}), NoPlaces()).try_extract(
        make_document("The bridge burned on Sunday.", {}, name="a.txt")
    )
    assert found == Rejected("a.txt", "a.txt could not be analysed (RuntimeError: out of order): please report it.")


def test_a_text_whose_date_is_inferred_is_parsed_once(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "LYON, May 6, 2025 (AFP) - Gunmen killed two men on Sunday, police said.\n\nOn Monday a bank burned."
    stated = pipeline.extract(make_document(text, {"published": "2025-05-06", "language": "en"}, name="a"))
    parsed = []
    plain = language._parsed
    monkeypatch.setattr(language, "_parsed", lambda nlp, doc: parsed.append(doc) or plain(nlp, doc))
    inferred = pipeline.extract(make_document(text, {"language": "en"}, name="a"))
    assert len(parsed) == 1
    assert inferred.document.published == "2025-05-06"
    assert (inferred.events, inferred.casualties, inferred.quotes) == (stated.events, stated.casualties, stated.quotes)


def test_the_extractor_has_one_version_for_each_model() -> None:
    assert _version("a") == _version("a") != _version("b")
    assert _version("a", "nominatim") != _version("a")


def test_the_version_knows_which_models_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    before = extractor_version(Settings())
    monkeypatch.setattr("geo.extractor.readable", lambda _: {"en": "one", "zz": "two"})
    assert extractor_version(Settings()) != before


def _imported(module: Path) -> set[Path]:
    """Our modules that this one imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("geo"):
            names |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    files = (ROOT / f"{name.replace('.', '/')}{end}" for name in names for end in (".py", "/__init__.py"))
    return {file for file in files if file.exists()}


def test_whatever_the_extraction_needs_counts_for_its_version_however_deep_it_lies() -> None:
    decides = {file for pattern in DECIDES for file in ROOT.glob(pattern)}
    assert {file.suffix for file in decides} == {".py", ".toml"}
    needed: set[Path] = set()
    new = {ROOT / "geo" / "pipeline.py"}
    while new:
        needed |= new
        new = {file for module in new for file in _imported(module)} - needed
    # What these do changes no result: messages, escapes, files written whole, where things lie, whose a database is.
    assert {str(file.relative_to(ROOT / "geo")) for file in needed - decides if file.name != "__init__.py"} <= {
        "custody/databases.py",
        "errors.py",
        "escape.py",
        "files.py",
        "settings.py",
    }
    assert len(needed & decides) > 50


def test_a_change_in_a_nested_module_changes_the_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("geo.extractor.ROOT", tmp_path)
    nested = tmp_path / "geo" / "language" / "deep" / "deeper" / "one.py"
    nested.parent.mkdir(parents=True)
    versions = []
    for text in ("", "x = 1"):
        nested.write_text(text)
        _version.cache_clear()
        versions.append(_version("a"))
    _version.cache_clear()
    assert versions[0] != versions[1]


STORY = """LARKFIELD, Canada — Gunmen attacked a police station in Toronto on Sunday, killing at least 25 officers.

“We will not give in,” Mayor Ann Bell said on Monday. “She is right,” said Tom Hill, a spokesman.

Soldiers were sent to Ottawa from Washington. About 20 people were arrested, the Interior Ministry said.
"""


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "“An unclosed mark said the mayor of Toronto on Sunday.\n\n" + STORY,
        "\r\n".join(STORY.split("\n")),
        "?!",
        "ÀÉ 😀 " + STORY,
        "\t\t\n \n1\n",
        "TORONTO TORONTO TORONTO",
        "<script>alert(1)</script> {{7*7}} in Toronto",
    ],
)
def test_all_offsets_point_at_what_they_say(pipeline: Pipeline, text: str) -> None:
    document = make_document(text, {"published": "2026-02-23", "language": "en"}, name="a.txt")
    found = pipeline.extract(document)
    for record in (*found.places, *found.casualties, *found.quotes):
        assert 0 <= record.start < record.end <= len(text)
    for record in (*found.places, *found.casualties):
        assert record.text == text[record.start : record.end]
    for record in (*found.events, *found.casualties, *found.quotes):
        assert record.sent_start <= record.start < record.end
        assert record.sent_end <= len(text)
    for records in (found.events, found.casualties):
        for i, record in enumerate(records):
            assert record.duplicate_of is None or record.duplicate_of in set(range(len(records))) - {i}
    assert all(0 <= start < end <= len(text) for j in found.jurisdictions for start, end in j.evidence)
    assert all(0 <= start < end <= len(text) for quote in found.quotes for start, end in quote.parts)


def test_an_undated_document_gets_an_inferred_date_that_says_so_or_a_warning(pipeline: Pipeline) -> None:
    dated = pipeline.extract(make_document("The fire makes news on Feb. 23, 2026. The mayor spoke.", {}, name=None))
    undated = pipeline.extract(make_document("The bridge burned and the mayor of the town spoke of it.", {}, name=None))
    assert undated.document.published is None
    assert undated.document.published_basis is None
    assert NO_DATE in undated.warnings
    if dated.document.published:
        assert dated.document.published_basis == "inferred"
        assert dated.document.published_reason


def test_a_stated_date_is_not_inferred_again(pipeline: Pipeline) -> None:
    document = make_document("The fire of Feb. 23, 2026 was out by Wednesday.", {"published": "2026-03-09"}, name=None)
    assert pipeline.extract(document).document == document


@pytest.mark.parametrize("text", [STORY * 8, "word " * 700, "He went. " * 200, " \n\n".join("abc" * 90)])
def test_a_long_text_is_read_in_pieces_and_comes_back_whole(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    document = make_document(text, {"published": "2026-02-23", "language": "en"}, name="a.txt")
    whole = annotate(nlp, document)
    monkeypatch.setattr(language, "MAX_PARSED", 100)
    sizes = [len(piece) for piece in language._pieces(whole)]
    doc = annotate(nlp, document)
    assert sum(sizes) == len(doc)
    assert all(50 <= size <= 100 for size in sizes[:-1])
    assert doc.text == text
    assert [token.idx for token in doc] == [token.idx for token in whole]
    assert all(text[quote.start : quote.end] == quote.text for quote in doc._.quotes)


def test_a_long_text_is_cut_where_paragraphs_start(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    document = make_document(STORY * 8, {"published": "2026-02-23", "language": "en"}, name="a.txt")
    whole = annotate(nlp, document)
    monkeypatch.setattr(language, "MAX_PARSED", 100)
    starts = {0} | {start for start, _ in paragraphs(document.text)}
    assert all(piece[0].idx in starts for piece in language._pieces(whole))
    doc = annotate(nlp, document)
    assert [sentence.text for sentence in doc.sents] == [sentence.text for sentence in whole.sents]
    assert doc._.quotes == whole._.quotes


# ------------------------------------------------------------------ steps
def _read_on_the_doc(folder: Path) -> set[str]:
    """Names of what the modules of a room read on the Doc."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in folder.glob("*.py")]
    return {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and getattr(node.value, "attr", "") == "_"
    }


def test_each_step_needs_what_those_before_it_give() -> None:
    given = set(CONTEXT)
    for step in STEPS:
        assert given >= set(step.needs), step.gives
        given.add(step.gives)
    assert given == {*CONTEXT, *ANNOTATIONS}


@pytest.mark.parametrize("room", ["dates", "people", "quotes", "counts", "events"])
def test_a_room_reads_on_the_doc_what_its_steps_declare(room: str) -> None:
    steps = [step for step in STEPS if step.run.__module__.startswith(f"geo.language.{room}.")]
    declared = {needed for step in steps for needed in step.needs} | {step.gives for step in steps}
    assert _read_on_the_doc(ROOT / "geo" / "language" / room) <= declared


@pytest.mark.parametrize(
    ("second", "place"),
    [
        ("A woman died in those attacks.", "Arequipa"),
        ("A clerk was killed in the same attacks.", "Arequipa"),
        ("A woman died in hospital.", None),
    ],
)
def test_who_died_in_those_attacks_died_where_they_were_told(
    pipeline: Pipeline, second: str, place: str | None
) -> None:
    text = f"In Arequipa, Peru, gunmen attacked two police posts on Sunday. {second}"
    found = pipeline.extract(make_document(text, {"published": "2031-05-06"}, name="a"))
    (count,) = found.casualties
    assert (count.place.text if count.place else None) == place
    killing = next(t for t in found.events if t.type == "killing")
    assert (place in [m.text for m in killing.places]) == (place is not None and killing.place_basis == "told")
