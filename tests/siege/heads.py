"""Hostile headers: dates of every sort, markup in every field, front matter that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.siege.marks import HOST, MARKUP, TRACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    Sort = tuple[str, str | bytes]
    """A kind, and the content of one file of it."""

#: Read by every file that needs no text of its own, so that each brings an event, a count and a quote to the pages.
BODY = (
    "Police raided a farm near Toledo, Ohio, on Monday. Gunmen killed 5 officers and wounded at least 12 people "
    'in Cleveland, the state police said.\n\n"We will not stop," said Mayor Ana Vela of Toledo. Report @@.\n'
)

EPOCHS = (
    "0",
    "-1",
    "1",
    "-62135596801",
    "2147483648",
    "4102444800",
    "9999999999",
    "9999999999999",
    "99999999999999",
    "253402300800",
    "1771804800.5",
    "1e308",
    "1e10",
    "0x7fffffff",
)
NO_NUMBERS = ("NaN", "inf", "-inf", "null", "~", "true", "[]", "{}", "[2026, 2, 23]", "undefined")
YEARS = (
    "0000-01-01",
    "0001-01-01",
    "-0044-03-15",
    "15 March 44 BC",
    "1066-10-14",
    "1599-12-31",
    "1600-01-01",
    "1899-12-31",
    "2099-12-31",
    "2100-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026000-01-01",
)
IMPOSSIBLE = (
    "2026-02-30",
    "2026-13-01",
    "2026-00-00",
    "0000-00-00",
    "2026-02-29",
    "31/04/2026",
    "99/99/9999",
    "2026-02-23T25:61:61+99:99",
    "0/0/0",
    "30 February 2026",
)
OTHER_DIGITS = (
    "２０２６-０２-２３",
    "٢٠٢٦-٠٢-٢٣",
    "२०२६-०२-२३",
    "²⁰²⁶-⁰²-²³",
    "MMXXVI-II-XXIII",
    "二〇二六年二月二十三日",
    "②⓪②⑥-⓪②-②③",
    "๒๐๒๖-๐๒-๒๓",
    "𝟚𝟘𝟚𝟞-𝟘𝟚-𝟚𝟛",
)
HOSTILE_DATES = (
    "9" * 5000,
    "2026-02-23" * 2000,
    "<b>2026</b>-02-23",
    "{{7*7}}-02-23",
    "2026-02-23\u202e",
    "2026-02-23'; DROP TABLE document;--",
    "1 " * 5000,
    "((((" * 1000,
)
ADDRESSES = (
    "javascript:alert(@@)",
    "data:text/html,<script>alert(@@)</script>",
    "vbscript:alert(@@)",
    "file:///etc/passwd",
    f"//{HOST}/@@",
    f'http://{HOST}/@@" onclick="alert(@@)',
    "http://[::1",
    "http://",
    f"http://a:b@{HOST}:99999999/@@",
    "http://" + "a" * 10_000,
    "http://xn--e1afmkfd.xn--p1ai\u0430.com/",
    f"http://{HOST}/@@'><img src=x onerror=alert(@@)>",
    "http://..",
    "http://１２７.0.0.1/",
)
LANGUAGES = ("../../etc/passwd", "xx", "e" * 5000, "en; DROP", "zh-Hant-TW-x-private", "<b>en</b>", "🏴", "{{7*7}}")
INVISIBLE = {
    "bidi override": "\u202ekcatta na saw siht\u202c",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "zero width": "b\u200bo\u200cm\u200db\u2060\ufeff",
    "right to left": "مرحبا שלום العالم",
    "tags": "\U000e0041\U000e0042\U000e007f",
    "variation": "a\ufe0f\ufe0eb\U000e0100",
    "zalgo": "z" + "\u0301\u0327\u0488" * 300,
    "soft hyphens": "\u00ad".join("separate"),
    "fillers": "\u3164\u115f\u1160",
    "emoji": "👩‍👩‍👧‍👦🏴‍☠️🇲🇽🇲👍🏿1️⃣",
    "half a flag": "🇲",
    "private use": "\ue000\U0010fffd",
    "noncharacters": "\ufffe\uffff",
}
CONTROLS = {
    "NUL": "a\0b",
    "escape": "\x1b[31mred\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    "bell": "\a\a\b\b\x7f",
    "C1": "\x80\x9b31m\x9d",
    "line separators": "a\u2028b\u2029c\x85d",
    "form feed": "a\fb\vc\x1cd\x1ee",
    "backspaces": "safe\b\b\b\bevil",
    "carriage": "safe\revil",
}
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    f'=HYPERLINK("http://{HOST}/@@","x")',
    " =1+1",
    "＝1+1",
    "%0A=1+1",
    '"=1+1',
    "=1+1;=1+1,=1+1",
)


def headed(values: dict[str, str], body: str = BODY) -> str:
    """A file with front matter."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + f"---\n{body}"


