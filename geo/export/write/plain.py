"""The brief as plain text: for a mail in the morning, a terminal, or somebody's own template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.escape import visible
from geo.export.layout.sheets import refs
from geo.messages import say
from geo.present.rules import day_in_words

if TYPE_CHECKING:
    from geo.export.brief.content import Block, Brief, Sentence


def plain(brief: Brief) -> str:
    """Every sentence with the numbers of its sources, block by block, and the sources with their addresses."""
    view = brief.view
    marking = [view.marking.strip()] if view.marking.strip() else []
    shown = say("Shown: {filters}", filters="; ".join(view.filters) or say("everything"))
    head = [view.whole.title, brief.title.text, shown, say("as of {day}", day=view.as_of)]
    parts = [*marking, "\n".join(head), *(_block(brief, block) for block in brief.blocks), _annex(brief), *marking]
    return visible("\n\n".join(parts)) + "\n"


def _block(brief: Brief, block: Block) -> str:
    lines = [_line(brief, sentence) for sentence in block.sentences]
    if block.key == "events":
        lines = ["- " + " · ".join(row.cells[:3]) + _numbers(refs(brief, row.evidence)) for row in block.rows]
    told = [*lines, block.note] if lines and block.note else lines or [block.note or say("Nothing of it in this view.")]
    return "\n".join([block.heading.upper(), *told])


def _line(brief: Brief, sentence: Sentence) -> str:
    return "- " + " ".join(sentence.text.split()) + _numbers(refs(brief, sentence.evidence))


def _numbers(told: str) -> str:
    return f" {told}" if told else ""


def _annex(brief: Brief) -> str:
    lines = [say("Sources").upper()]
    for source in brief.sources:
        document = source.document
        parts = document.publisher, f"“{document.title}”", day_in_words(document.published), document.url
        lines.append(f"[{source.number}] {', '.join(part for part in parts if part)}")
    return "\n".join(lines)
