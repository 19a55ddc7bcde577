"""Headlines in a text: lines in which capitals name nobody, since nearly every word has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token

#: A headline: this share of its words longer than three letters has a capital.
HEADLINE_SHARE = 0.8
STOPPED_HEADLINE_SHARE = 0.9
MIN_STOPPED_HEADLINE = 6
MIN_HEADLINE_WORD = 3


def headline_tokens(doc: Doc) -> frozenset[int]:
    """The tokens of lines in which nearly every word has a capital."""
    out: set[int] = set()
    start, tokens = 0, list(doc)
    ends = [*(t.i for t in tokens if t.is_space and "\n" in t.text), len(tokens)]
    for i in ends:
        line = [t for t in tokens[start:i] if t.is_alpha and len(t) > MIN_HEADLINE_WORD]
        heads = i > start and tokens[i - 1].text == ":"  # "Mayor Jane Doe:" stands over her words
        sentences = heads or any(t.text in ".?!" for t in tokens[start : max(start, i - 1)])
        if not sentences and _is_headline(line, stopped=i > start and tokens[i - 1].text == "."):
            out.update(range(start, i))
        start = i + 1
    return frozenset(out)


def _is_headline(line: list[Token], *, stopped: bool) -> bool:
    """Whether a line's words are capitalised as a headline's; one that ends with a stop must be long to be believed."""
    if len(line) < (MIN_STOPPED_HEADLINE if stopped else 2):
        return False
    share = STOPPED_HEADLINE_SHARE if stopped else HEADLINE_SHARE
    return sum(t.text[0].isupper() for t in line) >= share * len(line)