def everywhere(text: str, published: str = "2026-02-23") -> str:
    """A file with ``text`` in each field of its front matter, and quoted where the field would end."""
    line = " ".join(text.splitlines())
    return headed(
        {"title": line, "publisher": f'"{line}"', "published": published, "url": line, "kind": line, "language": "en"}
    )


def _dates() -> Iterator[Sort]:
    for kind, values in (
        ("epoch", EPOCHS),
        ("no number", NO_NUMBERS),
        ("year", YEARS),
        ("impossible", IMPOSSIBLE),
        ("other digits", OTHER_DIGITS),
        ("hostile", HOSTILE_DATES),
    ):
        for value in values:
            yield (
                f"date: {kind}",
                headed({"title": "Raid @@", "publisher": "The Post", "published": value, "language": "en"}),
            )


def _fields() -> Iterator[Sort]:
    for kind, texts in MARKUP.items():
        for text in texts:
            yield f"header: {kind}", everywhere(text)
    for address in ADDRESSES:
        yield "header: url", headed({"title": "Raid @@", "publisher": "The Post", "url": address, "language": "en"})
    for language in LANGUAGES:
        yield "header: language", headed({"title": "Raid @@", "published": "2026-02-23", "language": language})
    for text in INVISIBLE.values():
        yield "header: invisible", everywhere(text)
    for text in CONTROLS.values():
        yield "header: control characters", everywhere(text)
    for text in FORMULAS:
        yield "header: formula", everywhere(text)


def _sizes() -> Iterator[Sort]:
    for key in ("title", "publisher", "url", "kind"):
        yield "header: 100 kB in a field", headed({"title": "Raid", "language": "en", key: "word " * 20_000})
    yield "header: 100 kB in a field", headed({"title": "x" * 100_000, "language": "en"})
    for lines in (59, 60, 61, 1_000, 10_000):
        keys = {"title": "Raid @@", "language": "en", "published": "2026-02-23"}
        yield "header: many lines", headed(keys | {f"key{i}": "value" for i in range(lines - 3)})
    yield "header: many lines", "---\ntitle: Raid @@\n" + "  more\n" * 10_000 + f"---\n{BODY}"
    yield "header: many lines", "---\ntitle: Raid @@\n" + "# comment\n" * 10_000 + f"---\n{BODY}"


def _fences() -> Iterator[Sort]:
    head = "title: Raid @@\npublished: 2026-02-23\nlanguage: en\n"
    for text in (
        f"---\n{head}{BODY}",
        f"---\n{head}---\n---\n{head}---\n{BODY}",
        f"  ---\n{head}  ---\n{BODY}",
        f"---\n---\n{BODY}",
        f"{BODY}\n---\n{head}---\n",
        f"---\n{head}...\n{BODY}",
        f"--- \n{head}---\t\n{BODY}",
        f"----\n{head}----\n{BODY}",
        f"---\n{head}title: Second\ntitle: Third @@\n---\n{BODY}",
        f"---\n{head}---",
        "---\n" * 20_000 + BODY,
        f"---\n: no key\n- a\n@\n{head}---\n{BODY}",
    ):
        yield "header: fences", text
    for end in ("\r", "\r\n", "\n\r", "\x85", "\u2028"):
        yield "header: line ends", f"---\n{head}---\n{BODY}".replace("\n", end)


def _documents() -> Iterator[Sort]:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for text in (
        bomb,
        f'title: !!python/object/apply:os.system ["touch {TRACE}"]\n',
        f"title: !!python/object/new:subprocess.Popen [[touch, {TRACE}]]\n",
        "title: !!binary aGVsbG8=\n",
        "base: &b {title: x}\n<<: *b\n",
        "title: |\n  Raid\n  @@\npublisher: >-\n  The\n  Post\n",
        "title: &t Raid\npublisher: *t\nurl: *nobody\n",
        "? [complex, key]\n: value\ntitle: Raid @@\n",
        "\ttitle:\tRaid @@\n",
        "title: {a: {b: [c, d]}}\n",
        "title: " + "[" * 20_000 + "\n",
        "title: 2026-02-23\npublished: Raid\nlanguage: 5\nkind: 1e400\n",
    ):
        yield "header: YAML", f"---\n{text}---\n{BODY}"
    for text in (
        '+++\ntitle = "Raid @@"\n+++\n',
        '---\ntitle = "Raid @@"\npublished = 2026-02-23\n---\n',
        '{"title": "Raid @@", "published": 0}\n',
        ";;;\n{}\n;;;\n",
        f"---js\n{{title: require('child_process').execSync('touch {TRACE}')}}\n---\n",
    ):
        yield "header: not YAML", text + BODY


def heads() -> Iterator[Sort]:
    """Every file whose header is what is wrong."""
    for part in (_dates, _fields, _sizes, _fences, _documents):
        yield from part()
