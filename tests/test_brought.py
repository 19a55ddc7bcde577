"""What a source brought stands below the list of sources, from where each of it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser as b
from tests.paged import opened
from tests.scale import many_events

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = many_events(40, documents=10)
#: A text that is in no folder of seeds.
ARTICLE = (
    "Gunmen burned a bus in Colima on Sunday, 22 February 2026. Two people were killed and five were injured, the "
    "governor of Colima, Ada Brill, said. “We will not step back,” she said."
)


def test_what_a_source_brought_is_listed_and_opens() -> None:
    one = next(d for d in WHOLE.documents if sum(d.id in e.sources for e in WHOLE.events) > 1)
    with opened("sources", lambda *_: WHOLE) as app:
        app.query_params["text"] = one.id
        app.run()
        assert not app.exception
        lines = [x for x in app.button if (x.key or "").startswith("found_row_")]
        assert len(lines) > 2
        lines[0].click().run()
        assert not app.exception
        assert app.query_params["open"]
        app.button(key="only_source").click().run()
        assert app.query_params["source"] == one.id
        assert not [x for x in app.button if x.key == "only_source"]


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_an_article_that_was_added_shows_at_once_what_it_brought(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources").all_read()
    v.page.get_by_label("Paste a text").fill(ARTICLE)
    with v.run():
        v.page.get_by_role("button", name="Read this text").click()
    told = v.page.locator(".st-key-brought button")
    told.first.wait_for()
    assert any("Arson, Colima" in line for line in told.all_inner_texts())
    with v.run():
        told.filter(has_text="Arson").click()
    assert "burned" in v.page.locator(".st-key-beside blockquote").first.inner_text()
    v.page.get_by_text("Remove it with all it brought").click()
    v.settle()
    with v.run():
        v.page.get_by_role("button", name="Remove this source").click()
    assert not v.page.locator(".st-key-brought").count()
    v.clean()
