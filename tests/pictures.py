"""Makes the pictures of the README: the pages of the first case, as a reader finds them on a desk."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, ROOT, Visit, running

FOLDER = ROOT / "data" / "pictures"
#: Name of a picture and the address that it shows.
PICTURES = {"situation": "/", "casualties": "/casualties", "quotes": "/quotes"}


def main() -> None:
    """Open each page in a fresh browser whose reader has been here before, and photograph it."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as base, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_context(reduced_motion="reduce").new_page()
        page.add_init_script("localStorage.setItem('incident-atlas-greeted', '1')")
        for name, path in PICTURES.items():
            visit = Visit(page, base).go(path).all_read()
            if path == "/":
                visit.map()
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / f"{name}.png")
            page = visit.leave()
        browser.close()


if __name__ == "__main__":
    main()
