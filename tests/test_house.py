"""The project read as text: what the house rules say can be checked, so it is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "geo").rglob("*.py"))
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


def test_streamlit_finds_no_folder_of_pages_by_itself() -> None:
    assert not (ROOT / "pages").exists()
    assert not (ROOT / "geo" / "views" / "pages").exists()  # beside the script that it runs


def test_no_room_is_crowded() -> None:
    rooms = Counter(path.parent.relative_to(ROOT) for path in MODULES if not path.stem.startswith("__"))
    assert {str(room): many for room, many in rooms.items() if many > 15} == {}


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


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "lexicons").rglob("*.toml")), ids=lambda p: p.name)
def test_lexicons_say_where_they_come_from_and_know_nothing_of_the_case(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#")
    assert CASE.search(text) is None


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_pinned_and_explained(name: str) -> None:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        assert re.match(r"[A-Za-z0-9_.-]+==\S+\s+# \S", line), line
