"""The single file and the sealed case file: opened in a browser that finds no network, and held against the view."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import ExportError
from geo.export.brief.statements import bodies
from geo.export.formats import made
from geo.export.single.behind import Behind
from geo.export.single.seal import Piece, fingerprint, sealed, verdict
from geo.gazetteer.boundaries import Boundaries
from geo.gazetteer.lookup import open_gazetteer
from geo.messages import speaking
from geo.present.design import symbol_of
from geo.present.key_figures import in_figures
from geo.reconcile import reconcile
from geo.run import cli
from geo.selection.filters import Filters, narrow
from geo.selection.view import view_of
from geo.settings import Settings
from geo.store.rows import State
from tests import makers
from tests.browser import DESK, PHONE, SHOTS
from tests.invented import HOSTILE, hostile
from tests.scale import STATES, many_documents, many_events
from tests.test_brief_files import VIEWS, odd_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geo.export.brief.content import View
    from geo.incident import Incident
    from tests.browser import Visit

STATE = STATES[2][0]
FIVE = {
    "everything": Filters(),
    "a state": Filters(state=STATE),
    "two kinds": Filters(kinds=("arson", "clash")),
    "ten days": Filters(first="2024-03-10", last="2024-03-20"),
    "all of these": Filters(state=STATE, kinds=("arson", "clash", "raid"), first="2024-03-05", last="2024-04-10"),
}
MOST_BYTES = 3_000_000
#: Events that the chart of days shows as in the choice: symbols, or blocks where they are many.
IN_DAYS = (
    "[...document.querySelectorAll('#timeline :is(use, rect):not(.pale)')]"
    ".reduce((sum, n) => sum + Number(n.dataset.n || 1), 0)"
)
BLOCK = re.compile(r'<script type="application/json" id="atlas-([a-z]+)">(.*?)</script>', re.DOTALL)


@cache
def behind() -> Behind:
    gazetteer = open_gazetteer(Settings())
    return Behind(Boundaries(), lambda: gazetteer, lambda: {"gone": State(removed=True), "d": State(date="2031-05-06")})


@cache
def whole() -> Incident:
    return reconcile(many_documents(24), title="Unrest")


@cache
def view(filters: Filters = Filters()) -> View:  # noqa: B008 - frozen
    return view_of(whole(), filters)


def file(told: View, name: str = "html") -> bytes:
    return made(name, told, behind().boundaries, behind()).data


@cache
def case_file() -> bytes:
    return file(view(), "sealed")


def data(html: bytes) -> dict[str, Any]:
    return {name: json.loads(told) for name, told in BLOCK.findall(html.decode())}


# ------------------------------------------------------------------ what it holds
@pytest.mark.parametrize("name", FIVE)
def test_rows_and_figures_are_those_of_the_view(name: str) -> None:
    shown, told = view(FIVE[name]).shown, data(file(view(FIVE[name])))
    assert [e["id"] for e in told["events"]] == [e.id for e in shown.events]
    assert [e["kind"] for e in told["events"]] == [symbol_of(e.type).key for e in shown.events]
    assert sorted(told["words"]["order"]) == list(range(len(shown.events)))
    assert [t["range"] for t in told["tolls"]] == [in_figures(t) for t in shown.tolls if t.entries]
    assert len(told["counts"]) == sum(len(t.entries) for t in shown.tolls)
    assert len(told["quotes"]) == len(shown.quotes)
    placed = sorted(n for place in told["map"]["places"] for n in place["of"])
    assert placed == [n for n, e in enumerate(shown.events) if e.pinned]


def test_a_sentence_is_the_source_s_own() -> None:
    told, texts = data(file(view())), [" ".join(d.text.split()) for d in whole().documents]
    assert told["sentences"]
    for row in told["sentences"]:
        words = " ".join("".join(piece for piece, _ in row["text"]).split())
        assert words in texts[row["source"]]
    assert all(told["events"][n]["sentences"] for n in range(len(told["events"])))


def test_it_says_what_it_holds_and_under_which_terms() -> None:
    made_of = view_of(whole(), FIVE["ten days"], "For official use only")
    html = file(made_of).decode()
    for words in (*made_of.filters, made_of.as_of, "GeoNames CC BY 4.0", "Open Font License", "Leaflet"):
        assert words in html
    assert html.count("For official use only") == 2
    with speaking("es"):
        html = file(view_of(whole(), FIVE["ten days"])).decode()
    assert '<html lang="es">' in html
    assert "Qué ocurrió" in html
    assert "What happened" not in html


def test_it_is_small_and_the_same_each_time() -> None:
    once, again = file(view()), file(view_of(whole(), Filters()))
    assert once == again
    assert len(once) < MOST_BYTES


def test_it_names_no_other_file() -> None:
    html = file(view()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    body = BLOCK.sub("", html)
    assert not re.search(
        r"""(?:src|href)=["']?(?!#|data:)\w""", re.sub(r"<script>.*?</script>", "", body, flags=re.DOTALL)
    )
    assert "url(" not in re.sub(r"url\(data:", "", "".join(re.findall(r"<style>(.*?)</style>", body, re.DOTALL)))


