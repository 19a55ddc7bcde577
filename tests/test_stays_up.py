"""Poisoned dates, settings, addresses and records in a real browser: every page stands and says what it left out."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from geo.sources.reader import make_document
from geo.store import Entry, Store
from geo.types import Extraction
from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.types import Document

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
PATHS = ("/", "/casualties", "/quotes", "/jurisdictions", "/sources")
HEAD = "---\ntitle: {title}\npublisher: {title} Post\npublished: {day}\nlanguage: en\n---\n{text}\n"
FILES = {
    "Epoch": ("9999999999", "Gunmen killed four policemen in Zacatecas, Mexico, on Tuesday, officials said."),
    "Future": ("2100-01-01", "Soldiers blocked a road in Durango, Mexico, on Monday and injured at least 12 people."),
    "Zero": ("0000-00-00", "Police raided a farm in Torreón, Mexico, and killed three gunmen on May 5, 2025."),
    "Years": (
        "2025-05-06",
        (
            "A bomb killed 9 people in Saltillo, Mexico, on 9999-12-31. Two died 3000 years ago.\n"
            "On 0001-01-01 gunmen killed five in Puebla, Mexico. 99999999 days later it burned."
        ),
    ),
    "Plain": (
        "2025-05-06",
        (
            "Police raided a farm near Torreón, Mexico, on Monday and killed three gunmen. Gunmen\n"
            'burned shops in Durango on Tuesday. "We are calm," said Ana Vela, the mayor of Torreón.'
        ),
    ),
    "Old": ("1901-02-03", "Police raided a house in Torreón, Mexico, on Monday and killed two men."),
}
#: As the Sources page lists them: the newest first, then by publisher, and last those without a date.
LISTED = ("Stored", "Plain", "Years", "Old", "Epoch", "Future", "Zero")
INCIDENT = b'\xef\xbb\xbftitel = "x"\ntitle = "A <b>quiet</b> title"\nperiod = ["0001-01-01", "9999-12-31"]\n'
STORED = "Soldiers searched a house in Monterrey, Mexico, on Sunday and arrested two men."
LONG = "9" * 5000
WIDE, ARABIC = quote("２０２５-０５-０５"), quote("٢٠٢٥-٠٥-٠٥")
#: Page and query with what is said of it; nothing: nothing is lost of it.  Some of each kind; the siege has hundreds.
ADDRESSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"/?from=0000-00-00&to=2026-02-30&from={WIDE}", ("from=0000-00-00", "to=2026-02-30", "more than once (from=")),
    (
        f"/casualties?from=9999-12-31&to={ARABIC}&open=check:{LONG}",
        ("outside 1900", "to=٢٠", "a sentence that is none"),
    ),
    (
        f"/?place={LONG}&state=%00%1B[31m&kind=nonsense,%22&known=%F0%9F%92%A3&country=%3Cscript%3Ealert(1)%3C/script%3E",
        (
            "a place that is none",
            "a state",
            "kind=nonsense) and 1 more like it",
            "a precision",
            "country=<script>alert(1)",
        ),
    ),
    ("/sources?source=" + ",".join(f"{i:016x}" for i in range(500)), ("and 499 more like it",)),
    (
        "/quotes?source=![](http://evil.invalid)&view=/etc/passwd&open=quote:::",
        ("a source that is not here", "view=/etc/passwd", "a sentence that is not here (open=quote:::)"),
    ),
    (
        "/jurisdictions?utm_source=x&constructor=1&source=,,,,&country=MX&open=check:" + quote("１"),
        ("a sentence that is not here (open=check:",),
    ),
    ("/jurisdictions?utm_source=x&constructor=1&source=,,,,&country=MX", ()),
    (
        "/?view=briefing&to=2026-02-30&place=" + quote("$" + "{7*7}{{7*7}}<img src=x onerror=alert(1)>"),
        ("to=2026-02-30", "{7*7}{{7*7}}<img"),
    ),
)


@pytest.fixture(scope="module")
def stored() -> Document:
    """What an older program stored with the date of a sentinel."""
    made = make_document(STORED, {"title": "Stored", "publisher": "Stored Post", "language": "en"}, name=None)
    return replace(made, published="2286-11-20", published_basis="stated")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("poison")


@pytest.fixture(scope="module")
def app(folder: Path, stored: Document) -> Iterator[str]:
    seeds = folder / "seeds"
    seeds.mkdir()
    for title, (day, text) in FILES.items():
        (seeds / f"{title}.md").write_text(HEAD.format(title=title, day=day, text=text), encoding="utf-8")
    (seeds / "incident.toml").write_bytes(INCIDENT)
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    store.add_all([Entry(stored, Extraction(stored), "older")])
    store.close()
    with b.running(folder, seeds) as base:
        yield base


def stands(v: b.Visit) -> str:
    """Assert that the page is alive; its text."""
    text = v.page.inner_text("[data-testid=stApp]")
    assert v.page.locator(".head h1, img.briefing").count() == 1, text
    assert v.page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0, text
    for word in ("redacted", "Traceback", "reference"):
        assert word not in text
    return text


@pytest.mark.parametrize("path", PATHS)
def test_every_page_stands_on_poisoned_files_and_names_the_settings_faults(
    visit: Callable[..., b.Visit], path: str
) -> None:
    text = stands(v := visit(path))
    assert "incident.toml: the key 'titel' is not known" in text
    assert "incident.toml: period must lie within 1900–" in text
    assert "1 source is dated outside 1900–" in text
    v.shot(f"poison-{path.strip('/') or 'situation'}")


def test_the_scale_runs_over_the_days_told_and_not_to_the_sentinel(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    slider = v.page.locator("[data-testid=stSlider]").inner_text()
    assert "2286" not in slider
    assert "2100" not in slider
    v.page.locator("[data-testid=stSlider] input").last.press("ArrowLeft")
    v.page.wait_for_url(re.compile("to=2025-05-05"))
    v.settle()
    stands(v)


def test_hostile_addresses_find_a_page_and_are_told_what_was_left_out(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    for address, said in ADDRESSES:
        text = stands(v.go(address))
        line = re.search(r"The address asks for .*: left out\.", text)
        assert bool(line) == bool(said), address[:80]
        assert [words for words in said if words not in line[0]] == [] if line else True, (address[:80], line[0])


def test_what_was_left_out_is_said_until_the_view_changes(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties?to=2026-02-30")
    assert v.page.get_by_text("The address asks for").count() == 1
    v.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").first.click()
    v.settle()
    assert v.page.get_by_text("The address asks for").count() == 0


def choose(v: b.Visit, title: str, listed: tuple[str, ...] = LISTED) -> None:
    """Tick a source's row in the table."""
    v.all_read().click_row(v.page.get_by_test_id("stDataFrame").first, listed.index(title))
    v.page.locator(".side b", has_text=f"{title} Post").wait_for()


