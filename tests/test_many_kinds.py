"""Files of all kinds that are dropped on the page at once, odd ones among them: each is read or has its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.store import Store
from tests import browser as b
from tests import filed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

#: What is read, as a browser gives it.
READ: dict[str, bytes] = {
    "a.txt": b"Gunmen killed 2 policemen in Toluca, Mexico, on Monday, the governor said.",
    "b.md": b"# Fire\n\nA fire in Puebla, Mexico, hurt 5 people on Monday, police said.",
    "c.html": filed.page().encode(),
    "d.pdf": filed.pdf((("Officials said 7 people died in Oaxaca, Mexico, on Tuesday.",),)),
    "e.docx": filed.word("Soldiers arrested 4 men in Durango, Mexico, on Tuesday."),
    "f.eml": filed.mail("Nine people were hurt in Merida, Mexico, on Monday, police said."),
    "g.zip": filed.zipped({"one.txt": "Six men were killed in Leon on Monday.", ".DS_Store": "x", "p.png": "x"}),
    "h.json": b'[{"title": "J", "text": "Two men were killed in Tepic, Mexico, on Monday."}]',
    "i.csv": b"title,text\nC,Three women were hurt in Saltillo on Monday.\nD,\n",
    "<img src=x onerror=alert(1)> **m** {{7*7}}.txt": b"A flood killed 11 people in Colima, Mexico, on Monday.",
    "\U0001f525 \u0645\u062f\u064a\u0646\u0629 \u202egnp.txt": b"A storm killed 12 people in Tampico on Monday.",
}
#: What is not.
ODD: dict[str, bytes] = {
    "j.png": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "k.txt": b"",
    "l.txt": b"A fire. " * 3_750_000,
    "n": b"MZ",
}
#: By language: the button, and the lines that the summary has.
SAID = {
    "en": (
        "Read these files",
        "11 sources added.",
        "6 sources could not be read",
        "1 note on what was passed over",
        "Of the folder: 1 note on what was passed over",
    ),
    "es": (
        "Leer estos archivos",
        "11 fuentes agregadas.",
        "6 fuentes no se pudieron leer",
        "1 nota sobre lo que se omitió",
        "De la carpeta: 1 nota sobre lo que se omitió",
    ),
}
#: What the folds of these lines say.
WHY = {
    "en": (
        "files in g.zip of kinds that are not read were left out: 1 (.png).",
        "i.csv, row 2 cannot be read, it has no text",
        "j.png is a PNG picture, which is not read",
        "k.txt is empty",
        "l.txt has 30 MB and the limit is 5 MB",
        "n is of no kind that is read",
        "files in g.zip that are hidden or the system's were passed over: 1.",
        ".hidden.txt was passed over: it is hidden",
    ),
    "es": (
        "archivos de g.zip de tipos que no se leen quedaron fuera: 1 (.png).",
        "i.csv, fila 2 no se puede leer, no tiene texto",
        "j.png es una imagen PNG, que no se lee",
        "k.txt está vacío",
        "l.txt tiene 30 MB y el límite es 5 MB",
        "n no es de una clase que se lea",
        "archivos de g.zip ocultos o del sistema se omitieron: 1.",
        ".hidden.txt se omitió: está oculto",
    ),
}


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
@pytest.mark.parametrize(("language", "window"), [("en", b.DESK), ("es", b.PHONE)])
def test_files_of_all_kinds_at_once_have_a_summary(
    chromium: Browser, tmp_path: Path, language: str, window: dict[str, int]
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / ".hidden.txt").write_text("A fire.")
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in (READ | ODD).items()
    ]
    button, added, *folds = SAID[language]
    with b.running(tmp_path, tmp_path / "seeds") as base:
        page = chromium.new_page()
        try:
            v = b.Visit(page, base, window).go(f"/sources?lang={language}").all_read()
            page.locator("input[type=file]").set_input_files(given)
            page.get_by_test_id("stFileUploader").get_by_text("30.0MB").wait_for()
            v.settle()
            page.get_by_role("button", name=button).click()
            page.get_by_text(added).wait_for(timeout=b.PATIENCE_MS)
            v.settle()
            for title in folds:
                page.locator("summary").get_by_text(title, exact=True).click()
            page.get_by_text(WHY[language][-1]).wait_for()
            told = page.get_by_test_id("stMain").inner_text()
            assert [why for why in WHY[language] if why not in told] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            v.clean()
        finally:
            page.close()
    names = {document.name for document in Store(f"sqlite:///{tmp_path}/store.sqlite").documents()}
    assert len(names) == len(READ)
    assert {"g.zip/one.txt", "h.json, row 1", "\U0001f525 \u0645\u062f\u064a\u0646\u0629 gnp.txt"} <= names
