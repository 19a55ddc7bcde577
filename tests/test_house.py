"""The project read as text: what the house rules say can be checked, so it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "geo").rglob("*.py"))
#: The order of the rooms; a module imports from its own room and those before it.
ROOMS = ("sources", "language", "gazetteer", "resolve", "reconcile", "store", "charts", "maps", "export", "views")
#: Words of the first case; the engine must not know them.  Docstrings may use them as examples.
CASE = re.compile(r"tapalpa|mencho|oseguera|sheinbaum|harfuch|trevilla|cjng", re.IGNORECASE)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_views_know_streamlit(path: Path) -> None:
    knows = any(name.split(".")[0] in {"streamlit", "streamlit_folium"} for name in imports(path))
    assert not knows or "views" in path.parts


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent.name in ROOMS], ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_upstream_knows_anything_downstream(path: Path) -> None:
    room = ROOMS.index(path.parent.name)
    rooms = {name.split(".")[1] for name in imports(path) if name.startswith("geo.") and name.count(".")}
    assert {r for r in rooms if r in ROOMS and ROOMS.index(r) > room} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_everything_public_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    bare = [
        n.name
        for n in tree.body
        if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and not n.name.startswith("_") and not ast.get_docstring(n)
    ]
    assert bare == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_fit_in_a_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450
    assert path.name != "utils.py"


def _code_only(path: Path) -> str:
    """The module without docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [n for n in body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]  # type: ignore[attr-defined]
    return ast.unparse(tree)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_engine_knows_nothing_of_the_first_case(path: Path) -> None:
    assert CASE.search(_code_only(path)) is None


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "lexicons").iterdir()), ids=lambda p: p.name)
def test_lexicons_say_where_they_come_from_and_know_nothing_of_the_case(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#")
    assert CASE.search(text) is None


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_pinned_and_explained(name: str) -> None:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        assert re.match(r"[A-Za-z0-9_.-]+==\S+\s+# \S", line), line