# ------------------------------------------------------------------ in a browser
@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Any]:
    """Opens a file from the disk in a browser without a network; no error and no request may have come of it."""
    faults: list[str] = []
    context = chromium.new_context(offline=True, reduced_motion="reduce")

    def show(html: bytes, viewport: dict[str, int] = DESK, scheme: str = "light") -> Page:
        path = tmp_path / f"{len(html)}.html"
        path.write_bytes(html)
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        page.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("dialog", lambda d: (faults.append(d.message), d.dismiss()))
        page.on("request", lambda r: None if r.url.startswith(("data:", path.as_uri())) else faults.append(r.url))
        page.goto(path.as_uri())
        page.wait_for_selector("#map .leaflet-container", state="attached")
        page.evaluate("document.fonts.ready")
        return page

    yield show
    context.close()
    assert faults == []


def choose(page: Page, filters: Filters) -> None:
    """Choose the same in the file."""
    page.select_option("#place", filters.place or filters.state or filters.country or "")
    days = page.eval_on_selector_all("#first option", "all => all.map((o) => o.value).filter(Boolean)")
    page.select_option("#first", min((d for d in days if d >= filters.first), default="") if filters.first else "")
    page.select_option("#last", max((d for d in days if d <= filters.last), default="") if filters.last else "")
    sources = [d.id for d in whole().documents]
    page.select_option("#source", str(sources.index(filters.sources[0])) if filters.sources else "")
    for box in page.query_selector_all("input[name=kinds]"):
        box.set_checked(not filters.kinds or box.get_attribute("value") in filters.kinds)


def governments_are_those_of(page: Page, shown: Incident) -> None:
    listed = [j for j in shown.jurisdictions if j.agencies or j.events]
    rows = [row.split("\t") for row in page.locator("#jurisdictions tbody tr").all_inner_texts()]
    events = {j.name: str(j.events) if j.territory else "—" for j in listed}
    assert {row[0]: row[2] for row in rows} == events
    assert len(rows) == len(listed)
    told = {j.name: tuple(set(named.split("; ")) for named in bodies(j)) for j in listed}
    assert {row[0]: tuple(set(named.split("; ")) for named in row[3:5]) for row in rows} == told


def inset_counts_those_of(page: Page, shown: Incident) -> None:
    counted = page.eval_on_selector_all("#inset path", "all => all.map((p) => [p.dataset.state, Number(p.dataset.n)])")
    drawn = {state: n for state, n in counted if n}
    wanted = Counter(e.place.admin1_code for e in shown.events if e.place and e.place.admin1_code)
    assert drawn == {state: n for state, n in wanted.items() if state in dict(counted)}
    assert len(counted) > 4


