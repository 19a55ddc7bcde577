"""What a row of the list of events says where no number and no name tells what happened: a source's own words."""

from __future__ import annotations

from geo.incident import Evidence
from geo.types import Document
from geo.views import picking
from tests.makers import NORTH, event, incident, mention
from tests.paged import opened

TEXT = 'He "killed them in it, which burned," Roe said. In Torla a guard was killed by the road and two fled.'
SPANISH = "En Torla murieron tres guardias del penal."


def told(document: Document, word: str, sentence: int) -> Evidence:
    """The sentence, the first being 0, with the word that tells what happened in it."""
    starts = [0, *(i + 2 for i in range(len(document.text)) if document.text.startswith(". ", i)), len(document.text)]
    at = document.text.index(word, starts[sentence])
    return Evidence(document.id, at, at + len(word), starts[sentence], starts[sentence + 1])


def row(*evidence: Evidence, documents: tuple[Document, ...], says: str = "Killing") -> str:
    """What the list says of a killing at Torla."""
    killing = event(type="killing", title="Killing, Torla", says=says, place=NORTH, evidence=evidence)
    named = tuple((d.id, mention(NORTH, d.text.index("Torla"))) for d in documents)
    with opened("situation", lambda *_: incident(killing, documents=documents, mentions=named)) as app:
        return str(app.run().dataframe[0].value["What"][0])


def test_the_words_are_of_a_sentence_that_names_the_place():
    source = Document(id="e", title="e", text=TEXT, published="2031-05-06")
    first, second = told(source, "killed", 0), told(source, "killed", 1)
    assert row(first, second, documents=(source,)) == "Killing: “killed by the road and two fled”"
    assert row(first, documents=(source,)) == "Killing: “killed them in it”"


def test_the_readers_language_comes_before_the_place():
    english = Document(id="e", title="e", text=TEXT, published="2031-05-06")
    spanish = Document(id="s", title="s", text=SPANISH, published="2031-05-06", language="es")
    both = told(spanish, "murieron", 0), told(english, "killed", 0)
    assert row(*both, documents=(english, spanish)) == "Killing: “killed them in it”"


def test_what_does_not_fit_into_three_lines_is_said_to_be_left_out():
    text = "In Torla gunmen killed seven guards at the old bridge beside the northern market hall."
    source = Document(id="e", title="e", text=text, published="2031-05-06")
    assert row(told(source, "killed", 0), documents=(source,)) == "Killing: “killed seven guards at the old…”"


def test_what_an_event_is_called_is_cut_with_an_ellipsis_where_it_needs_more_lines():
    text = "In Torla gunmen killed seven guards."
    source = Document(id="e", title="e", text=text, published="2031-05-06")
    evidence = told(source, "killed", 0)
    long = "“the quarrel spread along the embankment road to every quarter”"
    assert row(evidence, documents=(source,), says=long) == "“the quarrel spread along the embankment…”"
    assert row(evidence, documents=(source,), says="7 guards killed") == "7 guards killed"


def test_a_table_says_with_an_ellipsis_what_a_column_has_no_room_for():
    columns = picking.widths({"Title": 100})
    told = [
        {"Title": "Roads blocked after a raid", "Events": 3, "State": "read"},
        {"Title": "Roads", "Events": 1, "State": "read"},
    ]
    long, short = picking.cut(told, columns)
    assert long["Title"].endswith("…")
    assert told[0]["Title"].startswith(long["Title"].rstrip("…"))
    assert (long["Events"], long["State"], short) == (3, "read", told[1])


def width(columns: dict, name: str) -> int:
    return int(columns[name]["width"])


def test_columns_give_the_room_that_they_need_not_to_those_that_would_be_cut():
    columns = picking.widths({"Who": 90, "What": 120})
    told = [{"Who": "Undersecretary of the Interior", "What": "—", "n": 3}]
    wide = picking.shared(told, columns)
    assert width(wide, "Who") > 90
    assert width(wide, "Who") + width(wide, "What") <= 210
    assert picking.shared([{"Who": "Roe", "What": "—"}], columns) == columns
    both = [{"Who": "Undersecretary of the Interior", "What": "a long tale of what was seen there"}]
    assert picking.shared(both, columns) == columns


def test_more_room_goes_to_what_lacks_least_first_and_no_column_takes_more_than_its_words():
    columns = picking.widths({"Day": 40, "Words": 60})
    told = [{"Day": "published 3 May", "Words": "a long tale of what was seen there by a man on his way to work"}]
    alone, wide = picking.shared(told, columns), picking.shared(told, columns, more=160)
    assert width(wide, "Day") + width(wide, "Words") <= width(alone, "Day") + width(alone, "Words") + 160
    assert picking.cut(told, wide)[0]["Day"] == "published 3 May"
    assert width(wide, "Words") > width(alone, "Words")
    roomy = picking.widths({"Day": 100, "Words": 100})
    assert picking.shared([{"Day": "3 May", "Words": "no"}], roomy, more=160) == roomy


def test_in_tall_rows_no_word_is_broken_where_another_column_has_room():
    columns = picking.widths({"Place": 60, "Src": 90})
    assert width(picking.shared([{"Place": "Villahermosa", "Src": "3"}], columns, tall=True), "Place") > 60
    assert picking.shared([{"Place": "Old San Luis on the Hill", "Src": "3"}], columns, tall=True) == columns
