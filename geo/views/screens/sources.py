"""The sources: what was read and what not, adding, dating and removing them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import daybounds
from geo.errors import AtlasError
from geo.escape import markdown, safe
from geo.ingest import IngestReport, add_sources, redate
from geo.present import wording
from geo.reconcile.stories import outlets_of
from geo.settings import MAX_FILE_BYTES
from geo.sources import read_bytes, read_text
from geo.sources.published import outside
from geo.types import Document, Rejected
from geo.views import data, evidence, html, picking, state
from geo.views.faults import guarded
from geo.views.frame import foot, title_block

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.incident import Incident

PASTED = ("title", "publisher", "paste_date", "text")
BASIS_WORDS = {"stated": "stated", "inferred": "inferred", "user": "set here", None: "not dated"}


def page() -> None:
    """Draw the page."""
    whole: Incident | None = None
    with guarded("The incident"):  # where none can be made of the sources, the one at fault must still be removable
        whole = data.incident()
    documents = whole.documents if whole else data.store().documents()
    unread = dict(whole.unread if whole else data.store().contents().unread)
    left_out = f", {len(unread)} listed and not read yet" if unread else ""
    title_block("Sources", f"{wording.plural(len(documents) - len(unread), 'source')} read{left_out}")
    _messages()
    left, right = st.columns([752, 392], gap="small")
    with left:
        html.section("All sources", "choose a row to date, remove or read it")
        chosen = _table(documents, unread, whole)
        if chosen:
            _text(chosen)
    with right:
        if chosen:
            _actions(chosen, unread)
        _add()
    if whole:
        foot("Texts are kept as they came; nothing is sent anywhere.")


def _table(documents: Sequence[Document], unread: dict[str, str], whole: Incident | None) -> Document | None:
    if not documents:
        st.html('<p class="none">No source yet: drop files or paste a text at the right.</p>')
        return None
    listed = sorted(documents, key=lambda d: (d.published or "9", d.publisher or "", d.title))
    columns = {
        **picking.widths(
            {"Published": 84, "Date is": 64, "Publisher": 142, "Title": 178, "Language": 64, "State": 134}
        ),
        "Events": st.column_config.NumberColumn(width=50),
    }
    picking.rows(
        _rows(listed, unread, whole),
        [d.id for d in listed],
        "source_table",
        ticked=state.on_pages().document,
        pick=_source_picked,
        height=620,
        columns=columns,
    )
    return next((d for d in listed if d.id == state.on_pages().document), None)


def _source_picked(doc_id: str | None) -> None:
    state.choose_here(document=doc_id)


def _rows(listed: Sequence[Document], unread: dict[str, str], whole: Incident | None) -> list[dict[str, Any]]:
    """What the table says of each source."""
    told, copies = (_told(whole), _copies(whole)) if whole else ({}, {})
    return [
        {
            "Published": wording.day(d.published, year=True),
            "Date is": BASIS_WORDS[d.published_basis],
            "Publisher": d.publisher or d.domain or wording.NONE,
            "Title": d.title,
            "Language": wording.LANGUAGE_WORDS.get(d.language, d.language),
            "State": unread.get(d.id) or copies.get(d.id, "read"),
            **({"Events": told.get(d.id, 0)} if whole else {}),
        }
        for d in listed
    ]


def _copies(whole: Incident) -> dict[str, str]:
    """For each source that carries the story of others: how many outlets do, so that it counts once."""
    documents = data.documents()
    stories = [*whole.stories, *((d.id,) for d in whole.documents)]
    told: dict[str, str] = {}
    for story in stories:
        if (many := len(outlets_of(story, documents))) > 1:
            told |= {i: f"one story, {many} outlets" for i in story if i not in told}
    return told


def _told(whole: Incident) -> dict[str, int]:
    counts: dict[str, int] = {}
    for event in whole.events:
        for doc_id in event.sources:
            counts[doc_id] = counts.get(doc_id, 0) + 1
    return counts


def _text(document: Document) -> None:
    html.section("Text")
    address = f" · {safe(document.url)}" if document.url else ""
    st.html(
        f'<div class="evid"><h3>{safe(document.title)}</h3>'
        f'<p class="meta">{evidence.source_line(document)}{address}</p></div>'
        f'<div class="source">{safe(document.text.strip())}</div>'
    )


def _actions(document: Document, unread: dict[str, str]) -> None:
    html.section("This source")
    why = document.published_reason or ""
    state_words = unread.get(document.id, "read")
    st.html(
        f'<p class="side"><b>{safe(document.publisher or document.title)}</b> · {safe(state_words)} · date '
        f"{BASIS_WORDS[document.published_basis]}. {safe(why)}</p>"
    )
    if warnings := _warnings(document):
        st.html(f'<div class="warnbox">{"<br>".join(map(safe, warnings))}</div>')
    key = f"date_{document.id}"
    with st.form("date_form", border=True):
        st.date_input(
            "Date of publication",
            daybounds.read_day(document.published),
            format="YYYY-MM-DD",
            min_value=daybounds.first_day(),
            max_value=daybounds.last_day(),
            key=key,
        )
        st.form_submit_button("Set the date and read again", on_click=_dated, args=(document, key))
    sure = st.checkbox("Remove it with all it brought", key=f"sure_{document.id}")
    st.button(
        "Remove this source",
        disabled=not sure,
        key=f"remove_{document.id}",
        on_click=state.later,
        args=(partial(_remove, document),),
    )


def _dated(document: Document, key: str) -> None:
    if isinstance(day := st.session_state[key], date):
        state.later(partial(_redate, document, day))


def _redate(document: Document, day: date) -> None:
    with st.spinner("Reading with the new date"):
        _do(
            lambda: redate(data.store(), document.id, day.isoformat(), data.settings(), data.pipeline),
            f"{document.publisher or document.title} is now dated {wording.day(day.isoformat(), year=True)}.",
        )


def _remove(document: Document) -> None:
    _do(
        lambda: data.store().remove(document.id),
        f"{document.publisher or document.title} was removed with all it told. Adding it again brings it back.",
    )


def _warnings(document: Document) -> list[str]:
    """What was mended or could not be read in a source, as sentences; and that its date is beyond the bounds."""
    told = list(document.warnings)
    if document.published and daybounds.read_day(document.published) is None:
        told.append(outside(document.published, document.published))
    return [f"{warning[:1].upper()}{warning[1:].removesuffix('.')}." for warning in told]


def _do(action: Callable[[], object], done: str) -> None:
    try:
        action()
        state.note("success", done)
    except AtlasError as error:
        state.note("error", str(error))


def _messages() -> None:
    """What the last action came to, shown once; what of the folder and of the store could not be read, always."""
    shown = {"success": st.success, "error": st.error, "warning": st.warning}
    told = state.notes()
    for kind, text in told:
        if kind in shown:
            shown[kind](markdown(text))
    _list_refused("could not be read", [text for kind, text in told if kind not in shown])
    report = data.reading().report
    if report and report.rejected:
        _list_refused("of the folder could not be read", [r.reason for r in report.rejected])
        st.button(
            "Read the folder again",
            key="read_again",
            help="after the files were mended or taken away",
            on_click=state.later,
            args=(data.read_again,),
        )
    _list_refused("of the store cannot be shown", [f"{d.document_id}: {d.reason}" for d in data.shown().damaged])


def _list_refused(what: str, reasons: Sequence[str]) -> None:
    """One line for any number of refused sources; it opens to a sentence for each."""
    if reasons:
        with st.expander(
            f"{wording.plural(len(reasons), 'source')} {what}", icon=":material/warning:", expanded=len(reasons) == 1
        ):
            st.markdown("\n".join(f"- {markdown(' '.join(reason.split()))}" for reason in reasons))


def _add() -> None:
    html.section("Add sources", "text and Markdown")
    with st.form("upload_form"):
        key = state.box("files")
        st.file_uploader("Drop .txt or .md files", type=["txt", "md"], accept_multiple_files=True, key=key)
        st.form_submit_button("Read these files", on_click=_files_given, args=(key,))
    with st.form("paste_form"):
        keys = {name: state.box(name) for name in PASTED}
        st.text_input("Title", max_chars=300, key=keys["title"])
        st.text_input("Publisher", max_chars=200, key=keys["publisher"])
        st.date_input(
            "Date of publication",
            None,
            format="YYYY-MM-DD",
            key=keys["paste_date"],
            min_value=daybounds.first_day(),
            max_value=daybounds.last_day(),
        )
        st.text_area("Paste a text", height=120, max_chars=MAX_FILE_BYTES, key=keys["text"])
        st.form_submit_button("Read this text", on_click=_text_given, args=(keys,))


def _files_given(key: str) -> None:
    if files := st.session_state[key]:
        state.later(lambda: _ingest([_read(f.name, f.getvalue()) for f in files], "files"))


def _text_given(keys: dict[str, str]) -> None:
    title, publisher, day, text = (st.session_state[keys[name]] for name in PASTED)
    published = day.isoformat() if isinstance(day, date) else None
    state.later(lambda: _ingest([_read_pasted(title, publisher, published, text)], *PASTED))


def _read(name: str, content: bytes) -> Document | Rejected:
    try:
        return read_bytes(name, content)
    except AtlasError as error:
        return Rejected(name, str(error))


def _read_pasted(title: str, publisher: str, published: str | None, text: str) -> Document | Rejected:
    name = title or "pasted text"
    try:
        return read_text(name, text, title=title or None, publisher=publisher or None, published=published)
    except AtlasError as error:
        return Rejected(name, str(error))


def _ingest(sources: Sequence[Document | Rejected], *boxes: str) -> None:
    """Read what was given, and empty its boxes when it was taken: what is refused is not to be typed again."""
    bar = st.progress(0.0, "Reading")

    def progress(done: int, total: int, title: str) -> None:
        bar.progress(done / total, markdown(title))

    try:
        report = add_sources(data.store(), sources, data.settings(), data.pipeline, progress)
    except AtlasError as error:
        state.note("error", str(error))
    else:
        _tell(report)
        if len(report.rejected) < len(sources):
            state.empty(boxes)


def _tell(report: IngestReport) -> None:
    if report.added:
        state.note("success", f"{wording.plural(report.added, 'source')} added.")
    if report.updated:
        state.note("success", f"{wording.plural(report.updated, 'source')} read again.")
    if report.skipped:
        state.note("warning", f"{wording.plural(report.skipped, 'text')} known already: the same text is one source.")
    if report.unread:
        listed = wording.plural(report.unread, "source")
        state.note("warning", f"{listed} listed and not read yet: see the column State.")
    for rejected in report.rejected:
        state.note("refused", rejected.reason)
