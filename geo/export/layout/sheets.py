"""Lays a brief out on sheets of 16:9, the first of which can stand alone; all formats but the paper draw these."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from geo.export import legend, mapdraw
from geo.export.keyfigures import column
from geo.export.layout import timeline, tollstrips
from geo.export.layout.flow import Paragraph, Run, paragraph
from geo.export.layout.items import Column, DayChart, Drawing, Sheet, Table, TollChart
from geo.export.layout.pages import columned, tabled
from geo.export.svg import line
from geo.messages import say
from geo.present.design import SERIF, TOKENS
from geo.present.fonts import cut, drawable, loses
from geo.present.letters import LOST
from geo.present.rules import day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.export.brief.content import Block, Brief, Sentence, Source
    from geo.export.ground import Outlines
    from geo.export.layout.items import Align, Item
    from geo.export.svg import Box
    from geo.present.design import Theme

LEFT, RIGHT = 64.0, 1856.0
_SMALL, _BODY = 20, 24
#: Sizes of a text that has room to spare, the largest first, and of one that would need another sheet for its end.
_LARGER, _DENSE = (30, 27), 22
#: The body of a sheet with a heading, between its rule and its foot.
_TOP, _BOTTOM = 176.0, 984.0
_FOOT = 996.0
_GUTTER = 48.0
#: Events below the timeline: as many as its sheet has rows for.
_MOST_TOLD = 10
#: Passages of one source in the annex, and characters of each.
_MOST_PASSAGES = 3
LONGEST_PASSAGE = 320
#: Width of what is said beside the chart of the counts, and the least height of that.
_BESIDE, _LEAST = 940.0, 300.0


def sheets(brief: Brief, outlines: Outlines, theme: Theme = "light") -> tuple[Sheet, ...]:
    """All sheets of a brief, numbered."""
    most_told = _most_told(brief, theme)
    made = [
        overview(brief, outlines, theme),
        _map(brief, outlines, theme),
        most_told,
        *_tolls(brief, theme),
        *_said(brief),
        *_jurisdictions(brief),
        *_open_questions(brief),
        *_all_events(brief, _rows_on(most_told)),
        *_annex(brief),
    ]
    return tuple(_framed(brief, sheet, n, len(made), theme) for n, sheet in enumerate(made, 1))


def one_page(brief: Brief, outlines: Outlines, theme: Theme = "light") -> Sheet:
    """The first sheet alone."""
    return _framed(brief, overview(brief, outlines, theme), 1, 1, theme)


# ------------------------------------------------------------------ the frame
def _label(name: str, box: Box, runs: Iterable[Run], *, align: Align = "start", most: int = 1) -> Column:
    return Column(name, box, (paragraph(runs, box[2] - box[0], below=0, most=most),), align)


def _framed(brief: Brief, sheet: Sheet, number: int, total: int, theme: Theme) -> Sheet:
    """The sheet with marking, heading, what is shown, and its number."""
    view, token = brief.view, TOKENS[theme]
    marking = Run(cut(drawable(view.marking), RIGHT - LEFT, 21, 600), 21, 600)
    heads: list[Item] = []
    if view.marking.strip():
        heads += [
            _label("Marking, head", (LEFT, 8, RIGHT, 38), [marking], align="middle"),
            _label("Marking, foot", (LEFT, 1048, RIGHT, 1078), [marking], align="middle"),
        ]
    if number > 1:
        named = Run(f"{view.whole.title} · {_shown(brief)}", 21, 400, "ink2")
        heads += [
            _label("Incident", (LEFT, 44, RIGHT, 74), [named]),
            _label("Title", (LEFT, 78, RIGHT, 140), [Run(sheet.heading, 42, 600)]),
            Drawing("Rule", line(LEFT, 150, RIGHT, 150, token["ink"], 4)),
        ]
        foot = [Run(legend.sources(view.shown, view.sources), _SMALL, 400, "muted")]
        heads.append(_label("Sources", (LEFT, _FOOT + 8, 1360, 1044), foot))
    stamp = f"Incident Atlas · {say('as of {day}', day=view.as_of)} · {number} / {total}"
    heads += [
        Drawing("Foot", line(LEFT, _FOOT, RIGHT, _FOOT, token["rule"], 1.4)),
        _label(
            "As of",
            (1376, _FOOT + (8 if number > 1 else 4), RIGHT, 1024),
            [Run(stamp, _SMALL, 400, "ink2")],
            align="end",
        ),
    ]
    items = (*heads, *sheet.items)
    return replace(sheet, items=tuple(map(_noted, items)) if any(map(_lost, items)) else items)


def _lost(item: Item) -> bool:
    """Whether there are characters in it that no font has."""
    if isinstance(item, Column):
        return any(loses(run.text) for told in item.paragraphs for line in told.lines for run in line)
    if isinstance(item, Table):
        return any(loses(run.text) for row in item.rows for cell in row for line in cell.lines for run in line)
    return LOST in item.svg


def _noted(item: Item) -> Item:
    """What stands before the sources of a sheet on which characters are lost."""
    if not isinstance(item, Column) or item.name != "Sources":
        return item
    told = Run(f"{say('{sign} stands for a letter that no font here has.', sign=LOST)} ", _SMALL, 500)
    return replace(item, paragraphs=_label("", item.box, [told, *item.paragraphs[0].runs()]).paragraphs)


def _shown(brief: Brief) -> str:
    return say("Shown: {filters}", filters="; ".join(brief.view.filters) or say("everything"))


# ------------------------------------------------------------------ the first sheet
def overview(brief: Brief, outlines: Outlines, theme: Theme = "light") -> Sheet:
    """Finding, map, toll with who counts, timeline, filters and sources on one sheet."""
    view, token = brief.view, TOKENS[theme]
    room = RIGHT - LEFT
    area = (LEFT, 190.0, 1256.0, 700.0)
    chart = mapdraw.draw(view.shown, outlines, area, theme, view.hidden)
    lead = _lead(brief.lead[0] if brief.lead else brief.block("unknown").sentences[0], room)
    days = (LEFT, 800.0, 1256.0, 984.0)
    filters = f"{_shown(brief)} · {legend.counted(view.shown, chart, len(view.whole.events))}"
    where_from = legend.credited(
        view.shown,
        view.sources,
        lambda told: Run(told, _SMALL, 400).width <= room,  # one line of the foot
    )
    items: list[Item] = [
        _label("Incident", (LEFT, 40, RIGHT, 70), [Run(view.whole.title, 21, 500, "ink2")]),
        Column("Finding", (LEFT, 66, RIGHT, 130), (_title(brief.title.text, room),)),
        _label("Toll", (LEFT, 128, RIGHT, 162), [lead]),
        Drawing("Rule", line(LEFT, 174, RIGHT, 174, token["ink"], 4)),
        Drawing("Map", chart.svg),
        Drawing("Legend", legend.legend(view.shown, chart, LEFT, 1256, 736, theme)),
        Drawing("Timeline", timeline.drawn(view.shown.events, days, theme)),
        Drawing("Toll, who counts", column(view.shown.tolls, view.shown.events, 1300, 190, RIGHT, 984, theme)),
        _label("Shown", (LEFT, _FOOT + 4, 1360, 1024), [Run(filters, _SMALL, 500)]),
        _label("Sources", (LEFT, _FOOT + 28, RIGHT, 1048), [Run(where_from, _SMALL, 400, "muted")]),
    ]
    return Sheet("overview", brief.title.text, tuple(items), _notes(brief, [brief.title, *brief.lead]))


def _title(words: str, room: float) -> Paragraph:
    """As large as one line allows, at the smallest size with an ellipsis."""
    for size in (46, 42, 38, 34):
        told = paragraph([Run(words, size, 600)], room, below=0)
        if len(told.lines) <= 1:
            return told
    return paragraph([Run(words, 32, 600)], room, below=0, most=1)


def _lead(told: Sentence, room: float) -> Run:
    """As many clauses as one line holds, an ellipsis for the others: a clause without its number says nothing."""
    whole = Run(told.text, 25, 400, "ink2")
    parts = [clause.text for clause in told.clauses if clause.claim.kind != "stop"]
    fewer = (replace(whole, text="".join(parts[:n]) + "; …") for n in range(len(parts) - 1, 0, -1))
    return next((run for run in (whole, *fewer) if run.width <= room), whole)


def _notes(brief: Brief, sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """Each sentence with its sources: number, publisher, day and the words of the first passage."""
    by_number = {source.number: source for source in brief.sources}
    told = []
    for sentence in sentences:
        if not sentence.text:
            continue
        lines = [sentence.text]
        for number in brief.numbers(sentence.evidence)[:6]:
            own = by_number[number]
            passage = next((p for p in _passages(own, sentence)), "")
            lines.append(f"   [{number}] {_line_of(own)}{f': “{passage}”' if passage else ''}")
        told.append("\n".join(lines))
    return tuple(told)


def _passages(source: Source, sentence: Sentence) -> list[str]:
    return [passage(source, e.sent_start, e.sent_end) for e in sentence.evidence if e.doc_id == source.document.id]


def passage(source: Source, start: int, end: int) -> str:
    """A sentence of a source, as ``shortened``."""
    return shortened(" ".join(source.document.text[start:end].split()))


def shortened(told: str) -> str:
    """Words of a source on one line; of long ones the beginning and an ellipsis."""
    return told if len(told) <= LONGEST_PASSAGE else told[:LONGEST_PASSAGE].rsplit(" ", 1)[0] + " …"


def passages(source: Source, most: int) -> str:
    """The sentences of a source that the brief rests on, each once; an ellipsis stands for those beyond ``most``."""
    told = dict.fromkeys(passage(source, e.sent_start, e.sent_end) for e in source.passages)
    own = [words for words in told if not any(words != other and words in other for other in told)]
    return " / ".join([*own[:most], *(["…"] if len(own) > most else [])])


def _line_of(source: Source) -> str:
    document = source.document
    return ", ".join(x for x in (document.publisher, day_in_words(document.published)) if x)


# ------------------------------------------------------------------ the others
def _map(brief: Brief, outlines: Outlines, theme: Theme) -> Sheet:
    view = brief.view
    chart = mapdraw.draw(view.shown, outlines, (LEFT, _TOP, RIGHT, 890), theme, view.hidden)
    told = legend.counted(view.shown, chart, len(view.whole.events))
    items = (
        Drawing("Map", chart.svg),
        Drawing("Legend", legend.legend(view.shown, chart, LEFT, RIGHT, 926, theme)),
        _label("Counted", (1300, 908, RIGHT, 940), [Run(told, _SMALL, 500, "ink2")], align="end"),
    )
    return Sheet("map", say("Where it happened"), items, _notes(brief, brief.block("events").sentences))


def refs(brief: Brief, evidence: tuple[object, ...], most: int = 6) -> str:
    """ "[3, 7]": the numbers of the sources; of many the first, and how many more."""
    numbers = brief.numbers(evidence)  # type: ignore[arg-type]
    if not numbers:
        return ""
    more = f" +{len(numbers) - most}" if len(numbers) > most else ""
    return f"[{', '.join(map(str, numbers[:most]))}{more}]"


def prose(brief: Brief, sentence: Sentence, room: float, size: float = _BODY, most: int | None = None) -> Paragraph:
    """A sentence with the numbers of its sources; the words of a source are in their own letters."""
    runs: list[Run] = []
    for clause in sentence.clauses:
        if clause.claim.kind == "words":
            runs.append(Run(clause.text, size, 400, "ink", SERIF))
        else:
            runs.append(Run(clause.text, size, 500 if clause.claim.kind == "speaker" else 400))
    numbers = refs(brief, sentence.evidence)
    if numbers:
        unbroken = numbers.replace(" ", "\N{NO-BREAK SPACE}")
        runs.append(Run(f" {unbroken}", size - 3, 400, "muted"))
    return paragraph(runs, room, below=size * 0.6, most=most)


def note(block: Block, room: float) -> list[Paragraph]:
    """The note below a block, if it has one."""
    return [paragraph([Run(block.note, 21, 400, "muted")], room)] if block.note else []


#: Wide enough for the letters of a program that does not take our fonts: a row that grew would leave its symbol behind.
_EVENT_WIDTHS = (310, 520, 380, 450, 132)


def _most_told(brief: Brief, theme: Theme) -> Sheet:
    """The timeline, and below it the events that most sources tell, or all where they are few, with their note."""
    block, view = brief.block("events"), brief.view
    few = len(block.rows) <= _MOST_TOLD
    box = (LEFT, _TOP, RIGHT, 430.0 if block.note else 470.0)
    days = timeline.days_of(view.shown.events)
    chart = DayChart(say("Events by day"), box, days, timeline.drawn(view.shown.events, box, theme))
    rows = sorted(block.rows, key=lambda row: -row.told)[:_MOST_TOLD]
    most = replace(block, heading=say("What most sources tell"), rows=tuple(r for r in block.rows if r in rows))
    sheet = tabled(block if few else most, _EVENT_WIDTHS, [chart], box[3] + 20, (_TOP, _BOTTOM))[0]
    return replace(sheet, notes=_notes(brief, block.sentences))


def _rows_on(sheet: Sheet) -> int:
    return sum(len(item.rows) - 1 for item in sheet.items if isinstance(item, Table))


def _all_events(brief: Brief, listed: int) -> list[Sheet]:
    """Every event, unless as many as there are were ``listed`` before."""
    block = brief.block("events")
    if len(block.rows) <= listed:
        return []
    return tabled(block, _EVENT_WIDTHS, [], _TOP, (_TOP, _BOTTOM))


def _tolls(brief: Brief, theme: Theme) -> list[Sheet]:
    """All counts on one axis, who gives which in words beside it, and the table below or on the next sheet."""
    block, tolls = brief.block("toll"), brief.view.shown.tolls
    if not any(t.entries for t in tolls):
        said = paragraph([Run(say("No source gives a number"), 26, 400, "muted")], RIGHT - LEFT)
        return [Sheet("toll", block.heading, (Column("Toll", (LEFT, _TOP, RIGHT, _BOTTOM), (said,)),))]
    told = _beside_chart(brief, block)
    high = max(tollstrips.height(tolls), _LEAST, min(sum(p.height for p in told), _BOTTOM - _TOP))
    plain, widths = replace(block, note=""), (420, 230, 230, 470, 242, 200)
    below = tabled(plain, widths, [], _TOP + high + 16, (_TOP, _BOTTOM))
    together = len(below) == 1 and sum(p.height for p in told) < _BOTTOM - _TOP
    high = high if together else _BOTTOM - _TOP
    box = (LEFT, _TOP, RIGHT - _BESIDE - _GUTTER, _TOP + high)
    shown = tollstrips.shown(tolls, high)
    chart = TollChart(say("Range of the counts"), box, tuple(shown), tollstrips.drawn(tolls, box, theme))
    first, *rest = columned("toll", block.heading, told, (RIGHT - _BESIDE, _TOP, RIGHT, _TOP + high), 1)
    first = replace(first, items=(chart, *first.items), notes=_notes(brief, block.sentences))
    if together:
        return [replace(first, items=(*first.items, *below[0].items))]
    return [first, *rest, *tabled(plain, widths, [], _TOP, (_TOP, _BOTTOM))]


def _beside_chart(brief: Brief, block: Block) -> list[Paragraph]:
    """Who counts how many in words; of many counts in the size in which they need no sheet of their own."""
    sizes = (21, 19, 17)
    tries = [[*(prose(brief, s, _BESIDE, size) for s in block.sentences), *note(block, _BESIDE)] for size in sizes]
    return next((told for told in tries if sum(p.height for p in told) <= _BOTTOM - _TOP), tries[0])


def _said(brief: Brief) -> list[Sheet]:
    block = brief.block("said")
    room = (RIGHT - LEFT - _GUTTER) / 2
    if not block.sentences:
        none = [paragraph([Run(say("No quote in this view."), _BODY, 400, "muted")], room)]
        return columned("said", block.heading, none, (LEFT, _TOP, RIGHT, _BOTTOM), 2)

    def told(size: float) -> list[Paragraph]:  # the note first: last it may stand alone
        return note(block, room) + [prose(brief, s, room, size, most=9) for s in block.sentences]

    made = _in_columns(block, told)
    return [replace(made[0], notes=_notes(brief, block.sentences)), *made[1:]]


def _in_columns(block: Block, told: Callable[[float], list[Paragraph]]) -> list[Sheet]:
    """What is told of a block, in two columns and in the size that suits it."""
    return _in_size(lambda size: columned(block.key, block.heading, told(size), (LEFT, _TOP, RIGHT, _BOTTOM), 2))


def _in_size(laid: Callable[[float], list[Sheet]]) -> list[Sheet]:
    """Sheets in the largest size that takes no more of them than the usual one; in a smaller one, if that saves one."""
    usual = laid(_BODY)
    fewer = laid(_DENSE)
    if len(fewer) < len(usual):
        return fewer
    larger = (laid(size) for size in _LARGER)
    return next((made for made in larger if len(made) <= len(usual)), usual)


def _jurisdictions(brief: Brief) -> list[Sheet]:
    block = brief.block("jurisdictions")
    if not block.rows:
        told = [paragraph([Run(say("No jurisdiction in this view."), _BODY, 400, "muted")], RIGHT - LEFT)]
        return columned("jurisdictions", block.heading, told, (LEFT, _TOP, RIGHT, _BOTTOM), 1)
    made = tabled(block, (250, 130, 210, 601, 601), [], _TOP, (_TOP, _BOTTOM))
    return [replace(made[0], notes=_notes(brief, block.sentences)), *made[1:]]


def _open_questions(brief: Brief) -> list[Sheet]:
    """What differs and what is not known: beside each other, or each on sheets of its own in two columns."""
    room = (RIGHT - LEFT - _GUTTER) / 2
    blocks = [brief.block("differs"), brief.block("unknown")]

    def told(block: Block, size: float) -> list[Paragraph]:
        return [prose(brief, s, room, size) for s in block.sentences] + note(block, room)

    for size in (*_LARGER, _BODY):
        headed = [[paragraph([Run(b.heading, size + 6, 600)], room), *told(b, size)] for b in blocks]
        if all(sum(p.height for p in own) <= _BOTTOM - _TOP for own in headed):
            return [_beside(brief, blocks, headed)]
    made = []
    for block in blocks:
        sheets_of = _in_columns(block, partial(told, block))
        made += [replace(s, notes=_notes(brief, block.sentences) if not n else ()) for n, s in enumerate(sheets_of)]
    return made


def _beside(brief: Brief, blocks: Sequence[Block], columns: Sequence[Sequence[Paragraph]]) -> Sheet:
    """Two blocks on one sheet, a column for each."""
    wide = (RIGHT - LEFT - _GUTTER) / 2
    items = tuple(
        Column(block.heading, (x, _TOP, x + wide, _BOTTOM), tuple(own))
        for block, own, x in zip(blocks, columns, (LEFT, RIGHT - wide), strict=True)
    )
    return Sheet("open", say("Open questions"), items, _notes(brief, [s for b in blocks for s in b.sentences]))


def _annex(brief: Brief) -> list[Sheet]:
    room = (RIGHT - LEFT - _GUTTER) / 2
    told = [p for source in brief.sources for p in source_lines(source, room)]
    if not told:
        told = [paragraph([Run(say("No source tells anything of this view."), _BODY, 400, "muted")], room)]
    return columned("sources", say("Sources"), told, (LEFT, _TOP, RIGHT, _BOTTOM), 2)


def source_lines(source: Source, room: float) -> list[Paragraph]:
    """A source with its address and the passages that the brief rests on."""
    document = source.document
    head = [
        Run(f"[{source.number}] ", 22, 600),
        Run(document.publisher or say("source not named"), 22, 600),
        Run(f", “{document.title}”, {day_in_words(document.published)}", 22),
    ]
    link = document.url or ""
    lines = [paragraph(head, room, below=2, most=3, link=link, keep=True)]
    if document.url:
        lines.append(paragraph([Run(document.url, _SMALL, 400, "muted")], room, below=2, most=2, link=link, keep=True))
    told = passages(source, _MOST_PASSAGES)
    lines.append(paragraph([Run(told, _SMALL, 400, "ink2", SERIF)], room, below=16, most=8))
    return lines