@pytest.mark.browser
def test_no_state_is_called_empty_where_one_with_events_has_no_outline(opened: Any) -> None:
    (gone, state), *others = [(e, e.place) for e in whole().events if e.place and e.place.admin1_code]
    kept = next(e for e, place in others if place.admin1_code != state.admin1_code)
    moved = replace(gone, place=replace(state, admin1_code="AU.99"))
    for events, empty in (((gone, kept), True), ((moved, kept), False)):
        page = opened(file(view_of(replace(whole(), events=events), Filters())))
        drawn = page.eval_on_selector_all(
            "#inset path", "all => all.map((p) => [p.getAttribute('class'), p.textContent])"
        )
        assert any(words.endswith(": 0 events") for _, words in drawn) is empty
        assert ("in-c0" in dict(drawn)) is empty
        assert ("in-land" in dict(drawn)) is not empty


@pytest.mark.browser
def test_a_choice_in_the_file_leaves_what_the_dashboard_would(opened: Any) -> None:
    page = opened(file(view()))
    one, other = (Filters(sources=(whole().documents[n].id,)) for n in (0, 7))
    towns = [Filters(place=e.place.id) for e in whole().events if e.place and e.place.level == "city"][:2]
    for filters in (
        *FIVE.values(),
        Filters(country="AU"),
        Filters(kinds=("said",)),
        Filters(kinds=("prison",)),
        Filters(first="2024-03-03", last="2024-03-05", kinds=("raid", "clash")),
        one,
        replace(other, state=STATE),
        *towns,
    ):
        choose(page, filters)
        shown = narrow(whole(), filters)
        left = page.evaluate("(names => names.map((n) => atlasFile.left(n)))(['events', 'counts', 'quotes'])")
        assert [e["id"] for e in left[0]] == [e.id for e in shown.events]
        assert len(left[1]) == sum(len(t.entries) for t in shown.tolls)
        assert len(left[2]) == len(shown.quotes)
        # The list, the map and the days show no more and no less.
        assert page.locator("#list tbody tr").count() == len(shown.events)
        guessed = [e for e in shown.events if e.date_start and e.date_basis != "told"]
        assert page.locator("#list tbody tr .infer").count() == len(guessed)
        drawn = page.evaluate(
            "document.querySelector('.folium-map').atlas && atlasFile.mapOf(atlasFile.left('events'))"
        )
        assert sum(p["n"] for p in drawn["places"]) == sum(e.pinned for e in shown.events)
        dated = {e.id for e in shown.events if e.date_start and len(e.date_start) == 10 and (e.date_prec or 1) <= 2}
        assert page.evaluate(IN_DAYS) == len(dated)
        assert page.locator("#counts tbody tr").count() == len(left[1])
        governments_are_those_of(page, shown)
        inset_counts_those_of(page, shown)
    page.click("#clear")
    assert page.locator("#list tbody tr").count() == len(whole().events)


@pytest.mark.browser
def test_list_map_and_sentence_open_each_other(opened: Any) -> None:
    page, events = opened(file(view())), data(file(view()))["events"]
    row = page.locator("#list tbody tr").nth(3)
    row.locator("button").click()
    title = page.inner_text("#card h2")
    event = next(e for e in events if e["title"] == title)
    assert page.locator("#card blockquote").count() == len(event["sentences"])
    assert page.locator("#list tr.here").count() == 1
    page.locator(".atlas-mark").first.click()
    assert page.locator("#all-events").is_visible()
    assert 0 < page.locator("#list tbody tr").count() < len(events)
    assert page.locator(".atlas-chosen").count() == 1
    page.click("#all-events")
    assert page.locator("#list tbody tr").count() == len(events)
    page.locator("#counts button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#card blockquote mark.mk3").count() >= 1
    assert page.evaluate("document.activeElement.dataset.opens") == "count 0"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.opens") == "count 1"
    page.locator("#timeline :is(use, rect)").first.click()
    assert page.inner_text("#card h2") in {e["title"] for e in events}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_it_reads_on_a_desk_and_a_phone(opened: Any, viewport: dict[str, int], scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - absent where browser tests are skipped

    page = opened(case_file(), viewport, scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}] == []
    families = page.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")
    assert {"Fira Sans", "Fira Sans Condensed", "Atlas Serif"} <= {f.strip('"') for f in families}
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"single-{viewport['width']}-{scheme}.png")


