"""Makes the pictures of the README: pages of the first case as a reader finds them on a desk, and files of them.

Files are turned by programs that know nothing of ours: LibreOffice (which finds the fonts of ``data/fonts``, since it
takes none from slides), Poppler and a browser.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import DESK, FLAGS, ROOT, Visit, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "data" / "pictures"
#: Name of a picture and the address that it shows.
PICTURES = {"situation": "/", "casualties": "/casualties", "quotes": "/quotes"}
#: Programs that this needs beside those of the tests, and where Debian has them.
PROGRAMS = {"chromium": "chromium", "soffice": "libreoffice-impress libreoffice-writer", "pdftoppm": "poppler-utils"}
#: Colours of a picture: flat areas and letters need no more, and it is a third as large.
COLOURS = 256


@dataclass(frozen=True, slots=True)
class Turned:
    """A file of the first case and the page of it that is shown."""

    format: str
    page: int = 1
    wide: int = 1280
    chosen: tuple[str, ...] = ()


#: Name of a picture and the file that it shows.
FILES = {
    "slide": Turned("pptx"),
    "document": Turned(
        "docx", wide=900, chosen=("--place", "Jalisco", "--lang", "es", "--marking", "Solo para la mesa")
    ),
    "paper": Turned("pdf", page=4),
}


def main() -> None:
    """Every picture anew."""
    lacks = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if lacks:
        sys.exit(f"Pictures need more programs: apt-get install {' '.join(lacks)}")
    with tempfile.TemporaryDirectory() as told:
        folder = Path(told)
        with running(folder) as base, _browser() as browser:
            _pages(browser, base)
        for name, turned in FILES.items():
            _keep(name, _turned(_file(folder, turned.format, turned.chosen), turned, folder))
        with _browser() as browser:
            _single_file(browser, _file(folder, "html", ()))


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


def _pages(browser: Browser, base: str) -> None:
    """Each page in a browser whose reader has been here before."""
    page: Page = browser.new_context(reduced_motion="reduce").new_page()
    page.add_init_script("localStorage.setItem('incident-atlas-greeted', '1')")
    for name, path in PICTURES.items():
        visit = Visit(page, base).go(path).all_read()
        if path == "/":
            visit.map()
        page.wait_for_timeout(1500)
        _keep(name, page.screenshot())
        page = visit.leave()


def _single_file(browser: Browser, file: Path) -> None:
    page = browser.new_context(viewport=DESK).new_page()
    page.goto(file.as_uri())
    page.wait_for_timeout(1500)
    _keep("single-file", page.screenshot())


def _file(folder: Path, form: str, chosen: tuple[str, ...]) -> Path:
    """A file of what the app has read into its store, made by the command that the README tells."""
    target = folder / f"picture.{form}"
    store = {"INCIDENT_ATLAS_STORE": f"sqlite:///{folder / 'store.sqlite'}"}
    command = [sys.executable, "-m", "geo", "export", "--format", form, *chosen, "--out", str(target)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **store}, check=True)
    return target


def _turned(file: Path, turned: Turned, folder: Path) -> bytes:
    """A page of the file as a picture."""
    if file.suffix != ".pdf":
        fonts = folder / "fonts.conf"
        own, system = ROOT / "data" / "fonts", "/etc/fonts/fonts.conf"
        fonts.write_text(f"<fontconfig><include>{system}</include><dir>{own}</dir></fontconfig>")
        office = [
            "soffice",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        found = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        subprocess.run([*office, "--outdir", str(folder), str(file)], env=found, check=True, capture_output=True)
    number, size = str(turned.page), ["-scale-to-x", str(turned.wide), "-scale-to-y", "-1"]
    paper = file.with_suffix(".pdf")
    return subprocess.run(
        ["pdftoppm", "-f", number, "-l", number, *size, "-png", str(paper)], check=True, capture_output=True
    ).stdout


def _keep(name: str, picture: bytes) -> None:
    """In few colours, so that a clone of the project stays small."""
    shown = Image.open(io.BytesIO(picture)).convert("RGB")
    shown.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
