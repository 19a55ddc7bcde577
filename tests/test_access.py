"""Who may change sources: whom the proxy names or who knows the password; the others see no way, and none is let in."""

from __future__ import annotations

import io
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import Mock, patch

import pytest

from geo.custody import ANYBODY, Removed, access
from geo.custody.access import Visitor, check, enter, hashed, visitor
from geo.errors import AccessError, SettingsError
from geo.run.cli import main
from geo.settings import Settings
from geo.sources import read_text
from geo.types import Extraction
from geo.views import data
from geo.views.adding import panel
from geo.views.custody import senders, visitors
from geo.views.screens import sources
from geo.views.server import guard
from tests import browser as b
from tests.makers import incident
from tests.paged import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from streamlit.testing.v1 import AppTest

    from geo.incident import Incident
    from geo.store import Store

PASSWORD = "the ninth wave"
HASH = hashed(PASSWORD)
BY_HEADER = {"user_header": "X-Forwarded-User", "editors": "ana, luis"}
DOCUMENT = read_text("a.txt", "A road was blocked.", title="Roads", publisher="Post")


# ------------------------------------------------------------------ the rule
@pytest.mark.parametrize(
    ("settings", "told", "entered", "expected"),
    [
        ({}, [], None, Visitor(ANYBODY, may_edit=True)),
        (BY_HEADER, ["ana"], None, Visitor("ana", may_edit=True)),
        (BY_HEADER, [" luis "], None, Visitor("luis", may_edit=True)),
        (BY_HEADER, ["eva"], None, Visitor("eva", may_edit=False)),
        (BY_HEADER, [], None, Visitor("", may_edit=False)),
        (BY_HEADER, [""], None, Visitor("", may_edit=False)),
        (BY_HEADER, ["ana", "eva"], None, Visitor("", may_edit=False)),
        (BY_HEADER, ["ana,luis"], None, Visitor("ana,luis", may_edit=False)),
        (BY_HEADER, ["Ana"], None, Visitor("Ana", may_edit=False)),
        (BY_HEADER, ["ana"], "somebody", Visitor("ana", may_edit=True)),
        (BY_HEADER, ["eva"], "ana", Visitor("eva", may_edit=False)),
        ({**BY_HEADER, "editors": "*"}, ["eva"], None, Visitor("eva", may_edit=True)),
        ({**BY_HEADER, "editors": "*"}, [""], None, Visitor("", may_edit=False)),
        ({**BY_HEADER, "editors": " , "}, [""], None, Visitor("", may_edit=False)),
        ({"editor_password": HASH}, [], None, Visitor("", may_edit=False)),
        ({"editor_password": HASH}, ["ana"], None, Visitor("", may_edit=False)),
        ({"editor_password": HASH}, [], "eva", Visitor("eva", may_edit=True)),
        ({"editor_password": "no hash"}, [], None, Visitor("", may_edit=False)),
        ({**BY_HEADER, "editor_password": HASH}, ["eva"], "eva", Visitor("eva", may_edit=True)),
    ],
)
def test_who_may_edit(settings: dict[str, str], told: list[str], entered: str | None, expected: Visitor) -> None:
    assert visitor(Settings(**settings), told, entered) == expected


def test_a_name_is_cut_and_shows_nothing_hidden() -> None:
    told = visitor(Settings(**{**BY_HEADER, "editors": "*"}), ["a\x1b[2J\u202e" + "b" * 500], None).name
    assert told.startswith("a[2Jb")
    assert len(told) == access.LONGEST_NAME


def test_one_who_may_only_look_is_refused() -> None:
    assert Visitor("ana", may_edit=True).editor() == "ana"
    with pytest.raises(AccessError, match="you may look at the sources and not change them"):
        Visitor("ana", may_edit=False).editor()


# ------------------------------------------------------------------ the password
def test_a_password_is_known_by_its_hash_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "WRONG_COSTS", 0.0)
    settings = Settings(editor_password=HASH)
    assert PASSWORD not in HASH
    assert hashed(PASSWORD) != HASH  # each with a salt of its own
    assert enter(settings, " Eva ", PASSWORD) == "Eva"
    assert enter(settings, "", PASSWORD) == "editor"
    for wrong in ("", PASSWORD + " ", PASSWORD.upper(), HASH, PASSWORD[:-1], "x" * 10_000, "\ud800"):
        with pytest.raises(AccessError, match="not the password"):
            enter(settings, "Eva", wrong)