@pytest.mark.browser
def test_hostile_text_stays_text(opened: Any) -> None:
    ugly = "</script><img src=x onerror=alert(1)> \U0001f525 \u0645\u0631\u062d\u0628\u0627 {{7*7}} <!--atlas-part x-->"
    base = hostile()
    told = replace(base, title=f"{HOSTILE} {ugly}", events=tuple(replace(e, title=ugly) for e in base.events))
    html = file(view_of(told, Filters(), ugly), "sealed")
    assert verdict(html).altered == ()
    page = opened(html)
    assert page.locator("img").count() == 0
    assert page.inner_text("#card h2").strip() == ugly
    assert "{{7*7}}" in page.inner_text("h1")
    assert page.inner_text(".marking >> nth=0").strip() == ugly


@pytest.mark.browser
def test_a_long_quote_is_cut_with_a_mark_and_opens_whole(opened: Any) -> None:
    words = " ".join(f"word{n}" for n in range(2000))
    document = replace(makers.DOCUMENT, text=f"“{words}”, she said.")
    said = makers.quote(start=1, end=1 + len(words), sent_end=len(document.text), parts=((1, 1 + len(words)),))
    quoted = replace(
        next(q for q in whole().quotes),
        quote=said,
        doc_id=document.id,
        evidence=replace(makers.EVIDENCE, start=1, end=9),
    )
    page = opened(file(view_of(makers.incident(documents=(document,), quotes=(quoted,)), Filters())), PHONE)
    assert page.inner_text("#quotes .said").endswith("…")
    page.click("#quotes button.quote")
    assert page.inner_text("#card .said").endswith("word1999”")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("#card .close")
    assert page.locator("#card").is_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("many", [0, 1, 5000])
def test_none_one_and_thousands_of_events(opened: Any, many: int) -> None:
    told = many_events(many) if many > 1 else replace(whole(), events=whole().events[:many])
    page = opened(file(view_of(told, Filters())))
    assert page.evaluate("atlasFile.left('events').length") == len(told.events)
    assert page.locator("#list tbody tr").count() == min(len(told.events), 200)
    if not many:
        assert page.inner_text("#list") == "No event in this choice."
        return
    if many > 1:
        page.click("#list > button")
        assert page.locator("#list tbody tr").count() == 400
        state = page.eval_on_selector("#place optgroup:nth-of-type(2) option", "o => o.value")
        page.select_option("#place", state)
        assert page.evaluate("atlasFile.left('events').length") == len(narrow(told, Filters(state=state)).events)


@pytest.mark.parametrize("name", VIEWS)
def test_whatever_a_source_says_both_files_are_sound(name: str) -> None:
    told = odd_view(name)
    html, kept = file(told), file(told, "sealed")
    for made_file in (html, kept):
        parts = data(made_file)
        assert [e["id"] for e in parts["events"]] == [e.id for e in told.shown.events]
        assert len(parts["quotes"]) == len(told.shown.quotes)
        assert b"<script>alert" not in made_file
    assert verdict(kept).altered == ()


# ------------------------------------------------------------------ the seal
def test_a_sealed_file_is_sound_and_tells_its_log() -> None:
    html = case_file()
    assert verdict(html).altered == ()
    assert verdict(html, fingerprint(html)).altered == ()
    told = data(html)
    assert [row["kind"] for row in told["corrections"]] == ["date", "removed"]
    assert len(told["sources"]) == len(whole().documents)
    texts = [sha256(d.text.encode()).hexdigest() for d in whole().documents]
    assert [s["sha256"] for s in told["sources"]] == texts


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_byte_of_a_sealed_file_can_be_altered_unseen(drawn: st.DataObject) -> None:
    html = case_file()
    at = drawn.draw(st.one_of(st.integers(0, len(html) - 1), st.integers(len(html) - 400, len(html) - 1)))
    way = drawn.draw(st.sampled_from(["flip", "insert", "drop", "cut"]))
    other = drawn.draw(st.integers(0, 255))
    changed = {
        "flip": html[:at] + bytes([other if other != html[at] else other ^ 1]) + html[at + 1 :],
        "insert": html[:at] + bytes([other]) + html[at:],
        "drop": html[:at] + html[at + 1 :],
        "cut": html[:at],
    }[way]
    try:
        assert verdict(changed).altered
    except ExportError:
        assert way == "cut"  # so little of it is left that nothing tells it was sealed


