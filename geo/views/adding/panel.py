"""Where sources are added: files, addresses, a pasted text; how far their reading is, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from geo import daybounds
from geo.errors import AtlasError
from geo.escape import markdown, safe
from geo.ingest import add_sources
from geo.messages import decimal, say, say_n
from geo.messages.stored import retold
from geo.present.arrivals import summary
from geo.selection.brought import came_of
from geo.settings import MAX_FILE_BYTES
from geo.sources import arrived, read_addresses, read_text, read_uploads
from geo.types import Document, Rejected
from geo.views import data, html, state
from geo.views.adding.work import Work
from geo.views.custody.visitors import visitor
from geo.views.faults import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.incident import Incident
    from geo.ingest import IngestReport, Progress
    from geo.settings import Settings

Given = TypeVar("Given")
PASTED = ("title", "publisher", "paste_date", "text")
#: Addresses that are read at once, and characters of them all.
MOST_ADDRESSES, MOST_CHARACTERS = 50, 20_000
#: Texts of which it is said one by one what they brought: the list of all sources stays in sight.
MOST_CAME = 8
#: Seconds between two looks at how far it is, from the run that waits and from the sidebar.
LOOK, POLL = 0.25, 2.0


# ------------------------------------------------------------------ the forms
def forms() -> None:
    """All ways in."""
    html.section(say("Add sources"), say("text, pages, feeds, PDF, Word, e-mails, tables, archives"))
    busy = (work := state.work()) is not None and not work.ended
    if busy:
        st.html(f'<p class="side">{say("What was added before is still being read.")}</p>')
    with st.form("upload_form"):
        key = state.box("files")
        st.file_uploader(say("Drop files"), accept_multiple_files=True, key=key)  # what is not read has our sentence
        st.form_submit_button(say("Read these files"), on_click=_files_given, args=(key,), disabled=busy)
    _addresses(busy=busy)
    _paste(busy=busy)


def _addresses(*, busy: bool) -> None:
    if not data.settings().network:
        sentence = say(
            "Addresses are not asked, since nothing leaves this machine: start the program with {setting} to allow it.",
            setting="INCIDENT_ATLAS_NETWORK=on",
        )
        st.html(f'<p class="side">{safe(sentence)}</p>')
        return
    with st.form("address_form"):
        key = state.box("addresses")
        st.text_area(say("Addresses, one in each line"), height=80, max_chars=MOST_CHARACTERS, key=key)
        st.form_submit_button(say("Read these addresses"), on_click=_addresses_given, args=(key,), disabled=busy)


def _paste(*, busy: bool) -> None:
    with st.form("paste_form"):
        keys = {name: state.box(name) for name in PASTED}
        st.text_input(say("Title"), max_chars=300, key=keys["title"])
        st.text_input(say("Publisher"), max_chars=200, key=keys["publisher"])
        st.date_input(
            say("Date of publication"),
            None,
            format="YYYY-MM-DD",
            key=keys["paste_date"],
            min_value=daybounds.first_day(),
            max_value=daybounds.last_day(),
        )
        st.text_area(say("Paste a text"), height=120, max_chars=MAX_FILE_BYTES, key=keys["text"])
        st.form_submit_button(say("Read this text"), on_click=_text_given, args=(keys,), disabled=busy)


def _files_given(key: str) -> None:
    if files := [(f.name, f.getvalue()) for f in st.session_state[key]]:
        state.later(lambda: _begin(files, lambda file: file[0], read_uploads, "files"))


def _addresses_given(key: str) -> None:
    given = list(dict.fromkeys(str(st.session_state[key] or "").split()))
    if len(given) > MOST_ADDRESSES:
        state.note("error", say("{n} addresses are the most at once.", n=MOST_ADDRESSES))
    elif given:
        read = partial(_read_addresses, data.settings())
        state.later(lambda: _begin(given, str, read, "addresses"))


def _text_given(keys: dict[str, str]) -> None:
    title, publisher, day, text = (st.session_state[keys[name]] for name in PASTED)
    published = day.isoformat() if isinstance(day, date) else None
    name = title or "pasted text"
    state.later(
        lambda: _begin([text], lambda _: name, partial(_read_pasted, name, title, publisher, published), *PASTED)
    )


def _read_addresses(settings: Settings, addresses: Iterable[str]) -> Iterable[Document | Rejected]:
    return arrived(read_addresses(addresses, settings), "address")


def _read_pasted(
    name: str, title: str, publisher: str, published: str | None, texts: Iterable[str]
) -> Iterable[Document | Rejected]:
    for text in texts:
        try:
            document = read_text(name, text, title=title or None, publisher=publisher or None, published=published)
            yield replace(document, arrival="paste")
        except AtlasError as error:
            yield Rejected(name, str(error))


# ------------------------------------------------------------------ the work
def _begin(
    given: Sequence[Given],
    name_of: Callable[[Given], str],
    read: Callable[[Iterable[Given]], Iterable[Document | Rejected]],
    *boxes: str,
) -> None:
    """Read what was given; its ``boxes`` are emptied when it was taken: what is refused is not to be typed again."""
    try:
        by = visitor().editor()  # asked of the page, before the thread begins
    except AtlasError as error:
        state.note("error", retold(str(error)))
        return
    store, settings, pipeline = data.store(), data.settings(), data.pipeline()

    def take(found: Iterable[Document | Rejected], told: Progress) -> IngestReport:
        return add_sources(store, found, settings, lambda: pipeline, told, by=by)

    work = Work(given, name_of, read, take)
    state.keep_work(work.start(), boxes)
    _wait_for(work)


def _wait_for(work: Work[Any]) -> None:
    """Show how far it is until it has ended; a click on anything else leaves it to itself."""
    bar = st.progress(0.0, say("Reading"))
    _stop_button(work)
    while not work.wait(LOOK):
        bar.progress(min(work.share, 1.0), markdown(_how_far(work)))
    settle()


def _stop_button(work: Work[Any]) -> None:
    st.button(say("Stop reading"), key="stop_reading", on_click=_stop, args=(work,))


def _stop(work: Work[Any]) -> None:
    work.stop()
    state.later(lambda: _wait_for(work))


def _how_far(work: Work[Any]) -> str:
    begun, total = work.texts or work.files
    if work.texts is None:
        return say("File {n} of {total}: {name}", n=decimal(begun), total=decimal(total), name=work.doing)
    now = decimal(min(begun + 1, total))
    return say("Text {n} of {total}: {title}", n=now, total=decimal(total), title=work.doing)


def status() -> None:
    """How far it is, in the sidebar, for who has gone on meanwhile; or that it is done."""
    work = state.work()
    if work is None:
        return
    if work.ended:
        line = say("What was added has been read: the page Sources says what came of it.")
        st.html(f'<p class="side" role="status">{safe(line)}</p>')
    else:
        _progress()


@st.fragment(run_every=POLL)
def _progress() -> None:
    """Looks again by itself; when all is read, the whole page is drawn anew once."""
    with guarded("The reading", apart=True):
        work = state.work()
        if work is None or work.ended:
            st.rerun(scope="app")  # no click: what was read in the background is to be shown
        st.html(f'<p class="side">{safe(_how_far(work))}</p>')
        _stop_button(work)


# ------------------------------------------------------------------ what came of it
def settle() -> None:
    """Have told what came of what was added, once it has ended."""
    work = state.work()
    if work is None or not work.ended:
        return
    boxes = state.done_with_work()
    if work.error:
        state.note("error", retold(work.error))
    if work.unseen:
        left = say_n(
            "{n} of what was given was not looked at.", "{n} of what was given were not looked at.", work.unseen
        )
        state.note("warning", left)
    report = work.report
    if report is None:
        return
    for line in summary(report):
        state.note(line.kind, line.text)
    if len(report.documents) == 1:  # what it brought is what its reader wants to see
        state.choose_here(document=report.documents[0])
    state.keep_came(report.documents if len(report.documents) > 1 else ())
    if report.added or report.updated or report.skipped:
        state.empty(boxes)


def came(whole: Incident) -> None:
    """What each of several texts brought that came together, and the way to it."""
    titles = {document.id: document.title for document in whole.documents}
    ids = [key for key in state.came() if key in titles]
    if not ids:
        return
    html.section(say("What came in"), say_n("{n} source", "{n} sources", len(ids)))
    with st.container(key="came"):
        for key in ids[:MOST_CAME]:
            told = came_of(key, whole)
            words = f"{markdown(titles[key])}  \n:gray[{markdown(say('{told}: see them', told=told))}]"
            st.button(words, key=f"found_row_came_{key}", type="tertiary", on_click=_see, args=(key,))
        if len(ids) > MOST_CAME:
            st.html(f'<p class="side">{say_n("and {n} more", "and {n} more", len(ids) - MOST_CAME)}</p>')
    st.button(say("Close this list"), key="close_came", on_click=state.keep_came, args=((),))


def _see(key: str) -> None:
    state.choose_here(document=key)
