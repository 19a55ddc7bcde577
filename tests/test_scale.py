"""A thousand documents: figures stay bounded and say what they leave out, pages make nothing that nobody asked for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from geo import charts
from geo.charts import days as day_axis
from geo.charts.template import FONT_SIZE, MOST_MARKS
from geo.export import tables
from geo.maps.payload import Ground, outlines, payload
from geo.present import wording
from geo.present.fonts import width
from geo.reconcile import reconcile
from geo.reconcile.sides import opposed
from geo.selection.filters import Filters
from geo.sources import read_text
from geo.store import Store
from geo.types import Extraction, Mention, Place
from geo.views import data, frame, html
from geo.views.picking import ROWS_OF_A_PAGE
from tests.invented import count, event, place, quote, toll
from tests.paged import PAGES, opened
from tests.scale import many_documents, many_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.testing.v1 import AppTest

SPOT = place("Sandport", 1, 1)


@cache
def whole():
    return reconcile(many_documents(60))


def timeline(events, *given, **further):
    return charts.timeline(charts.arranged(events), *given, **further)


def day(n: int) -> str:
    return f"2031-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"


def counts(n: int):
    """A toll of ``n`` counts by ten sources, every second one "at least", many of them corrections."""
    told = [
        replace(
            count(i % 90 + 1, None if i % 2 else i % 90 + 1, published=day(i // 40)),
            asserted_by=f"Body {i % 10}",
            relation="corrects",
        )
        for i in range(n)
    ]
    return toll(*told, best=0)


def said(chart) -> str:
    return " | ".join(a.text for a in chart.layout.annotations)


def marks(chart) -> int:
    return sum(len(trace.x) for trace in chart.data)


def test_a_figure_of_many_counts_has_no_more_texts_and_shapes_than_one_of_half_as_many() -> None:
    half, full = (charts.toll_over_time(counts(n)) for n in (800, 1600))
    assert len(full.layout.annotations) == len(half.layout.annotations) < 20
    assert len(full.data) == len(half.data) < 20
    assert len(full.layout.shapes) < 20


def test_counts_beyond_the_most_are_told_and_the_best_is_drawn() -> None:
    chart = charts.toll_over_time(counts(3000))
    assert "the latest 2,000 of 3,000 counts drawn" in said(chart)
    assert "by 3,000 counts over time" in charts.describe(chart)
    drawn = [i for trace in chart.data if trace.customdata is not None for i in trace.customdata]
    assert len(drawn) == MOST_MARKS
    assert 0 in drawn  # the best, though it is the oldest
    assert "drawn" not in said(charts.toll_over_time(counts(2000)))


def test_corrections_beyond_a_dozen_are_counted_and_not_written_on_each_other() -> None:
    assert said(charts.toll_over_time(counts(30))).count("corrects") <= 12
    assert re.search(r"\d+ correct an earlier one", said(charts.toll_over_time(counts(200))))


@pytest.mark.parametrize("n", [60, 3000])
def test_ranges_leave_no_count_out(n: int) -> None:
    told = counts(n)
    chart = charts.ranges([told] * 16)
    hovers = [text for trace in chart.data if trace.hovertext is not None for text in trace.hovertext]
    more = (re.search(r"and ([\d,]+) more counts? here", text) for text in hovers)
    behind = sum(int(m[1].replace(",", "")) for m in more if m)
    assert len(hovers) + behind == 16 * n
    assert marks(chart) < 3 * MOST_MARKS
    assert len(chart.layout.annotations) == 2 * 16 + 1


def test_the_strip_draws_a_place_once() -> None:
    assert charts.strip(counts(3000)).count("<circle") <= 180


def test_many_events_are_columns_that_hold_all_of_them() -> None:
    told = [event(kind, SPOT, day(i % 40), number=i) for i in range(3000) for kind in ("arson", "raid")]
    shown = frozenset(e.id for e in told[::3])
    chart = timeline(told, shown)
    assert sum(y for bars in chart.data for y in bars.y) == 6000
    assert sum(y for bars in chart.data for y in bars.y if bars.marker.opacity == 1) == len(shown)
    assert marks(chart) <= 40 * 2 * 2
    assert {i for bars in chart.data for i in bars.customdata} <= {e.id for e in told}
    assert "a column a day, a block a kind" in said(chart)
    assert "2,000 of 6,000 events shown" in charts.describe(chart)


def test_sixty_days_that_are_crowded_have_dates_under_them() -> None:
    told = [event("arson", SPOT, day(i % 60), number=i) for i in range(3000)]
    labels = [text for text in timeline(told, frozenset()).layout.xaxis.ticktext if text]
    assert 4 <= len(labels) <= 30


def test_names_of_neighbouring_days_do_not_touch() -> None:
    days = day_axis.slots({f"2031-02-{n:02}": 1.2 for n in range(20, 28)}, 2.4, 4)
    for pixels in (6, 10, 12, 15, 18, 25):
        texts = day_axis.labels(days, days[-1].end + 2, pixels)
        named = [
            (slot.middle * pixels, width(text, FONT_SIZE, 600) / 2) for slot, text in zip(days, texts, strict=True)
        ]
        assert any(texts)
        assert all(b - a > wide_a + wide_b + 8 for (a, wide_a), (b, wide_b) in pairwise(named) if wide_a and wide_b)


def test_crowded_days_name_each_month() -> None:
    told = [event("arson", SPOT, day(i % 84), number=i) for i in range(3000)]
    labels = [text for text in timeline(told, frozenset()).layout.xaxis.ticktext if text]
    assert all(any(month in text for text in labels) for month in ("Jan", "Feb", "Mar"))


def test_many_quotes_on_one_theme_are_a_block_for_each_country_and_kind() -> None:
    told = [
        replace(q, quote=replace(q.quote, themes=("calm",)))
        for q in (
            quote("Ada", ("Quolia", "Nordmark")[i % 2], kind="indirect" if i % 3 else "direct") for i in range(600)
        )
    ]
    (bars,) = charts.quotes_by_theme(told, {"calm": "Calm"}).data
    assert len(bars.x) == 4


def test_many_quotes_are_blocks_as_long_as_all_of_them() -> None:
    told = [quote(f"Speaker {i % 3}", kind="indirect" if i % 4 == 0 else "direct") for i in range(3000)]
    for chart, axis in ((charts.quotes_by_speaker(told), "x"), (charts.quotes_by_day(told), "y")):
        (bars,) = chart.data
        assert round(sum(bars[axis])) in range(2990, 3001)  # less the gaps between blocks
        assert len(bars.x) < 10
        assert any("750 quotes" in text or "250 quotes" in text for text in bars.hovertext)


def test_opposed_statements_are_the_same_however_they_are_listed() -> None:
    told = list(whole().quotes)
    home = Place("au", "Australia", -25, 134, "country", "AU")
    named = [(q.doc_id, Mention(q.quote.start, q.quote.end, "here", "mention", home, 6, 1, "")) for q in told]
    assert opposed(told, named)
    assert {(p.theme, p.denies, p.affirms) for p in opposed(told, named)} == {
        (p.theme, p.denies, p.affirms) for p in opposed(told[::-1], named)
    }


def ran(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("page", PAGES)
def test_no_page_makes_a_file_before_a_click_or_asks_the_store_again(page: str) -> None:
    asked: list[int] = []
    version = Store.version

    def counted(self: Store) -> str:
        asked.append(1)
        return version.fget(self)

    with (
        opened(page, lambda *_: whole()) as app,
        patch.object(tables, "table", side_effect=AssertionError("made")),
        patch.object(Store, "version", property(counted)),
    ):
        ran(app)
        asked.clear()
        ran(app)
    assert len(asked) == 1


def test_what_another_session_writes_is_seen_at_the_next_run() -> None:
    made: list[int] = []

    def incident_of(*_):
        made.append(1)
        return whole()

    with opened("sources", incident_of) as app:
        ran(app)
        ran(app)
        assert len(made) == 1
        new = read_text("new.txt", "A bridge was closed on Monday.")
        data.store().add(new, Extraction(new))
        ran(app)
        assert len(made) == 2


def test_lists_end_with_how_many_more_there_are() -> None:
    with opened("situation", lambda *_: many_events(2500, documents=20)) as app:
        app.session_state["tray"] = True
        told = " ".join(str(block.proto) for block in ran(app).get("html"))
    assert re.search(r"without a place on the map", " ".join(e.label for e in app.expander))
    lines = [
        button
        for button in app.button
        if str(button.key).startswith("line_") and not str(button.key).startswith("line_told")
    ]
    assert len(lines) == html.MOST_BUTTONS
    without = next(int(e.label.split()[0]) for e in app.expander if "without a place on the map" in e.label)
    assert f"and {without - html.MOST_BUTTONS} more" in told


class Sent:
    """What a page sends to a browser that keeps what it has got, and how often its script runs."""

    def __init__(self) -> None:
        self.runs = self.bytes = 0
        self._kept: set[str] = set()

    def take(self, message: ForwardMsg) -> None:
        if not (message.metadata.cacheable and message.hash in self._kept):
            self.bytes += message.ByteSize()
        self._kept.add(message.hash)

    def of(self, click: Callable[[], object]) -> tuple[int, int]:
        """Runs and bytes of one click."""
        self.runs = self.bytes = 0
        click()
        return self.runs, self.bytes


@pytest.fixture
def sent() -> Iterator[Sent]:
    noted, show = Sent(), frame.show

    def run(*args: Any) -> None:
        noted.runs += 1
        show(*args)

    ForwardMsgQueue.on_before_enqueue_msg(noted.take)
    with patch.object(frame, "show", run):
        yield noted
    ForwardMsgQueue.on_before_enqueue_msg(None)


def test_a_click_among_ten_thousand_events_is_one_run_and_sends_little_more_than_it_changed(sent: Sent) -> None:
    told = many_events(10_000)
    with opened("situation", lambda *_: told) as app:
        ran(app)
        first = sent.bytes
        changes = [sent.of(app.checkbox(key=f"filter_kinds_{kind}").uncheck().run) for kind in ("clash", "arson")]
        again = sent.of(app.run)
    assert not app.exception
    assert [runs for runs, _ in changes] == [1, 1]
    assert all(size < min(first, 250_000) for _, size in changes), (first, changes)
    assert again[1] < 60_000, again


def test_outlines_are_sent_by_name_where_the_page_has_got_them() -> None:
    land = [[[1.0, 1.0, 1.0, 2.0, 2.0, 2.0]]]
    ground = Ground({}, ((0, 0), (3, 3)), lambda _: 9.0, lambda _: land)
    shown = replace(whole(), events=(replace(event("arson", SPOT, day(1)), where_prec=3),))
    assert outlines(shown, ground) == {SPOT.id: land}
    named = replace(ground, outline=lambda at: at.id)
    (drawn,) = payload(shown, named, selected=None, fit_key="")["places"]
    assert (drawn["outline"], drawn["ring"]) == (SPOT.id, None)


def titles(app: AppTest) -> list[tuple[str, str]]:
    """Day and place of the rows of the list."""
    table = app.dataframe[0].value
    return list(zip(table["Date"], table["Place"], strict=True))


def test_a_long_list_is_turned_over_page_by_page_until_every_event_was_seen() -> None:
    whole = many_events(2 * ROWS_OF_A_PAGE + 30, documents=20)
    with opened("situation", lambda *_: whole) as app:
        app.query_params["kind"] = "all"
        seen = titles(ran(app))
        assert len(seen) == ROWS_OF_A_PAGE
        for rows in (ROWS_OF_A_PAGE, 30):
            app.button(key="rows_next_event_table").click()
            page = titles(ran(app))
            assert len(page) == rows
            seen += page
        assert app.button(key="rows_next_event_table").disabled
        app.session_state["atlas_filters"] = Filters(country="AU")
        assert len(titles(ran(app))) == ROWS_OF_A_PAGE
        assert app.button(key="rows_back_event_table").disabled
    days = Counter(wording.span(e.date_start, e.date_end) for e in whole.events)
    assert Counter(day for day, _ in seen) == days


def test_a_check_of_very_many_counts_stays_a_sentence_and_holds_them_all() -> None:
    totals = (c for c in reconcile(many_documents(1_800)).checks if c.kind == "totals")
    check = max(
        totals, key=lambda c: len(c.entries)
    )  # of the missing, who are found day by day: none gainsays the others
    assert len(check.entries) > 100
    assert len(check.text) < 3000
    assert "further numbers between" in check.text