def test_the_card_of_a_source_says_what_its_date_was(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources")
    for title, words in {
        "Epoch": "9999999999 is 2286-11-20, which lies outside 1900–",
        "Future": "The date of publication 2100-01-01 lies outside 1900–",
        "Zero": "The date of publication '0000-00-00' cannot be read",
        "Stored": "The date of publication 2286-11-20 lies outside 1900–",
    }.items():
        choose(v, title)
        stands(v)
        assert [text for text in v.page.locator(".warnbox").all_inner_texts() if words in text] != [], title


def test_a_record_that_breaks_the_incident_has_a_reference_and_its_source_can_be_removed(
    visit: Callable[..., b.Visit], folder: Path
) -> None:
    visit()  # the store is written by now
    with sqlite3.connect(folder / "store.sqlite") as db:
        damaged = db.execute(
            "UPDATE extraction SET record = replace(record, '\"2025-05-0', '\"2025-99-0') WHERE "
            "document_id IN (SELECT id FROM document WHERE title = 'Plain')"
        ).rowcount
        db.execute("UPDATE meta SET value = value + 1 WHERE key = 'changes'")
    assert damaged == 1
    v = visit("/sources")
    alerts = v.page.locator("[data-testid=stAlertContentError]").all_inner_texts()
    assert len(alerts) == 1
    found = re.search(r"unforeseen fault \(ValueError, reference ([0-9a-f]{6})\)", alerts[0])
    assert found
    log = (folder / "app.log").read_text(encoding="utf-8")
    assert f"reference {found[1]}" in log
    assert "Traceback" in log
    v.shot("poison-damaged")
    for path in PATHS[:2]:
        v.page.goto(v.base + path)
        v.page.locator("[data-testid=stAlertContentError]", has_text="reference").wait_for(timeout=b.PATIENCE_MS)
        v.settle()
        assert "redacted" not in v.page.inner_text("[data-testid=stApp]")
    v.go("/sources")
    choose(v, "Plain", listed=("Stored", "Plain"))  # its day was damaged too, and is sorted as it is written
    v.page.get_by_text("Remove it with all it brought").click()
    v.settle()
    v.page.get_by_role("button", name="Remove this source").click()
    v.page.get_by_text("Plain Post was removed with all it told").wait_for(timeout=b.PATIENCE_MS)
    for path in PATHS[:2]:
        stands(v.go(path))
