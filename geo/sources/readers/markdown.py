"""Markdown as it is seen: what is struck out, remarks and notes are no text of it, and of a link its words are."""

from __future__ import annotations

import re

from geo.sources.readers.told import said_of

#: Characters of one remark, struck passage, or address of a link at most; so no search goes on to a text's end.
_LONGEST = 2_000
_REMARK = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCK = re.compile(
    rf"(?<![~\\])~~(?![\s~])(?:(?!~~|\n[ \t]*\n).){{1,{_LONGEST}}}?~~(?!~)"
    rf"|<(del|s|strike)>(?:(?!</?\1>).){{0,{_LONGEST}}}?</\1>",
    re.DOTALL | re.IGNORECASE,
)
#: A note with its lines, of which those behind a blank one are set in.
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]{1,80}\]:.*(?:\n(?!\n| {0,3}\[\^).+)*(?:\n\s*\n(?: {4}|\t).+)*\s*", re.MULTILINE)
_MARK = re.compile(r"\[\^[^\]\s]{1,80}\]")
_LINK = re.compile(
    rf"(!?)\[([^\[\]\n]{{0,{_LONGEST}}})\]\((?:<[^<>\n]{{0,{_LONGEST}}}>"
    rf"|[^\s()]{{0,{_LONGEST}}}(?:\([^\s()]{{0,200}}\))?[^\s()]{{0,200}})"
    r"(?:\s+(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?\)"
)


def as_seen(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` as a reader of Markdown shows it, bold words apart; what is said of what was left out."""
    text, remarks = _REMARK.subn("", text)
    text, struck = _STRUCK.subn("", text)
    text, notes = _NOTE.subn("", text)
    text, marks = _MARK.subn("", text)
    text = _LINK.sub(lambda link: "" if link[1] else link[2], text)
    return text, said_of({"struck": remarks + struck, "notes": max(marks, notes)})
