"""Days that one text leaves open and other reports of the incident tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.reconcile import dated_together, reconcile
from geo.types import Document, Extraction, Person, Telling
from tests.makers import SOUTH, mention, telling

ROE = Person("Jane Roe", (), None, None, None)


def report(
    name: str,
    *events: Telling,
    published: str | None = "2031-05-07",
    people: tuple[Person, ...] = (ROE,),
) -> Extraction:
    places = tuple(m for e in events for m in e.places)
    return Extraction(
        Document(name, name, "x" * 400, publisher=name, published=published),
        places=places,
        events=events,
        people=people,
    )


def undated(**changes: object) -> Telling:
    return telling(**({"date_start": None, "date_end": None, "date_prec": None} | changes))


def days(extraction: Extraction) -> list[tuple[str | None, str | None, int | None, str]]:
    return [(t.date_start, t.date_end, t.date_prec, t.date_basis) for t in extraction.events]


DATED = report("dated", telling(), published="2031-05-06")


def test_a_raid_takes_the_day_that_the_others_tell():
    _, open_one = dated_together((DATED, report("open", undated())))
    assert days(open_one) == [("2031-05-05", "2031-05-05", 1, "inferred")]


def test_what_followed_lies_between_the_raid_and_its_publication():
    _, open_one = dated_together((DATED, report("open", undated(type="arson"))))
    assert days(open_one) == [("2031-05-05", "2031-05-07", 2, "inferred")]


@pytest.mark.parametrize(
    "open_one",
    [
        report("strangers", undated(places=(mention(SOUTH),)), people=()),
        report("months later", undated(), published="2031-08-01"),
        report("not published on a day", undated(), published=None),
        report("said", undated(type="statement")),
        report("denied", undated(reality="denied")),
        report("another incident", undated(background=True)),
    ],
)
def test_what_is_left_without_a_day(open_one: Extraction):
    assert days(dated_together((DATED, open_one))[1]) == [(None, None, None, "told")]


def test_a_town_links_two_texts_without_people():
    first, second = report("a", telling(), people=()), report("b", undated(), people=())
    assert days(dated_together((first, second))[1]) == [("2031-05-05", "2031-05-05", 1, "inferred")]
    elsewhere = report("b", undated(places=(mention(SOUTH),)), people=())
    assert days(dated_together((first, elsewhere))[1]) == [(None, None, None, "told")]


def test_a_day_the_text_tells_is_never_touched():
    told = report("told", telling(date_start="2031-05-06", date_end="2031-05-06"))
    assert dated_together((DATED, told)) == (DATED, told)


def test_two_days_told_by_as_many_decide_nothing():
    other = report("other", telling(date_start="2031-05-04", date_end="2031-05-04"), published="2031-05-06")
    assert days(dated_together((DATED, other, report("open", undated())))[2]) == [(None, None, None, "told")]


def test_an_event_that_no_source_dates_says_so():
    incident = reconcile([DATED, report("open", undated(type="arson", places=(mention(SOUTH),)))])
    basis = {e.type: (e.date_basis, e.date_prec) for e in incident.events}
    assert basis == {"raid": ("told", 1), "arson": ("inferred", 2)}
    assert incident.period == ("2031-05-05", "2031-05-05")


def test_a_day_that_only_the_story_tells_says_so() -> None:
    of_story = telling(type="arson", date_basis="story")
    (event,) = reconcile([report("one", of_story)]).events
    assert (event.date_start, event.date_basis) == ("2031-05-05", "story")
    (event,) = reconcile([report("one", of_story), report("two", replace(of_story, date_basis="told"))]).events
    assert event.date_basis == "told"


def test_inferring_does_not_depend_on_order():
    told = (DATED, report("open", undated(type="arson")), report("more", undated(type="clash")))
    assert {x.document.id: days(x) for x in dated_together(told)} == {
        x.document.id: days(x) for x in dated_together(told[::-1])
    }


def test_days_inferred_before_are_no_evidence():
    filled = replace(DATED, events=(replace(DATED.events[0], date_basis="inferred"),))
    assert days(dated_together((filled, report("open", undated())))[1]) == [(None, None, None, "told")]


def test_the_place_of_a_raid_must_fit():
    raid_elsewhere = report("elsewhere", undated(places=(mention(SOUTH),)))
    ((start, end, prec, basis),) = days(dated_together((DATED, raid_elsewhere))[1])
    assert (start, end, prec, basis) == ("2031-05-05", "2031-05-07", 2, "inferred")
