"""The sources: what was read and what not, adding, dating and removing them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import daybounds
from geo.errors import AtlasError
from geo.escape import markdown, safe
from geo.ingest import redate
from geo.messages import Labels, decimal, say, say_n
from geo.messages.stored import retold
from geo.present import wording
from geo.present.deeds import additions, arrived
from geo.reconcile.stories import outlets_of
from geo.selection.filters import Filters, sources_left
from geo.sources.published import outside
from geo.views import data, evidence, html, picking, state
from geo.views.adding import panel
from geo.views.custody import grading, kept, visitors
from geo.views.custody.visitors import visitor
from geo.views.faults import guarded
from geo.views.frame import chips, foot, nothing, title_block
from geo.views.screens import brought

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.custody import Grade, Removed
    from geo.incident import Incident
    from geo.ingest import IngestReport
    from geo.types import Document

#: What a file says of itself, as the card of a source names it.
FIELDS = Labels(
    {
        "title": "Title",
        "published": "Date of publication",
        "publisher": "Publisher",
        "author": "Author",
        "url": "Address",
        "language": "Language",
        "kind": "Kind",
    }
)
BASIS_WORDS = Labels({"stated": "stated", "inferred": "inferred", "user": "set here", None: "not dated"}, "date")

#: Pixels of the column that says what became of a source.
STATE_WIDTH = 90
#: And of all columns of words together, beside the one of the number of events.
_TEXT_WIDTH, _NUMBER_WIDTH = 652, 50


def page() -> None:
    """Draw the page."""
    whole: Incident | None = None
    with guarded("The incident"):  # where none can be made of the sources, the one at fault must still be removable
        whole = data.incident()
    documents = whole.documents if whole else data.store().documents()
    unread = dict(whole.unread if whole else data.store().contents().unread)
    read = say_n("{n} source read", "{n} sources read", len(documents) - len(unread))
    left_out = say_n(", {n} listed and not read yet", ", {n} listed and not read yet", len(unread)) if unread else ""
    title_block(say("Sources"), read + left_out)
    panel.settle()
    _messages()
    left, right = st.columns([752, 392], gap="small")
    with left:
        listed = _left(documents) if whole else documents
        if whole and state.chosen_filters() != Filters():
            chips(say_n("{shown} of {n} source", "{shown} of {n} sources", len(documents), shown=decimal(len(listed))))
        if whole:
            panel.came(whole)
        all_of = say("All sources") if len(listed) == len(documents) else say("Sources that tell of what is chosen")
        note = say("choose a row to date, remove or read it") if visitor().may_edit else say("choose a row to read it")
        html.section(all_of, note)
        chosen = _table(listed, unread, whole)
        if chosen:
            _of(chosen, whole, brought.listed)
            _text(chosen)
        kept.taken_out(data.shown().removed, _bring_back if visitor().may_edit else None)
        kept.log(data.shown().log)
    with right, st.container(key="beside"):
        if chosen:
            _of(chosen, whole, brought.opened)
            _about(chosen, _state_in_full(chosen, unread, _copies(whole)))
            grading.shown(chosen)
        with st.container(key="changes"):
            _changes(chosen)
    if whole:
        asked = say("Texts are kept as they came; no address is asked but those that are given.")
        foot(asked if data.settings().network else say("Texts are kept as they came; nothing is sent anywhere."))


def _changes(chosen: Document | None) -> None:
    """What an editor can do, and how one becomes an editor."""
    if not visitor().may_edit:
        visitors.sign_in()
        return
    if chosen:
        grading.form(chosen, _graded)
        _actions(chosen)
    panel.forms()
    visitors.signed_in()


def _of(document: Document, whole: Incident | None, draw: Callable[[Document, Incident], None]) -> None:
    """Draw something of a source within the filters; nothing where no incident can be made."""
    if whole:
        draw(document, data.narrowed(state.chosen_filters()))


def _left(documents: Sequence[Document]) -> Sequence[Document]:
    """Those that tell anything of what the filters leave."""
    chosen = state.chosen_filters()
    telling = sources_left(data.narrowed(chosen), chosen)
    return documents if chosen == Filters() else [d for d in documents if d.id in telling]


def _table(documents: Sequence[Document], unread: dict[str, str], whole: Incident | None) -> Document | None:
    if not documents and whole and whole.documents:
        nothing(say("No source tells of what is chosen."), "sources")
        return None
    if not documents:
        st.html(f'<p class="none">{say("No source yet: drop files or paste a text at the right.")}</p>')
        return None
    listed = _newest_first(documents)
    chosen = next((d for d in listed if d.id == state.on_pages().document), None)
    rows = _rows(listed, unread, whole)
    picking.rows(
        rows,
        [d.id for d in listed],
        "source_table",
        ticked=state.on_pages().document,
        pick=_source_picked,
        height=320 if chosen else 620,  # what is chosen follows below
        columns=_columns(rows, explained=any(map(_is_explained, listed))),
    )
    return chosen


def _newest_first(documents: Sequence[Document]) -> list[Document]:
    """As the log and the quotes stand; those of one day by their names, and last those without a day."""
    named = sorted(documents, key=lambda d: (d.publisher or "", d.title))
    return sorted(named, key=lambda d: d.published or "", reverse=True)


def _columns(rows: Sequence[dict[str, Any]], *, explained: bool) -> dict[str, Any]:
    """How wide each is; the title has what the others need not.  ``explained``: "(inferred)" stands behind a day."""
    grade, became = say("Grade"), say("State", "of a source")
    usual = all(row[became] == say("read") for row in rows)
    taken = {
        say("Published"): 92 + (40 if explained else 0),
        say("Publisher"): 160,
        **({grade: 42} if grade in rows[0] else {}),
        became: 58 if usual else STATE_WIDTH,
        say("Language"): 66,
    }
    title = _TEXT_WIDTH - sum(taken.values())
    events = {say("Events"): st.column_config.NumberColumn(width=_NUMBER_WIDTH)}
    return picking.widths(taken | {say("Title"): title}) | events


def _source_picked(doc_id: str | None) -> None:
    state.choose_here(document=doc_id)


def _rows(listed: Sequence[Document], unread: dict[str, str], whole: Incident | None) -> list[dict[str, Any]]:
    """What the table says of each source."""
    grades = data.shown().grades
    told, copies = (_told(data.narrowed(state.chosen_filters())), _copies(whole)) if whole else ({}, {})
    return [
        {
            say("Published"): _dated_as(d),
            say("Publisher"): d.publisher or d.domain or wording.NONE,
            say("Title"): d.title,
            **({say("Grade"): grades[d.id].code if d.id in grades else ""} if grades else {}),
            **({say("Events"): told.get(d.id, 0)} if whole else {}),
            say("State", "of a source"): _state(d, unread, copies),
            say("Language"): wording.language_name(d.language),
        }
        for d in listed
    ]


def _is_explained(document: Document) -> bool:
    """Whether its day is known otherwise than by the source's own statement."""
    return document.published_basis not in {"stated", None}


