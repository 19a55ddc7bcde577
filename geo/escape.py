r"""The only door through which text from outside reaches HTML, SVG, folium or a template.

folium and branca render what they are given twice as a Jinja template, so ``{{7*7}}`` in a headline would run on the
server, and text inside their JavaScript stands between backticks, where ``${…}`` would run in the browser.
``html.escape`` stops neither.  ``safe`` therefore also turns `` ` $ { } \ `` into character references: a browser
shows them as the same characters, and no template or script engine sees them.

One function for each language that a reader's screen speaks: ``safe`` for HTML, SVG and templates, ``markdown`` for
Streamlit's labels and messages, ``packed`` and ``in_script`` for data in scripts, ``cell`` for spreadsheets,
``terminal`` for the command line and its logs.
"""

from __future__ import annotations

import base64
import html
import json
import string
import unicodedata
from typing import Any

_REFERENCES = str.maketrans({c: f"&#{ord(c)};" for c in "`${}\\"})
#: Characters that reverse or hide what a reader sees (bidirectional overrides, zero-width marks).
_HIDDEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

#: Half characters, which no message to a browser can carry.
_SURROGATES = range(0xD800, 0xE000)
#: What is no character, and in XML a fault.
_NO_CHARACTERS = (0xFFFE, 0xFFFF)
#: What is taken out, for ``str.translate``; Unicode has no control characters beyond Latin-1 and never will.
_UNSEEN = dict.fromkeys(
    [
        *map(ord, _HIDDEN),
        *_SURROGATES,
        *_NO_CHARACTERS,
        *(n for n in range(0x100) if unicodedata.category(chr(n)) == "Cc" and chr(n) not in "\n\t"),
    ]
)


def visible(text: str) -> str:
    """``text`` without control characters, half characters and marks that make it read differently from what it is."""
    return text.translate(_UNSEEN)


def safe(text: object) -> str:
    """``text`` as it may stand in HTML or SVG, as content or inside a quoted attribute, in any template."""
    return html.escape(visible(str(text)), quote=True).translate(_REFERENCES)


def markdown(text: object) -> str:
    """``text`` as Streamlit's labels and messages show it unchanged: they render Markdown, images and links included.

    Without it a headline ``![](http://…)`` would make the reader's browser fetch from another host.
    """
    return "".join(f"\\{c}" if c in string.punctuation else c for c in visible(str(text)))


def packed(data: Any) -> str:  # noqa: ANN401 - whatever json can write
    """``data`` as base64 of UTF-8 JSON: no character of it means anything to HTML, JavaScript or a template."""
    return base64.b64encode(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()).decode()


#: What could end a script or begin a comment in one.
_IN_SCRIPT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def in_script(data: Any) -> str:  # noqa: ANN401 - whatever json can write
    """``data`` as JSON that may stand in a ``<script>`` of data: nothing in it ends the script or hides a character."""
    return visible(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).translate(_IN_SCRIPT)


def cell(value: object) -> object:
    """A spreadsheet cell that no spreadsheet runs: a leading ``= + - @`` or tab is preceded by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


#: Classes of characters that a terminal obeys or that hide and reverse text: controls, formats, halves, line breaks.
_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Formats that only join or divide letters: Persian words and emoji need them.
_HARMLESS = frozenset("\u00ad\u200c\u200d")


def terminal(text: object) -> str:
    """``text`` as one line that no terminal obeys: controls, escapes and bidi marks are written out as numbers.

    A title or file name could otherwise clear the screen, set the window's title or pretend to be another line.
    """
    return "".join(c if c in _HARMLESS or unicodedata.category(c) not in _OBEYED else _written(c) for c in str(text))


def _written(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