@pytest.mark.parametrize(
    "stored",
    ["", PASSWORD, "scrypt$1$1$1$$", HASH[:-4], HASH.replace("16384", "2"), "scrypt$16384$8$1$AAAA$AAAA", "$" * 5],
)
def test_what_is_no_hash_lets_nobody_in_and_is_told(stored: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "WRONG_COSTS", 0.0)
    settings = Settings(editor_password=stored)
    with pytest.raises(AccessError):
        enter(settings, "Eva", PASSWORD)
    with pytest.raises(AccessError):
        enter(settings, "Eva", "")
    if stored:
        with pytest.raises(SettingsError, match="no hash of a password"):
            check(settings)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"editors": "ana"}, "INCIDENT_ATLAS_USER_HEADER does not say"),
        ({"user_header": "X-User"}, "nobody can change anything"),
    ],
)
def test_settings_that_leave_out_the_editors_are_told(settings: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        check(Settings(**settings))


def test_sound_settings_are_taken() -> None:
    for settings in ({}, BY_HEADER, {"editor_password": HASH}, {"user_header": "X", "editor_password": HASH}):
        check(Settings(**settings))


def test_the_command_writes_a_hash(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    assert main(["password"]) == 0
    assert enter(Settings(editor_password=capsys.readouterr().out.strip()), "Eva", PASSWORD) == "Eva"
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    assert main(["password"]) == 2


# ------------------------------------------------------------------ the page
def whole(store: Store, *_: object) -> Incident:
    return replace(incident(documents=store.documents()), log=store.log())


@contextmanager
def page(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Iterator[AppTest]:
    """The page of sources with one source chosen."""
    for name, value in settings.items():
        monkeypatch.setenv(f"INCIDENT_ATLAS_{name.upper()}", value)
    with opened("sources", whole) as app:
        data.store().add(DOCUMENT, Extraction(DOCUMENT))
        app.query_params["text"] = DOCUMENT.id
        yield app.run()


def keys(app: AppTest) -> set[str]:
    return {str(x.key) for kind in ("button", "checkbox", "text_input", "text_area") for x in app.get(kind)} | {
        x.proto.label for x in app.get("file_uploader")
    }


CHANGING = {f"remove_{DOCUMENT.id}", f"sure_{DOCUMENT.id}", "add_text_0", "Drop files"}


def test_alone_on_a_machine_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with page(monkeypatch) as app:
        assert not app.exception
        assert keys(app) >= CHANGING
        assert "add_editor_password_0" not in keys(app)


def test_a_viewer_sees_no_way_to_change_anything_and_a_password_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "WRONG_COSTS", 0.0)
    with page(monkeypatch, editor_password=HASH) as app:
        assert not app.exception
        assert not keys(app) & CHANGING
        app.text_input(key="add_editor_name_0").input("Eva")
        app.text_input(key="add_editor_password_0").input("a wrong one")
        press(app, "Become an editor")
        assert "not the password" in app.error[0].value
        assert not keys(app) & CHANGING
        app.text_input(key="add_editor_password_1").input(PASSWORD)
        press(app, "Become an editor")
        assert keys(app) >= CHANGING
        app.checkbox(key=f"sure_{DOCUMENT.id}").check().run()
        app.button(key=f"remove_{DOCUMENT.id}").click().run()
        assert not app.exception
        assert len(data.store()) == 0
        assert [(d.who, d.what, d.title) for d in data.store().log()][1:] == [("Eva", "removed", "Roads")]
        app.button(key=f"back_{DOCUMENT.id}").click().run()
        assert data.store().documents() == (DOCUMENT,)
        app.button(key="leave_editing").click().run()
        assert not keys(app) & CHANGING


def press(app: AppTest, label: str) -> None:
    next(x for x in app.button if x.label == label).click().run()


def test_a_button_that_was_drawn_for_an_editor_does_nothing_for_a_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    with page(monkeypatch) as app:
        app.checkbox(key=f"sure_{DOCUMENT.id}").check().run()
        with patch.object(visitors.access, "visitor", lambda *_: Visitor("eva", may_edit=False)):
            app.button(key=f"remove_{DOCUMENT.id}").click().run()
        assert "you may look" in app.error[0].value
        assert len(data.store()) == 1


def test_what_a_viewer_gives_to_be_read_begins_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    notes: list[str] = []
    monkeypatch.setattr(panel, "visitor", lambda: Visitor("eva", may_edit=False))
    monkeypatch.setattr(panel.state, "note", lambda kind, text: notes.append(f"{kind}: {text}"))
    monkeypatch.setattr(panel, "Work", Mock(side_effect=AssertionError))
    panel._begin([DOCUMENT], str, list, "files")
    assert len(notes) == 1
    assert notes[0].startswith("error: you may look")


@pytest.mark.parametrize("action", ["_remove", "_bring_back", "_redate", "_read_again"])
def test_every_action_of_the_page_asks_who_it_is(action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that a browser asks for without a button."""
    notes: list[str] = []
    monkeypatch.setattr(sources, "visitor", lambda: Visitor("eva", may_edit=False))
    monkeypatch.setattr(sources.state, "note", lambda kind, text: notes.append(f"{kind}: {text}"))
    monkeypatch.setattr(sources.state, "later", lambda job: job())
    store = Mock()
    for name, found in (("store", store), ("settings", None), ("read_again", store.read_again)):
        monkeypatch.setattr(sources.data, name, found if name == "read_again" else lambda found=found: found)
    given = {
        "_remove": (DOCUMENT,),
        "_bring_back": (Removed(DOCUMENT.id, DOCUMENT.title, DOCUMENT.publisher),),
        "_redate": (DOCUMENT, date(2026, 1, 1)),
        "_read_again": (),
    }[action]
    getattr(sources, action)(*given)
    assert notes
    assert all(note.startswith("error: you may look") for note in notes)
    assert not store.method_calls


@pytest.mark.parametrize(
    ("names", "allowed"), [(["ana"], True), (["eva"], False), ([], False), (["ana", "eva"], False)]
)
def test_the_server_takes_no_files_of_a_viewer(
    names: list[str], allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard.data, "settings", lambda: Settings(**BY_HEADER))
    reached: list[str] = []

    async def app(*_: object) -> None:
        reached.append("app")

    async def send(message: dict[str, object]) -> None:
        reached.append(str(message.get("status", "")))

    headers = [(b"x-forwarded-user", name.encode()) for name in names]
    path = "/base/_stcore/upload_file/session/file"
    scope = {"type": "http", "path": path, "method": "PUT", "query_string": b"", "headers": headers}
    with pytest.raises(StopIteration):
        guard.Guard(app)(scope, app, send).send(None)
    assert reached[0] == ("app" if allowed else "403")


# ------------------------------------------------------------------ files, where editors have a password
def _asked(path: str) -> str:
    """What becomes of a request to that path: "app", or the status that refuses it."""
    reached: list[str] = []

    async def app(*_: object) -> None:
        reached.append("app")

    async def send(message: dict[str, object]) -> None:
        reached.append(str(message.get("status", "")))

    scope = {"type": "http", "path": path, "method": "PUT", "query_string": b"", "headers": []}
    with pytest.raises(StopIteration):
        guard.Guard(app)(scope, app, send).send(None)
    return reached[0]


def test_where_a_password_is_asked_for_only_sessions_that_gave_it_may_send_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard.data, "settings", lambda: Settings(editor_password=HASH))
    monkeypatch.setattr(senders, "get_script_run_ctx", lambda: Mock(session_id="ana"))
    senders.note(editor=True)
    assert [_asked(f"/_stcore/upload_file/{who}/1") for who in ("ana", "eva", "", "ana%2F")] == ["app", *["403"] * 3]
    senders.note(editor=False)
    assert _asked("/_stcore/upload_file/ana/1") == "403"
    monkeypatch.setattr(senders, "get_script_run_ctx", lambda: None)
    senders.note(editor=True)
    assert _asked("/_stcore/upload_file/ana/1") == "403"


def test_on_ones_own_machine_whoever_reaches_the_pages_sends_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard.data, "settings", Settings)
    assert _asked("/_stcore/upload_file/anybody/1") == "app"


def test_of_very_many_sessions_the_oldest_must_give_the_password_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(senders.MOST + 1):
        monkeypatch.setattr(senders, "get_script_run_ctx", lambda n=n: Mock(session_id=f"s{n}"))
        senders.note(editor=True)
    assert (senders.may_send("s0"), senders.may_send("s1")) == (False, True)


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_files_of_a_viewer_are_refused_and_those_of_an_editor_taken(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_EDITOR_PASSWORD", HASH)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A bridge burned in Toluca, Mexico, on Monday, 23 February 2026.")
    page = chromium.new_page()
    with b.running(tmp_path, tmp_path / "seeds") as base:
        v = b.Visit(page, base).go("/sources").all_read()
        assert not v.page.locator("input[type=file]").count()
        request = urllib.request.Request(f"{base}/_stcore/upload_file/x/y", b"bytes", method="PUT")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request, timeout=10)
        v.page.get_by_label("Your name, for the log").fill("Ana")
        v.page.get_by_label("Password of the editors").fill(PASSWORD)
        with v.run():
            v.page.get_by_role("button", name="Become an editor").click()
        report = b"Gunmen killed 3 policemen in Toluca, Mexico, on Monday, the governor said."
        v.page.locator("input[type=file]").set_input_files(
            [{"name": "b.txt", "mimeType": "text/plain", "buffer": report}]
        )
        v.page.get_by_test_id("stFileUploader").get_by_text("b.txt").first.wait_for()
        v.settle()
        v.page.get_by_role("button", name="Read these files").click()
        v.page.get_by_text("1 source added").wait_for(timeout=b.PATIENCE_MS)
        page.close()
