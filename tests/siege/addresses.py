"""Hostile addresses: every parameter of every page with what no link would hold, and paths that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.siege.marks import HOST, MARKUP, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = ("/", "/casualties", "/quotes", "/jurisdictions", "/sources")

#: Percent-encoded values of a date.
DATES = (
    "2026-02-30",
    "0000-00-00",
    "0000-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-13-01",
    "2026-02-29",
    "----------",
    "2026-02-2",
    "20260223",
    "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%96-%EF%BC%90%EF%BC%92-%EF%BC%92%EF%BC%93",
    "%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A0%D9%A2-%D9%A2%D9%A3",
    "%C2%B2%C2%B0%C2%B2%C2%B6-%C2%B0%C2%B2-%C2%B2%C2%B3",
    "2026-02-23T00:00",
    "-026-02-23",
    "1e10",
    "NaN",
    "today",
    "%00",
    "2026%00-02-2",
    "99999999999999999999",
    "9" * 5000,
    "1-1-1-1-11",
    "0001-01-01",
)
#: What may stand behind ``open=check:`` and the like.
HANDLES = (
    "-1",
    "0",
    "99999",
    "9" * 5000,
    "%D9%A0",
    "%EF%BC%90",
    "%C2%B2",
    "%E2%91%A0",
    "1e5",
    "0x0",
    "1.5",
    "",
    ":",
    "0:0",
    "nobody:0",
    "nobody:-1",
    "nobody:" + "9" * 5000,
    "%00",
    "../../etc/passwd",
    "%3Cscript%3Ealert(@@)%3C/script%3E",
    "None",
    "True",
    "[]",
)
OPENED = ("check", "figure", "aside", "count", "told", "agency", "jurisdiction", "event", "quote", "")
#: Encoded values of any parameter.
VALUES = (
    "%00",
    "%ff",
    "%FF%FE",
    "%ED%A0%80",
    "%C0%AF",
    "%",
    "%%%",
    "%zz",
    "+",
    "%20",
    "%0D%0ASet-Cookie:%20a=b",
    "null",
    "undefined",
    "NaN",
    "[object%20Object]",
    "-1",
    "%E2%80%AE",
    "%F0%9F%92%A9",
    "x" * 3000,
    "%2C" * 500,
    ",,,,",
    "..%2f..",
    "'%20OR%201=1--",
    "MX.%2A",
    "mx",
    "__proto__",
    "constructor",
    "%EF%BC%AD%EF%BC%B8",
)
PARAMETERS = ("country", "state", "place", "from", "to", "kind", "known", "source", "open", "view")
#: Asked without a browser, which would tidy them up: each must be refused or answered with the page, and show no file.
RAW = (
    "/../../etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/./././",
    "/.git/config",
    "/app.py",
    "/geo/settings.py",
    "/pyproject.toml",
    "/data/run/",
    "/static/../app.py",
    "/static/..%2f..%2fapp.py",
    "/component/geo.views.mapview.atlas_web/../../../../etc/passwd",
    "/component/geo.views.mapview.atlas_web/..%2f..%2f..%2fapp.py",
    "/component/geo.views.mapview.atlas_web/%2e%2e/mapview.py",
    "/component/geo.views.mapview.atlas_web//etc/passwd",
    "/component/geo.views.mapview.atlas_basemap/..%2fgazetteer.sqlite",
    "/fonts/",
    "/fonts/../gazetteer/README.md",
    "/component/nobody/index.html",
    "/component/",
    "/component/geo.views.mapview.atlas_web/%00",
    "/component/geo.views.mapview.atlas_web/..\\..\\app.py",
    "/media/x",
    "/media/../app.py",
    "/media/%2e%2e%2fapp.py",
    "/_stcore/nothing",
    "/_stcore/upload_file/x/y",
    "/_stcore/stream",
    "/_stcore/../app.py",
    "/_stcore/health/../../app.py",
    "/" + "a" * 60_000,
    "/?" + "a=b&" * 20_000,
    "/%",
    "/%ff%fe",
    "/%00",
    "/\x7f",
    "*",
    "http://" + HOST + "/@@",
)


def _parameters() -> Iterator[tuple[str, str]]:
    for i, value in enumerate(DATES):
        yield "date", f"{PAGES[i % 5]}?{('from', 'to')[i % 2]}={value}"
    for first, last in (("2026-03-01", "2026-02-01"), ("9999-99-99", "0000-00-00"), ("2026-02-30", "2026-02-30")):
        yield "date", f"/?from={first}&to={last}"
    for i, value in enumerate(HANDLES):
        yield "open", f"{PAGES[i % 4]}?open={OPENED[i % len(OPENED)]}:{value}"
        yield "open", f"/casualties?open={('check', 'figure', 'aside', 'count')[i % 4]}:{value}"
    for i, value in enumerate(VALUES):
        yield "value", f"{PAGES[i % 5]}?{PARAMETERS[i % len(PARAMETERS)]}={value}"
        yield "value", f"{PAGES[(i + 1) % 5]}?" + "&".join(f"{name}={value}" for name in PARAMETERS)
    for i, value in enumerate(("2026-02-30", "%00", "%ff", "9" * 300, "{{7*7}}", "<svg onload=alert(@@)>")):
        yield "briefing", f"/?view=briefing&{PARAMETERS[i]}={quote(value, safe='%')}&to={quote(value, safe='%')}"


def _markup() -> Iterator[tuple[str, str]]:
    at = 0
    for kind, texts in MARKUP.items():
        for text in texts[:5]:
            at += 1
            name, value = PARAMETERS[at % len(PARAMETERS)], quote(text, safe="@")
            yield f"markup: {kind}", f"{PAGES[at % 5]}?{name}={value}&open={value}&country={value}"


def _shapes() -> Iterator[tuple[str, str]]:
    for query in (
        "from=2026-02-23&from=2026-02-30",
        "country=MX&country=US&country=",
        "&&&&",
        "=",
        "==",
        "?",
        "a",
        "open",
        "from",
        "kind=nothing,no,,",
        "known=point&known=point",
        "view=nothing",
        "view=BRIEFING",
        "embed=true",
        "embed_options=dark_theme,nothing",
        "nobody=1",
        "%66rom=2026-02-30",
        "&".join(f"k{i}=v" for i in range(300)),
        "source=" + ",".join(f"{i:016x}" for i in range(200)),
        "country=" + "M" * 6000,
    ):
        yield "shape", f"/?{query}"
    for path in (
        "/nothing",
        "/Casualties",
        "/casualties/",
        "/casualties/more",
        "/quotes?x/../..",
        "/sources#<script>",
        "/#" + "x" * 5000,
        "/quotes#/../../",
        "/sitution",
        "/%63asualties",
        "/casualties%20",
        "/casualties%00",
        "/%3Cscript%3Ealert(@@)%3C%2Fscript%3E",
        "/{{7*7}}",
        "/index.html",
        "/~",
        "/=",
        "/quotes;x=y",
    ):
        yield "path", path


def all_addresses() -> list[tuple[int, str, str]]:
    """(number, kind, address) of all that a browser opens; the number stands in its marks."""
    found = [*_parameters(), *_markup(), *_shapes()]
    return [(i, kind, numbered(address, i).decode()) for i, (kind, address) in enumerate(found, start=1)]


def raw_paths() -> list[tuple[int, str, str]]:
    """The same of all that is asked without a browser."""
    first = len(all_addresses()) + 1
    return [(i, "raw path", numbered(path, i).decode()) for i, path in enumerate(RAW, start=first)]