def _dated_as(document: Document) -> str:
    """Its day; of one that the source does not state, how it is known."""
    told = wording.day(document.published, year=True)
    return f"{told} ({BASIS_WORDS[document.published_basis]})" if _is_explained(document) else told


def _state(document: Document, unread: dict[str, str], copies: dict[str, int]) -> str:
    """In as few words as its column has room for; what is known of the source says it whole."""
    if document.id in unread:
        return say("not read", "of a source")
    if many := copies.get(document.id):
        return say_n("{n} outlet", "{n} outlets", many)
    return say("read")


def _state_in_full(document: Document, unread: dict[str, str], copies: dict[str, int]) -> str:
    if document.id in unread:
        return retold(unread[document.id])
    many = copies.get(document.id)
    return say("one story, {n} outlets", n=many) if many else say("read")


def _copies(whole: Incident | None) -> dict[str, int]:
    """For each source that carries the story of others: how many outlets do, so that it counts once."""
    if whole is None:
        return {}
    documents = data.documents()
    stories = [*whole.stories, *((d.id,) for d in whole.documents)]
    told: dict[str, int] = {}
    for story in stories:
        if (many := len(outlets_of(story, documents))) > 1:
            told |= {i: many for i in story if i not in told}
    return told


def _told(shown: Incident) -> dict[str, int]:
    counts: dict[str, int] = {}
    for event in shown.events:
        for doc_id in event.sources:
            counts[doc_id] = counts.get(doc_id, 0) + 1
    return counts


def _text(document: Document) -> None:
    html.section(say("Text"))
    told = "".join(f" · {safe(part)}" for part in (document.author, document.url) if part)
    st.html(
        f'<div class="evid"><h3>{safe(document.title)}</h3>'
        f'<p class="meta">{evidence.source_line(document)}{told}</p></div>'
        f'<div class="source">{safe(document.text.strip())}</div>'
    )


def _about(document: Document, state_words: str) -> None:
    """What is known of the source itself."""
    html.section(say("This source"))
    why = retold(document.published_reason)
    dated = say("date {basis}", basis=BASIS_WORDS[document.published_basis])
    st.html(
        f'<p class="side"><b>{safe(document.publisher or document.title)}</b> · {safe(state_words)} · '
        f"{safe(dated)}. {safe(why)}</p>"
    )
    if found := [f"{FIELDS[key]}: {retold(where)}" for key, where in document.found if key in FIELDS]:
        st.html(f'<p class="side">{say("Where the file says it")} · {safe("; ".join(found))}</p>')
    came = arrived(document, additions(data.shown().log).get(document.id))
    st.html(f'<p class="side">{safe(say("How it came: {way}", way=came))}</p>')
    if document.original:
        st.html(f'<p class="side">{safe(say("Its file: SHA-256 {hash}", hash=document.original))}</p>')
    if warnings := _warnings(document):
        st.html(f'<div class="warnbox">{"<br>".join(map(safe, warnings))}</div>')


