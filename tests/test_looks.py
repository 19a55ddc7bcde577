"""The pages of the first case as they are looked at: on a desk, on a phone, in the dark, as a picture, read aloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
PATHS = ("/", "/casualties", "/quotes", "/jurisdictions", "/sources")


#: Times that a page is looked at until nothing is found.
LOOKS = 4


def barriers(v: b.Visit) -> list[tuple[str, object, str]]:
    """What keeps somebody with a screen reader, or without good sight, from what the page says.

    What is gone a moment later was a page still being drawn: a list before its first entry.
    """
    for _ in range(LOOKS):
        if not (found := _barriers(v)):
            break
        v.page.wait_for_timeout(1500)
        v.settle()
    return found


def _barriers(v: b.Visit) -> list[tuple[str, object, str]]:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - absent where browser tests are skipped

    found = Axe().run(v.page).response["violations"]
    return [
        (f["id"], n["target"], n["html"][:120])
        for f in found
        if f["impact"] in {"serious", "critical"}
        for n in f["nodes"]
    ]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("size", "scheme"), [("desk", "light"), ("phone", "light"), ("desk", "dark"), ("phone", "dark")]
)
def test_every_page_on_a_desk_on_a_phone_and_in_the_dark(
    visit: Callable[..., b.Visit], path: str, size: str, scheme: str
) -> None:
    v = visit(path, viewport=b.DESK if size == "desk" else b.PHONE, scheme=scheme)
    if path in {"/", "/jurisdictions"}:
        v.map()
    main = v.page.inner_text("[data-testid=stMain]")
    assert "Traceback" not in main
    for raw in ("security_forces", "prison_break", "travel_disruption", "None", "nan", "MX."):
        assert not re.search(rf"(?<!\w){re.escape(raw)}(?!\w)", main), raw
    assert v.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    if size == "desk":  # no column is cut where there is room for all
        tables = v.page.locator(".dvn-scroller")
        assert [t for t in tables.evaluate_all("all => all.map(t => t.scrollWidth - t.clientWidth)") if t > 1] == []
    else:  # the names of all pages stand on one line
        tops = v.page.locator(".st-key-menu a").evaluate_all("all => all.map(a => a.getBoundingClientRect().top)")
        assert len(set(tops)) == 1
    v.shot(f"{path.strip('/') or 'situation'}-{size}-{scheme}", full=True)
    assert barriers(v) == []


def test_the_briefing_frame_is_clean_and_saves_a_picture(visit: Callable[..., b.Visit], tmp_path: Path) -> None:
    v = visit("/?view=briefing&country=MX")
    picture = v.page.locator("img.briefing")
    picture.wait_for()
    box = picture.bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    assert not v.page.locator("[data-testid=stSidebar]").is_visible()
    with v.page.expect_download() as download:
        v.page.get_by_role("button", name="Save as PNG").click()
    saved = tmp_path / "picture.png"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\x89PNG")
    v.shot("briefing")
