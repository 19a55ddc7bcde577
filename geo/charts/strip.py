"""The strip under a key figure: all counts of one toll on a line, as a small inline SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.charts.counts import Mark, marks, spread
from geo.escape import safe
from geo.messages import say_n
from geo.present.design import TOKENS, Theme
from geo.present.key_figures import noun
from geo.present.wording import ranged

if TYPE_CHECKING:
    from geo.incident import Toll

#: Height of the strip in pixels at ``scale`` 1.
HEIGHT = 16

#: From so many different counts on dots are set this many pixels apart, a quarter of their width.
_FEW, _SPOT = 40, 2


def strip(
    toll: Toll, theme: Theme = "light", width: float = 190, height: float = HEIGHT, *, top: float | None = None
) -> str:
    """The strip as an ``<svg>`` of ``width`` by ``height`` pixels; empty where no count holds a number.

    ``top`` is the number at the line's right end, the same for all strips that stand side by side; None: the
    toll's own highest count with a little room.
    """
    body = strip_shapes(toll, theme, width, top, height / HEIGHT)
    counted = f"{ranged(toll)} {noun(toll)}"
    label = say_n("{counted}, from {n} count", "{counted}, from {n} counts", len(toll.entries), counted=counted)
    return body and (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="strip" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{safe(label)}">{body}</svg>'
    )


def strip_shapes(toll: Toll, theme: Theme, width: float, top: float | None = None, scale: float = 1) -> str:
    """The strip's shapes, to stand inside any ``<svg>``; ``scale`` enlarges dots and lines, not the width."""
    found = marks(toll)
    if not found:
        return ""
    token = TOKENS[theme]
    end = top or max(m.high for m in found) * 1.15 or 1
    pad, middle = 7 * scale, HEIGHT / 2 * scale
    span = width - 2 * pad - 8 * scale

    def x(value: float) -> float:
        return pad + min(value / end, 1) * span

    def place(value: float, found: Mark) -> float:
        """Where a dot stands: of many, those that all but cover each other stand on one spot."""
        return x(value) if few or found.best else round(x(value) / _SPOT) * _SPOT

    few = len({(m.low, m.high, m.kind) for m in found}) <= _FEW
    low, highest = spread(found)
    return "".join(
        [
            f'<path d="M0 {middle:g}H{width:g}" stroke="{token["rule"]}" stroke-width="{1.2 * scale:g}"/>',
            (
                f'<path d="M{x(low):.1f} {middle:g}H{x(highest):.1f}" stroke="{token["ink"]}" stroke-opacity=".22" '
                f'stroke-width="{5 * scale:g}"/>'
            ),
            # What would lie on each other exactly is drawn once: a thousand counts have some dozen numbers.
            *dict.fromkeys(dot(m, place(m.low, m), place(m.high, m), middle, scale, theme) for m in found),
        ]
    )


def dot(found: Mark, left: float, right: float, y: float, scale: float, theme: Theme) -> str:
    """One count: a diamond if it is ranked best, hollow with an arrow to the open side if it is open."""
    token = TOKENS[theme]
    size = (5.2 if found.best else 3.6) * scale
    hollow = found.kind != "told"
    edge = token["ink"] if found.best or hollow else token["ink2"]
    look = (
        f'fill="{token["paper"] if hollow else edge}" stroke="{edge if hollow else token["paper"]}" '
        f'stroke-width="{(1.5 if hollow else 1) * scale:g}"'
    )
    arrow = _arrow(found, left, y, size, scale, edge)
    link = f'<path d="M{left:.1f} {y:g}H{right:.1f}" stroke="{edge}" stroke-width="{2 * scale:g}"/>'
    places = [left] if left == right else [left, right]
    return arrow + (link if left != right else "") + "".join(_body(at, y, size, look, best=found.best) for at in places)


def _body(x: float, y: float, size: float, look: str, *, best: bool) -> str:
    if not best:
        return f'<circle cx="{x:.1f}" cy="{y:g}" r="{size:g}" {look}/>'
    s = size * 1.1
    return f'<path d="M{x:.1f} {y - s:.1f}l{s:.1f} {s:.1f} {-s:.1f} {s:.1f} {-s:.1f} {-s:.1f}z" {look}/>'


def _arrow(found: Mark, x: float, y: float, size: float, scale: float, colour: str) -> str:
    if found.kind not in {"at_least", "at_most"}:
        return ""
    way = 1 if found.kind == "at_least" else -1
    tip, barb = x + way * (size + 6 * scale), 2.6 * scale
    return (
        f'<path d="M{x:.1f} {y:g}H{tip:.1f}M{tip - way * barb:.1f} {y - barb:g}L{tip:.1f} {y:g}'
        f'L{tip - way * barb:.1f} {y + barb:g}" fill="none" stroke="{colour}" stroke-width="{1.4 * scale:g}"/>'
    )