def test_what_was_altered_is_named() -> None:
    html = case_file()
    for part in (
        "events",
        "counts",
        "quotes",
        "sentences",
        "sources",
        "corrections",
        "log",
        "words",
        "map",
        "land",
        "page",
    ):
        start = html.index(f"<!--atlas-part {part}-->".encode())
        at = (start + html.index(b"<!--atlas-part ", start + 1)) // 2
        changed = html[:at] + bytes([html[at] ^ 1]) + html[at + 1 :]
        (told,) = verdict(changed).altered
        assert f"“{part}”" in told
    row = html.index(b"\n", html.index(b"\n{", html.index(b"<!--atlas-part quotes-->")) + 1) + 5
    assert verdict(html[:row] + b"_" + html[row + 1 :]).altered == ("the part “quotes”: row 2",)


def test_what_stands_behind_the_seal_blames_no_manifest() -> None:
    (told,) = verdict(case_file() + b"\n").altered
    assert told == "the last line, which holds the seal"


def test_a_file_sealed_anew_has_another_fingerprint() -> None:
    first = sealed([Piece("head", "<p>62 were killed</p>\n")], {})
    again = sealed([Piece("head", "<p>26 were killed</p>\n")], {})
    assert verdict(again).altered == ()
    assert "sealed anew" in verdict(again, fingerprint(first)).altered[0]
    with pytest.raises(ExportError, match="no fingerprint"):
        verdict(first, "12 34")


def test_verify_tells_by_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound, altered, other = (tmp_path / f"{name}.html" for name in ("sound", "altered", "other"))
    sound.write_bytes(case_file())
    altered.write_bytes(case_file().replace(b"GeoNames", b"GeoNanes", 1))
    other.write_bytes(file(view()))
    mark = fingerprint(case_file())
    assert [cli.main(["verify", str(path)]) for path in (sound, altered, other, tmp_path / "none")] == [0, 1, 2, 2]
    assert cli.main(["verify", str(tmp_path)]) == cli.main(["verify", "/dev/zero"]) == 2
    said = capsys.readouterr()
    assert mark in said.out
    assert "altered.html was altered: the part “page”" in said.out
    assert "other.html: it is no sealed case file" in said.err
    assert "none: No such file" in said.err
    assert cli.main(["verify", str(sound), "--fingerprint", mark.upper()]) == 0
    assert cli.main(["verify", str(sound), "--fingerprint", "0" * 24]) == 1


# ------------------------------------------------------------------ from the page
@pytest.mark.browser
def test_the_page_saves_it_small_and_sound(visit: Callable[..., Visit], opened: Any) -> None:
    v = visit("/?lang=es&state=MX.14").all_read()
    v.page.get_by_role("button", name="Guardar esta vista").click()
    v.page.get_by_label("Qué guardar").click()
    v.page.get_by_role("option", name="Expediente sellado (HTML)").click()
    v.settle()
    with v.page.expect_download() as download:
        v.page.get_by_role("button", name="Hacer y guardar").click()
    html = download.value.path().read_bytes()
    assert verdict(html).altered == ()
    assert len(html) < MOST_BYTES
    page = opened(html)
    assert page.inner_text("#fingerprint") == fingerprint(html)
    assert "Jalisco" in page.inner_text(".of")
    assert page.locator("#list tbody tr").count() == len(data(html)["events"]) > 0
