"""Shapes, words and cells in DrawingML, the language that slides are written in.

It is written as text and read once for each group: a map has ten thousand corners, which the library's own way of
adding them one by one would take seconds for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely
from lxml import etree
from pptx.oxml.ns import nsdecls, qn

from geo.escape import safe, visible
from geo.export.layout.flow import LEADING, Paragraph
from geo.export.layout.scene import Look, Oval, Shape, Words
from geo.messages import spoken
from geo.present.design import BY_KEY, CONDENSED, SANS, SERIF, TOKENS, shape
from geo.present.fonts import width
from geo.present.letters import begins_right_to_left, marked_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.export.layout.flow import Line, Run
    from geo.export.layout.items import Cell
    from geo.export.layout.scene import Piece, Point
    from geo.present.design import Theme

#: Of one unit: 1920 of them are 13⅓ inches.
EMU = 6350
#: Hundredths of a point of one unit.
_SIZE = 50
#: Height of a line's letters above its baseline, in its size, as the fonts have it.
_ASCENT = 0.935
#: Faces of each weight; a program knows each weight as a family of its own.
_NAMES = {SANS: "Fira Sans", CONDENSED: "Fira Sans Condensed", SERIF: "Atlas Serif"}
_WEIGHTS = {500: " Medium", 600: " SemiBold"}
#: Room beside the letters of a line, in its size.
_SPARE = 0.18
_ALIGN = {"start": "l", "middle": "ctr", "end": "r"}
#: Added to the number of a dotted area: each shape of a slide has a number of its own, and so has its edge.
_EDGE = 100_000
#: Units between two dots, and the most dots of one area: more are set farther apart.
_DOT_STEP, _MOST_DOTS = 8.0, 900
#: Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELLIPSE = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
_NS = nsdecls("p", "a", "r")


def xml_text(words: str) -> str:
    """Words as a document can hold them."""
    return _NOT_XML.sub("", visible(words))


# ------------------------------------------------------------------ shapes
def symbol(key: str, left: float, top: float, scale: float, theme: Theme) -> str:
    """A symbol as SVG with its upper left corner at a place."""
    move = f"translate({left:.1f} {top:.1f}) scale({scale})"
    return f'<g transform="{move}" data-name="{key}">{shape(BY_KEY[key], theme)}</g>'


def fill_group(group: Any, found: Sequence[Piece]) -> None:  # noqa: ANN401 - python-pptx is not typed
    """Put the pieces into a group, whose box is then that of all of them."""
    made = [xml for number, piece in enumerate(found, 2) for xml in _piece(piece, number)]
    tree = etree.fromstring(f"<p:grpSp {_NS}>{''.join(made)}</p:grpSp>")
    for child in list(tree):
        group._element.append(child)  # noqa: SLF001 - as above
    boxes = [box for piece in found if (box := _box(piece))]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    place = [round(v * EMU) for v in (left, top, right - left, bottom - top)]
    _placed(group._element.grpSpPr, place)  # noqa: SLF001


def _placed(properties: Any, place: Sequence[int]) -> None:  # noqa: ANN401
    x, y, wide, high = place
    for old in properties.findall(qn("a:xfrm")):
        properties.remove(old)
    frame = (
        f'<a:xfrm {nsdecls("a")}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{high}"/></a:xfrm>'
    )
    properties.insert(0, etree.fromstring(frame))


def _box(piece: Piece) -> tuple[float, float, float, float] | None:
    if isinstance(piece, Oval):
        r = piece.radius
        return piece.x - r, piece.y - r, piece.x + r, piece.y + r
    if isinstance(piece, Words):
        return _words_box(piece)
    points = [p for ring, _ in _visible(piece) for p in ring]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _piece(piece: Piece, number: int) -> Iterator[str]:
    if isinstance(piece, Words):
        yield _words(piece, number)
    elif isinstance(piece, Oval):
        edges = piece.x - piece.radius, piece.y - piece.radius, 2 * piece.radius, 2 * piece.radius
        place = [round(v * EMU) for v in edges]
        yield _shape_xml(number, piece.name or "Circle", place, _ELLIPSE, piece.look)
    elif piece.look.pattern == "dots":
        if dots := _dots(piece):
            yield from _piece(dots, number)
        if piece.look.stroke:
            yield from _piece(replace(piece, look=replace(piece.look, pattern=None, fill=None)), number + _EDGE)
    elif box := _box(piece):
        place = [round(v * EMU) for v in (box[0], box[1], box[2] - box[0], box[3] - box[1])]
        yield _shape_xml(number, piece.name or "Shape", place, _geometry(piece, box), piece.look)


def _visible(piece: Shape) -> list[tuple[Sequence[Point], bool]]:
    """The rings and lines within the clip: slides cannot cut what reaches beyond the map."""
    rings: list[tuple[Sequence[Point], bool]] = [*zip(piece.rings, piece.closed, strict=True)]
    if piece.clip is None:
        return rings
    inside: list[tuple[Sequence[Point], bool]] = []
    for ring, closed in rings:
        if all(piece.clip[0] <= x <= piece.clip[2] and piece.clip[1] <= y <= piece.clip[3] for x, y in ring):
            inside.append((ring, closed))
            continue
        # A valid polygon is asked for: the outline of a country may touch itself once it is rounded to a tenth.
        whole = shapely.make_valid(shapely.Polygon(ring)) if closed and len(ring) > 2 else shapely.LineString(ring)
        parts = shapely.get_parts(shapely.clip_by_rect(whole, *piece.clip))
        inside += [(line, closed) for part in parts for line in _lines(part)]
    return inside


def _dots(piece: Shape) -> Shape | None:
    """The dots over an area as small squares of one shape: the dots that programs offer are coarse or become lines."""
    rings = [shapely.make_valid(shapely.Polygon(ring)) for ring, _ in _visible(piece) if len(ring) > 3]
    area = shapely.union_all(rings)
    if area.is_empty:
        return None
    step = max(_DOT_STEP, (area.area / _MOST_DOTS) ** 0.5)
    left, top, right, bottom = area.bounds
    spots = [
        (x * step, y * step)
        for y in range(int(top // step), int(bottom // step) + 1)
        for x in range(int(left // step), int(right // step) + 1)
    ]
    shapely.prepare(area)
    kept = [spot for spot in spots if shapely.contains_xy(area, *spot)]
    squares = tuple(((x - 1, y), (x, y - 1), (x + 1, y), (x, y + 1)) for x, y in kept)
    look = Look(fill=TOKENS["light"]["nline"], fill_opacity=0.6)
    return Shape(squares, (True,) * len(squares), look, None, piece.name) if squares else None


def _lines(part: Any) -> Iterator[list[Point]]:  # noqa: ANN401
    if part.geom_type == "Polygon":
        yield from ([tuple(p) for p in ring.coords] for ring in (part.exterior, *part.interiors))
    elif part.geom_type == "LineString":
        yield [tuple(p) for p in part.coords]


def _geometry(piece: Shape, box: tuple[float, ...]) -> str:
    """The rings as one path with whole numbers, in tenths of a unit."""
    left, top, right, bottom = box
    wide, high = max(round((right - left) * 10), 1), max(round((bottom - top) * 10), 1)
    out = []
    for ring, closed in _visible(piece):
        for n, (x, y) in enumerate(ring):
            verb = "lnTo" if n else "moveTo"
            out.append(f'<a:{verb}><a:pt x="{round((x - left) * 10)}" y="{round((y - top) * 10)}"/></a:{verb}>')
        if closed:
            out.append("<a:close/>")
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l='0' t='0' r='r' b='b'/><a:pathLst>"
        f'<a:path w="{wide}" h="{high}">{"".join(out)}</a:path></a:pathLst></a:custGeom>'
    )


def _shape_xml(number: int, name: str, place: Sequence[int], geometry: str, look: Look) -> str:
    x, y, wide, high = place
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number + 1000}" name="{safe(name)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>{geometry}{_fill(look)}{_pen(look)}'
        "</p:spPr></p:sp>"
    )


def _colour(value: str, opacity: float = 1) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{value[1:].upper()}">{alpha}</a:srgbClr>'


def _fill(look: Look) -> str:
    if look.pattern:
        dark, paper = _colour(TOKENS["light"]["nline"], 0.5), _colour("#FFFFFF", 0)
        return f'<a:pattFill prst="wdUpDiag"><a:fgClr>{dark}</a:fgClr><a:bgClr>{paper}</a:bgClr></a:pattFill>'
    return f"<a:solidFill>{_colour(look.fill, look.fill_opacity)}</a:solidFill>" if look.fill else "<a:noFill/>"


def _pen(look: Look) -> str:
    if not look.stroke:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="sysDash"/>' if look.dash else ""
    colour = _colour(look.stroke, look.stroke_opacity)
    return f'<a:ln w="{round(look.width * EMU)}"><a:solidFill>{colour}</a:solidFill>{dash}<a:round/></a:ln>'


# ------------------------------------------------------------------ words
def _words_box(words: Words) -> tuple[float, float, float, float]:
    """The box of a line, a little wider than its own letters: programs round, and a word must not fall below."""
    wide = width(words.text, words.size, words.weight, words.family) + words.spacing * len(words.text)
    wide += _SPARE * words.size
    x = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    top = words.y - _ASCENT * words.size
    return x, top, x + wide, top + 1.2 * words.size


def _words(words: Words, number: int) -> str:
    """A line of text in a box of its own width, in which the wider letters of a program without our fonts shrink."""
    x, y, right, bottom = (round(v * EMU) for v in _words_box(words))
    glow = f'<a:effectLst><a:glow rad="31750">{_colour(words.halo, 0.85)}</a:glow></a:effectLst>' if words.halo else ""
    spacing = f' spc="{round(words.spacing * _SIZE)}"' if words.spacing else ""
    run = _run_properties(words, _colour(words.fill), spacing, glow)
    told = safe(xml_text(words.text))
    named = f'<p:nvSpPr><p:cNvPr id="{number + 1000}" name="{told}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
    return (
        f'<p:sp>{named}<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{right - x}" cy="{bottom - y}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:normAutofit/></a:bodyPr>'
        f'<a:p><a:pPr algn="{_ALIGN[words.anchor]}"/><a:r>{run}<a:t>{told}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def typeface(family: str, weight: int) -> str:
    """What a program calls the face of a family with a weight: "Fira Sans Condensed SemiBold"."""
    return _NAMES[family] + _WEIGHTS.get(weight, "")


def _run_properties(look: Run | Words, colour: str, more: str = "", effect: str = "") -> str:
    name = typeface(look.family, look.weight)
    told = f'sz="{round(look.size * _SIZE)}" b="0" i="{int(look.italic)}"{more}'
    faces = "".join(f'<a:{kind} typeface="{name}"/>' for kind in ("latin", "ea", "cs"))
    return f'<a:rPr lang="{spoken()}" {told} dirty="0"><a:solidFill>{colour}</a:solidFill>{effect}{faces}</a:rPr>'


def paragraphs(body: Any, told: Sequence[Paragraph], align: str, theme: Theme) -> None:  # noqa: ANN401
    """Replace the paragraphs of a text body by these, each to be broken into lines anew."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for one in told:
        after = f'<a:spcAft><a:spcPts val="{round(one.below * _SIZE)}"/></a:spcAft>'
        exact = f'<a:lnSpc><a:spcPts val="{round(one.leading * _SIZE)}"/></a:lnSpc>'
        body.append(_paragraph(one.runs(), _ALIGN[align], exact + after, theme))
    if not told:
        body.append(etree.fromstring(f"<a:p {nsdecls('a')}/>"))