def _actions(document: Document) -> None:
    """What an editor can do with it."""
    key = f"date_{document.id}"
    with st.form("date_form", border=True):
        st.date_input(
            say("Date of publication"),
            daybounds.read_day(document.published),
            format="YYYY-MM-DD",
            min_value=daybounds.first_day(),
            max_value=daybounds.last_day(),
            key=key,
        )
        st.form_submit_button(say("Set the date and read again"), on_click=_dated, args=(document, key))
    sure = st.checkbox(say("Remove it with all it brought"), key=f"sure_{document.id}")
    st.button(
        say("Remove this source"),
        disabled=not sure,
        key=f"remove_{document.id}",
        on_click=state.later,
        args=(partial(_remove, document),),
    )


def _dated(document: Document, key: str) -> None:
    if isinstance(day := st.session_state[key], date):
        state.later(partial(_redate, document, day))


def _redate(document: Document, day: date) -> None:
    with st.spinner(say("Reading with the new date")):
        _do(
            lambda: redate(
                data.store(), document.id, day.isoformat(), data.settings(), data.pipeline, by=visitor().editor()
            ),
            say(
                "{source} is now dated {day}.",
                source=document.publisher or document.title,
                day=wording.day(day.isoformat(), year=True),
            ),
        )


def _remove(document: Document) -> None:
    _do(
        lambda: data.store().remove(document.id, by=visitor().editor()),
        say(
            "{source} was removed with all it told. It can be brought back below the list.",
            source=document.publisher or document.title,
        ),
    )


def _graded(document: Document, grade: Callable[[], Grade | None]) -> None:
    """``grade`` makes it of what was typed, and may refuse that."""
    state.later(
        lambda: _do(
            lambda: data.store().grade(document.id, grade(), by=visitor().editor()),
            say("The grade of {source} is kept.", source=document.publisher or document.title),
        )
    )


def _bring_back(item: Removed) -> None:
    state.later(
        lambda: _do(
            lambda: data.store().bring_back(item.doc_id, by=visitor().editor()),
            say("{source} is back with all it told.", source=item.publisher or item.title),
        )
    )


def _read_again() -> None:
    try:
        visitor().editor()
        data.read_again()
    except AtlasError as error:
        state.note("error", retold(str(error)))


def _warnings(document: Document) -> list[str]:
    """What was mended or could not be read in a source, as sentences; and that its date is beyond the bounds."""
    told = [retold(warning) for warning in document.warnings]
    if document.published and daybounds.read_day(document.published) is None:
        told.append(retold(outside(document.published, document.published)))
    return [f"{warning[:1].upper()}{warning[1:].removesuffix('.')}." for warning in told]


def _do(action: Callable[[], object], done: str) -> None:
    try:
        action()
        state.note("success", done)
    except AtlasError as error:
        state.note("error", retold(str(error)))


def _messages() -> None:
    """What the last action came to, shown once; what of the folder and of the store could not be read, always."""
    shown = {"success": st.success, "error": st.error, "warning": st.warning}
    told = state.notes()
    for kind, text in told:
        if kind in shown:
            shown[kind](markdown(text))
    refused = [text for kind, text in told if kind == "refused"]
    html.refused(say_n("{n} source could not be read", "{n} sources could not be read", len(refused)), refused)
    passed = [text for kind, text in told if kind == "passed"]
    html.passed_over(_passed_over(len(passed)), passed)
    if report := data.reading().report:
        _of_the_folder(report)
    damaged = [f"{d.document_id}: {retold(d.reason)}" for d in data.shown().damaged]
    title = say_n("{n} source of the store cannot be shown", "{n} sources of the store cannot be shown", len(damaged))
    html.refused(title, damaged)


def _passed_over(n: int) -> str:
    return say_n("{n} note on what was passed over", "{n} notes on what was passed over", n)


def _of_the_folder(report: IngestReport) -> None:
    """What of the folder of seeds could not be read, and what is no source."""
    if report.rejected:
        title = say_n(
            "{n} source of the folder could not be read",
            "{n} sources of the folder could not be read",
            len(report.rejected),
        )
        html.refused(title, [retold(item.reason) for item in report.rejected])
        st.button(
            say("Read the folder again"),
            disabled=not visitor().may_edit,
            key="read_again",
            help=say("after the files were mended or taken away"),
            on_click=state.later,
            args=(_read_again,),
        )
    passed = [retold(item.reason) for item in report.passed_over]
    html.passed_over(say("Of the folder: {notes}", notes=_passed_over(len(passed))), passed)
