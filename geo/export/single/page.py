"""The single HTML file of a view: its skeleton in the language of now, styles, records and scripts, in named parts.

Nothing in it asks the network: its policy lets scripts and styles run by their hashes alone, and connect to nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo import __version__
from geo.escape import in_script, safe
from geo.export.legend import CREDITS
from geo.export.single.faces import faces
from geo.export.single.records import records_of
from geo.export.single.seal import Piece, joined, sealed
from geo.export.single.skeleton import skeleton
from geo.export.single.words import words_of
from geo.maps.folium_map import DRAWING, LEAFLET, built
from geo.maps.ground import geometry, ground_of
from geo.maps.payload import parts
from geo.messages import locale, say
from geo.present import wording
from geo.present.design import TOKENS, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.export.brief.content import View
    from geo.export.single.behind import Behind
    from geo.export.single.records import Records, Row
    from geo.store import State

_WEB = Path(__file__).parent / "web"
_THEMES: tuple[Theme, ...] = ("light", "dark")


def single(view: View, behind: Behind) -> bytes:
    """The file, to be opened from anywhere."""
    return joined(_pieces(view, behind, None))


def case_file(view: View, behind: Behind) -> bytes:
    """The same with the hashes of the sources, the log of corrections, a manifest and a seal."""
    log = corrections(view, behind.states())
    pieces = _pieces(view, behind, log)
    told = {
        "program": f"Incident Atlas {__version__}",
        "title": view.shown.title,
        "as_of": view.as_of,
        "filters": view.filters,
        "licence": say(CREDITS),
        "sources": [{key: r[key] for key in ("id", "sha256", "original", "came")} for r in records_of(view).sources],
    }
    return sealed(pieces, told)


def corrections(view: View, states: Mapping[str, State]) -> list[Row]:
    """What the user set in the store: dates of sources, and which were taken out; no other correction is kept."""
    titles = {d.id: d.title for d in view.whole.documents}
    dated = [
        {"id": key, "title": titles.get(key, ""), "kind": "date", "from": told, "to": state.date}
        for key, state in sorted(states.items())
        if state.date
        for told in [state.document.published if state.document else None]
    ]
    removed = [{"id": key, "title": "", "kind": "removed"} for key, state in sorted(states.items()) if state.removed]
    return [*dated, *removed]


def deeds(view: View) -> list[Row]:
    """What was done to the sources, oldest first: how each came, and what became of it by whose hand."""
    return [
        {"at": d.at, "who": d.who, "what": d.what, "source": d.doc_id, "title": d.title, "detail": d.detail}
        for d in view.whole.log
    ]


# ------------------------------------------------------------------ the parts
def _pieces(view: View, behind: Behind, log: list[Row] | None) -> list[Piece]:
    records, scripts, styles = records_of(view), _scripts(), [_style(), faces()]
    return [
        Piece("head", _head(view, [*scripts.values()], styles, is_sealed=log is not None)),
        Piece("style", f"<style>{styles[0]}</style>\n"),
        Piece("fonts", f"<style>{styles[1]}</style>\n</head>\n"),
        Piece("page", skeleton(view, log)),
        *_data(view, behind, records, log),
        *(Piece(f"script-of-{name}", f"<script>{text}</script>\n") for name, text in scripts.items()),
    ]


def _head(view: View, scripts: Sequence[str], styles: Sequence[str], *, is_sealed: bool) -> str:
    policy = (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    mark = '<meta name="atlas-sealed" content="1">\n' if is_sealed else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{safe(locale().language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n{mark}'
        f'<meta name="generator" content="Incident Atlas {__version__}">\n<title>{safe(view.shown.title)}</title>\n'
    )


def _hashes(texts: Sequence[str]) -> str:
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts)


def _data(view: View, behind: Behind, records: Records, log: list[Row] | None) -> list[Piece]:
    home, shown = view.whole.home_country, view.shown
    gazetteer = behind.gazetteer()
    countries = {home, *(e.place.country for e in shown.events if e.place)}
    land = geometry(behind.boundaries, gazetteer, tuple(sorted(filter(None, countries))), home)
    map_parts = parts(shown, ground_of(behind.boundaries, gazetteer, home), view.hidden)
    lists = {
        "events": records.events,
        "tolls": records.tolls,
        "counts": records.counts,
        "quotes": records.quotes,
        "sentences": records.sentences,
        "sources": records.sources,
        "jurisdictions": records.jurisdictions,
        **({"corrections": log, "log": deeds(view)} if log is not None else {}),
    }
    return [
        Piece(
            "words", _block("words", in_script(words_of() | {"order": records.order, "days": _days(records.events)}))
        ),
        Piece("map", _block("map", in_script(map_parts))),
        Piece("land", _block("land", in_script(land))),
        *(Piece(name, _block(name, _rows(rows)), rows=True) for name, rows in lists.items()),
    ]


def _days(events: Sequence[Row]) -> dict[str, str]:
    """What the days of the timeline are called."""
    return {e["day"]: wording.day(e["day"]) for e in events if e["day"]}


def _rows(rows: Sequence[Row]) -> str:
    return "[\n" + ",\n".join(map(in_script, rows)) + "\n]"


def _block(name: str, data: str) -> str:
    return f'<script type="application/json" id="atlas-{name}">{data}</script>\n'


# ------------------------------------------------------------------ styles and scripts
@cache
def _scripts() -> dict[str, str]:
    """Leaflet, the drawing of the map, and our own, without anything that names another file."""
    leaflet = re.sub(r"//# sourceMappingURL=\S*", "", _read(LEAFLET / "leaflet.js"))
    drawing = "\n".join(_read(DRAWING / name) for name in ("atlas_map.js", "atlas_cells.js"))
    own = "\n".join(_read(_WEB / name) for name in ("choice.js", "drawings.js", "file.js"))
    return {"leaflet": leaflet, "map": drawing + "\n" + "\n".join(map(_made_by_folium, _THEMES)), "page": own}


def _made_by_folium(theme: Theme) -> str:
    """The map of a theme as a function; folium's names for its parts are random, ours the same each time."""
    made = built(theme)
    script, box = made.script, made.html
    for n, name in enumerate(dict.fromkeys(re.findall(r"\w+_[0-9a-f]{32}", script))):
        script, box = script.replace(name, f"atlas_{theme}_{n}"), box.replace(name, f"atlas_{theme}_{n}")
    maps = "window.atlasMapOf = window.atlasMapOf || {};"
    return f"{maps}\nwindow.atlasMapOf.{theme} = {{ html: {in_script(box)}, draw() {{\n{script}\n}} }};"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _style() -> str:
    """Leaflet's rules, the map's and ours, with the colours of both themes; no rule names a file."""
    leaflet = re.sub(r"[\w-]+:\s*url\([^)]*\);?", "", _read(LEAFLET / "leaflet.css"))
    light, dark = (";".join(f"--{k}:{v}" for k, v in TOKENS[theme].items()) for theme in _THEMES)
    themes = f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    return "\n".join([themes, leaflet, _read(DRAWING / "atlas_map.css"), _read(_WEB / "file.css")])
