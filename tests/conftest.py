"""What the tests share."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo.gazetteer.lookup import open_gazetteer
from geo.language.pipeline import Models, annotate, load
from geo.pipeline import Pipeline
from geo.settings import Settings
from geo.types import Document
from tests.browser import FLAGS, Visit, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from spacy import tokens
    from spacy.language import Language

    from geo.language.text.parsed import Doc

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what needs the annotated texts where they are not there; browsers have a second try."""
    for item in items:
        if "browser" in item.keywords:
            # On two busy cores one page in some hundreds is looked at before it is drawn. The report names each retry.
            item.add_marker(pytest.mark.flaky(reruns=1))
    if SHARED.is_dir():
        return
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="the annotated texts (../shared) are not on this machine"))


class Reader:
    """A loaded model that reads a text as the program does: with all its steps behind the model."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)

    def __call__(self, text: str | tokens.Doc, published: str | None = None) -> Doc | tokens.Doc:
        """What all steps say of a text; of spaCy's words what the model says of them."""
        if not isinstance(text, str):
            return self._nlp(text)
        return annotate(self._nlp, Document(id="test", title="", text=text, published=published))


@pytest.fixture(scope="session")
def nlp() -> Reader:
    """The whole language pipeline, loaded once."""
    return Reader(load(Settings().models["en"]))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated texts, for tests marked ``shared``."""
    return SHARED


@pytest.fixture(scope="session")
def pipeline(nlp: Reader) -> Pipeline:
    """The whole way of a document; the gazetteer is built where it is missing."""
    return Pipeline(Models({}, {"en": nlp}), open_gazetteer(Settings()))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where browser tests are skipped

    with sync_playwright() as p:
        made = p.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app with the first case; modules with sources of their own have their own."""
    with running(tmp_path_factory.mktemp("app")) as base:
        yield base


#: A tab that has walked further is not used again: Chromium keeps 50 steps and then counts no more.
STEPS_OF_A_TAB = 25


@pytest.fixture(scope="session")
def tabs(chromium: Browser) -> Iterator[tuple[list[Page], Callable[[], Page]]]:
    """The tabs that no test uses at the moment, and what opens another."""
    context = chromium.new_context(accept_downloads=True, reduced_motion="reduce")
    free: list[Page] = []
    yield free, context.new_page
    context.close()


@pytest.fixture
def visit(tabs: tuple[list[Page], Callable[[], Page]], app: str) -> Iterator[Callable[..., Visit]]:
    """Opens pages of the module's ``app``; at the end no tab may have failed or reached for another host."""
    free, another = tabs
    made: list[Visit] = []

    def open_page(path: str = "/", **options: object) -> Visit:
        made.append(Visit(free.pop() if free else another(), app, **options))  # type: ignore[arg-type]
        return made[-1].go(path)

    yield open_page
    left = [one.leave() for one in made]
    free.extend(tab for tab in left if tab.evaluate("history.length") < STEPS_OF_A_TAB)
    for one in made:
        one.clean()


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Streamlit's ``AppTest`` leaves its script as the main module, which later child processes would run."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