def _paragraph(runs: Sequence[Run], align: str, spacing: str, theme: Theme) -> Any:  # noqa: ANN401
    body = "".join(_run(run, theme) for run in runs)
    rtl = ' rtl="1"' if begins_right_to_left("".join(run.text for run in runs)) and align == "l" else ""
    return etree.fromstring(f'<a:p {nsdecls("a")}><a:pPr algn="{align}"{rtl}>{spacing}</a:pPr>{body}</a:p>')


def _run(run: Run, theme: Theme) -> str:
    look = _run_properties(run, _colour(TOKENS[theme][run.colour]))
    return f"<a:r>{look}<a:t>{marked_apart(safe(xml_text(run.text)))}</a:t></a:r>"


# ------------------------------------------------------------------ tables
def plain_table(frame: Any) -> None:  # noqa: ANN401
    """A table without the bands and colours that the program would give it."""
    properties = frame.find(f".//{qn('a:tblPr')}")
    for name in list(properties.attrib):
        del properties.attrib[name]
    properties.set("firstRow", "1")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def cell(tc: Any, told: Cell, pad: float, theme: Theme, *, head: bool) -> None:  # noqa: ANN401
    """The words of a cell, and the line below it."""
    body = tc.find(qn("a:txBody"))
    for old in body.findall(qn("a:p")):
        body.remove(old)
    size = max((run.size for line in told.lines for run in line), default=20)
    exact = f'<a:lnSpc><a:spcPts val="{round(size * LEADING * _SIZE)}"/></a:lnSpc>'
    body.append(_paragraph(_joined(told.lines), "l", exact, theme))
    indent = 34.0 if told.symbol else 0.0
    for old in tc.findall(qn("a:tcPr")):
        tc.remove(old)
    left, top = round(indent * EMU), round(pad * EMU)
    token, thick = ("ink2", 1.8) if head else ("rule", 1.2)
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    line = f'<a:lnB w="{round(thick * EMU)}"><a:solidFill>{_colour(TOKENS[theme][token])}</a:solidFill></a:lnB>'
    margins = f'marL="{left}" marR="{round(14 * EMU)}" marT="{top}" marB="0" anchor="t"'
    tc.append(etree.fromstring(f"<a:tcPr {nsdecls('a')} {margins}>{none}{line}<a:noFill/></a:tcPr>"))


def _joined(lines: Sequence[Line]) -> list[Run]:
    return Paragraph(tuple(lines)).runs()
