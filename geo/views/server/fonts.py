"""The fonts of the pages, at an address of their own: a browser is told of them with the page, before any script runs.

A table is a canvas: what it measured in another font it cuts in the wrong place, and no style can mend that.
"""

from __future__ import annotations

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from geo.settings import DATA
from geo.views.server.guard import base_path

FACES = (
    ("Fira Sans", 400, "normal", "fira-sans-400-normal"),
    ("Fira Sans", 500, "normal", "fira-sans-500-normal"),
    ("Fira Sans", 600, "normal", "fira-sans-600-normal"),
    ("Fira Sans Condensed", 400, "normal", "fira-sans-condensed-400-normal"),
    ("Fira Sans Condensed", 400, "italic", "fira-sans-condensed-400-italic"),
    ("Fira Sans Condensed", 500, "normal", "fira-sans-condensed-500-normal"),
    ("Fira Sans Condensed", 600, "normal", "fira-sans-condensed-600-normal"),
    ("Atlas Serif", 400, "normal", "atlas-serif-400-normal"),
)
#: What every page writes in from the first line on.
FIRST = (
    "fira-sans-400-normal",
    "fira-sans-600-normal",
    "fira-sans-condensed-400-normal",
    "fira-sans-condensed-600-normal",
)


def routes() -> list[Mount]:
    """For Streamlit's ``App``: the files."""
    return [Mount(f"{base_path().rstrip('/')}/fonts", StaticFiles(directory=DATA / "fonts"))]


def styles() -> str:
    """A rule for each."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};font-display:swap;'
        f'src:url("{_address(name)}")}}'
        for family, weight, slant, name in FACES
    )


def early() -> str:
    """The header ``Link`` of a page, by which a browser asks for the first of them at once."""
    return ", ".join(f"<{_address(name)}>; rel=preload; as=font; type=font/ttf; crossorigin" for name in FIRST)


def _address(name: str) -> str:
    """Seen from a page: it holds under any base path."""
    return f"fonts/{name}.ttf"
