"""The evidence card: the sentences behind whatever is open, and the way into their source."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.charts.waffle import colour, waffle
from geo.escape import safe
from geo.language.quotes.act_and_theme import themes
from geo.messages import decimal, say, say_n, spoken
from geo.messages.stored import retold
from geo.present import wording
from geo.present.design import data_uri, symbol_of
from geo.present.grades import in_words
from geo.present.key_figures import noun, who
from geo.present.origins import origins_told
from geo.present.passages import Mark, passage
from geo.reconcile.events.reports import SAID
from geo.reconcile.origins import origins_of, same_number
from geo.reconcile.stories import outlets_of
from geo.reconcile.tolls.checks import distinct
from geo.views import data, html, state
from geo.views.faults import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.incident import EventAside, Evidence, IncidentEvent, IncidentQuote, LedgerEntry, Toll
    from geo.present.passages import MarkKind
    from geo.types import Candidate, Document, Mention

PER_PAGE = 2
#: Probability from which another place of the name is told to the reader.
WORTH_NAMING = 0.05


def source_line(document: Document, extra: str = "") -> str:
    """Publisher, date and language of a source, as one line of HTML."""
    name = document.publisher or document.domain or document.name or say("source not named")
    told = [f"<b>{safe(name)}</b>", _dated(document)]
    if document.language != spoken():
        told.append(safe(wording.language_name(document.language)))
    if grade := data.shown().grades.get(document.id):
        told.append(f'<span class="grade" title="{safe(in_words(grade))}">{safe(grade.code)}</span>')
    if extra:
        told.append(safe(extra))
    return " · ".join(told)


def _dated(document: Document) -> str:
    shown = safe(wording.day(document.published, year=True))
    if document.published_basis == "inferred":
        told = say("{day}, inferred", day=shown)
        return f'<span class="infer" title="{safe(retold(document.published_reason))}">{told}</span>'
    return shown


def sentence_html(evidence: Evidence, kind: MarkKind = "actor", extra: str = "") -> str:
    """One sentence with its marks and the line of its source."""
    document = data.documents()[evidence.doc_id]
    shown = passage(document.text, evidence.sent_start, evidence.sent_end, data.shown().marks(evidence, kind))
    return f'<blockquote>{shown}</blockquote><p class="meta">{source_line(document, extra)}</p>'


def card(
    head: str,
    items: Sequence[tuple[Evidence, str]],
    *,
    kind: MarkKind = "actor",
    key: str,
    more: Callable[[], None] | None = None,
) -> None:
    """A framed card: ``head`` is safe HTML, ``items`` the evidence, each with a word on who says it.

    ``more`` draws further buttons beside its own.
    """
    with st.container(border=True, key=f"card_{key}"):
        first = state.sentence(len(items)) // PER_PAGE * PER_PAGE
        shown = items[first : first + PER_PAGE]
        body = "".join(sentence_html(e, kind, extra) for e, extra in shown)
        st.html(f'<div class="evid">{head}{body or _nothing()}</div>')
        if shown:
            _buttons(shown[0][0], first, len(items), key, more)


def _nothing() -> str:
    return f'<p class="none">{say("No sentence in this view.")}</p>'


def _buttons(evidence: Evidence, first: int, count: int, key: str, more: Callable[[], None] | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"turn_{key}"):
        if st.button(
            say("Open in source text"), key=f"source_{key}"
        ):  # no callback: a dialog is drawn where it is called
            source_dialog(evidence)
        if more:
            more()
        if count > PER_PAGE:
            last = min(first + PER_PAGE, count)
            _turn("‹", f"back_{key}", first - PER_PAGE, say("Earlier sentences"), off=first == 0)
            _turn("›", f"next_{key}", last, say("More sentences"), off=last >= count)
            told = say("{first}–{last} of {n} sentences", first=first + 1, last=last, n=decimal(count))
            st.html(f'<p class="side">{told}</p>')


def _turn(sign: str, key: str, to: int, words: str, *, off: bool) -> None:
    st.button(sign, key=key, disabled=off, help=words, on_click=state.turn, args=(to,))


def source_dialog(evidence: Evidence) -> None:
    """The whole source, with the sentence shown first and marked in its place."""
    st.dialog(say("Source text"), width="large")(_guarded_source)(evidence)


def _guarded_source(evidence: Evidence) -> None:
    with guarded("The source text", apart=True):  # a dialog is drawn outside the frame
        _source(evidence)


def _source(evidence: Evidence) -> None:
    document, here = data.documents()[evidence.doc_id], Mark(evidence.sent_start, evidence.sent_end, "subject")
    shown = passage(document.text, evidence.sent_start, evidence.sent_end, data.shown().marks(evidence))
    # A link to where it was published is shown as text: a click must not leave the machine unasked.
    address = f" · {safe(document.url)}" if document.url else ""
    st.html(
        f'<div class="evid"><h3>{safe(document.title)}</h3><p class="meta">{source_line(document)}{address}</p>'
        f"<blockquote>{shown}</blockquote></div>"
    )
    st.html(f'<div class="source">{_whole(document.text, here)}</div>')


def _whole(text: str, here: Mark) -> str:
    before, within, after = text[: here.start], text[here.start : here.end], text[here.end :]
    return f'{safe(before)}<mark class="mk1">{safe(within)}</mark>{safe(after)}'


def event_card(event: IncidentEvent) -> None:
    """The card of an event."""
    reach = say(" · place known to: {reach}", reach=wording.known_to(event.where_prec, event.radius_km))
    known = reach if event.place else ""
    time = "" if event.time else say(" · hour not stated")
    head = (
        f"<h3>{html.icon(symbol_of(event.type), 17)} {safe(event.title)}</h3>"
        f'<p class="meta">{safe(wording.when(event, year=True))}{time} · <b>{safe(_where(event))}</b>'
        f"{safe(known)} · {safe(_told_by(event))}</p>{_why_then(event)}{_why_here(event)}"
    )
    card(head, [(e, "") for e in sentences_of(event)], key="event")


def event_aside_card(item: EventAside) -> None:
    """The card of an event that is told and is none of the incident."""
    head = (
        f"<h3>{html.icon(symbol_of(item.type), 17)} {safe(wording.EVENT_WORDS[item.type])}</h3>"
        f'<p class="meta">{say("no event of the incident:")} <b>{safe(retold(item.reason))}</b></p>'
    )
    card(head, [(item.evidence, "")], key="event")


def _told_by(event: IncidentEvent) -> str:
    """How many sources tell it, in which language alone; copies of one story are said to be that."""
    alone = wording.only_in(data.one_language().of_event(event))
    return " · ".join(filter(None, (_number_told(event), alone)))


def _number_told(event: IncidentEvent) -> str:
    outlets = len(outlets_of(event.sources, data.documents()))
    if 0 < len(event.origins) < outlets:
        return origins_told(outlets, event.origins)
    if event.witnesses < outlets and max(outlets, len(event.sources)) > event.witnesses > 0:
        return f"{wording.plural(outlets, 'outlet')}, {wording.plural(event.witnesses, 'story', 'stories')}"
    if 0 < event.witnesses < len(event.sources):  # of texts that tell no outlet
        sources = wording.plural(len(event.sources), "source")
        return f"{sources}, {wording.plural(event.witnesses, 'story', 'stories')}"
    return wording.plural(len(event.sources), "source")


def _why_then(event: IncidentEvent) -> str:
    """What an inferred day rests on, as HTML; empty where a source tells the day."""
    if event.date_basis == "told":
        return ""
    if event.date_basis == "story":
        rests = say("no sentence of it names the day; its sources tell this day around it")
    else:
        rests = _inferred_from(event)
    return f'<p class="meta"><span class="infer">{say("Why then")}</span> · {rests}</p>'


def _inferred_from(event: IncidentEvent) -> str:
    return (
        say("no source of it names the day; other sources of the incident date it")
        if event.date_prec == 1
        else say("no source of it names the day; after the incident began, before the report was published")
    )


def _why_here(event: IncidentEvent) -> str:
    """Why the place is the one meant, how sure that is, and what else the name may mean, as HTML."""
    if event.place_basis == "inferred":
        said = event.type in SAID
        rests = (
            say("inferred: no sentence says where; it is the country whose government speaks")
            if said
            else say("inferred: no sentence says where; it is the place that its sources speak of around it")
        )
        return f'<p class="meta"><span class="infer">{say("Why here")}</span> · {rests}</p>'
    mention = _best_mention(event)
    if mention is None or mention.score is None:
        return ""
    others = [c for c in mention.candidates[1:] if c.score >= WORTH_NAMING]
    named = say(" or ").join(_named(c) for c in others[:2])
    also = say("; could also be {places}", places=named) if others else ""
    return (
        f'<p class="meta"><span class="infer">{say("Why here")}</span> · '
        f"{safe(retold(mention.reason).removesuffix('.'))} · "
        f"{safe(wording.sure(mention.score))}{safe(also)}</p>"
    )


def _best_mention(event: IncidentEvent) -> Mention | None:
    """The mention of the event's place in its evidence that is surest."""
    here = [m for e in event.evidence for m in _named_in(e) if _is_of(event, m)]
    return max(here, key=lambda m: m.score or 0.0, default=None)


def _named_in(told: Evidence) -> list[Mention]:
    """The places that a sentence names."""
    return data.shown().named_in(told.doc_id, told.sent_start, told.sent_end)


def _is_of(event: IncidentEvent, mention: Mention) -> bool:
    return event.place is not None and mention.place is not None and mention.place.id == event.place.id


def read_first(found: Iterable[Evidence], names: Callable[[Mention], bool] | None = None) -> list[Evidence]:
    """Sentences as a card tells them: in the reader's language, of these first those that name such a place.

    Else they stand in the order in which they came.  A sentence that says where tells of this and of nothing beside it.
    """
    found = list(found)
    if len(found) < 2:
        return found

    def order(told: Evidence) -> tuple[bool, bool]:
        named = names is not None and any(map(names, _named_in(told)))
        return data.documents()[told.doc_id].language != spoken(), not named

    return sorted(found, key=order)


def sentences_of(event: IncidentEvent) -> list[Evidence]:
    """Those of an event, the most telling first."""
    return read_first(event.evidence, partial(_is_of, event))


def _named(candidate: Candidate) -> str:
    place = candidate.place
    above = place.admin1 if place.admin1 != place.name else wording.country(place.country) if place.country else None
    return f"{', '.join(part for part in (place.name, above) if part)} ({100 * candidate.score:.0f} %)"


def _where(event: IncidentEvent) -> str:
    if not event.place:
        return say("place not told")
    parts = [wording.place_name(event.place), event.place.admin1 if event.place.admin1 != event.place.name else None]
    return ", ".join(p for p in parts if p)


def count_card(
    toll: Toll, entry: LedgerEntry, among: Sequence[LedgerEntry] = (), more: Callable[[], None] | None = None
) -> None:
    """The card of one count in the ledger; ``among``: all counts, of which some may be its parts."""
    says = who(entry)
    rule = (
        f'<div class="warnbox"><b>{say("Why ranked best")}</b> · {safe(toll.rule)}</div>'
        if entry.relation == "best"
        else ""
    )
    head = (
        f"<h3>{safe(wording.said(entry.casualty).capitalize())} {safe(noun(toll))}</h3>"
        f'<p class="meta">{say("says")} <b>{safe(says)}</b> · {_relation(entry)} · '
        f"{safe(entry.casualty.party or say('party not stated'))}{safe(_reach(entry))}{_alone(entry)}</p>"
        f"{_copies(entry)}{_origins(entry, toll)}{_parts(entry, among)}{rule}"
    )
    told = [(e, say("says: {who}", who=says)) for e in (entry.evidence, *entry.also)]
    card(head, told, kind="count", key="count", more=more)


#: Relations that the glossary explains.
_EXPLAINED = {"best": "best", "rival": "rival", "superseded": "superseded", "other": "apart"}


def _relation(entry: LedgerEntry) -> str:
    words = safe(wording.RELATION_WORDS[entry.relation])
    key = _EXPLAINED.get(entry.relation)
    return html.term(key, words) if key else words


def _parts(entry: LedgerEntry, among: Sequence[LedgerEntry]) -> str:
    """The parts that its own text tells of it, drawn, as HTML; empty where it tells none or they exceed it."""
    own = distinct(e for e in among if e.doc_id == entry.doc_id and e.part_of == entry.casualty)
    parts = sorted(((e.casualty.min, e) for e in own if e.casualty.min), key=lambda part: -part[0])
    total = entry.casualty.min or 0
    image = waffle(
        total, [n for n, _ in parts], say("The parts of {n}", n=wording.counted(entry.casualty)), html.theme()
    )
    if not image:
        return ""
    told = [
        (colour(i, html.theme()), f"{wording.said(e.casualty)} {e.casualty.party or say('people')}")
        for i, (_, e) in enumerate(parts)
    ]
    left = total - sum(n for n, _ in parts)
    told += [("none", say_n("{n} not broken down", "{n} not broken down", left))] if left else []
    key = "".join(f'<span><i style="background:{fill}"></i>{safe(words)}</span>' for fill, words in told)
    return f'<img alt="" class="waffle" src="{data_uri(image)}"><div class="legend parts"><div>{key}</div></div>'


def _alone(entry: LedgerEntry) -> str:
    """That no source of another language gives the number, as HTML; empty where one does."""
    alone = wording.only_in(data.one_language().of_count(entry))
    return f" · {safe(alone)}" if alone else ""


def _reach(entry: LedgerEntry) -> str:
    """What a count covers and what it is a part of, as far as its text tells."""
    where = f" · {covers(entry)}" if entry.covers else ""
    whole = entry.part_of
    if whole is None:
        return where
    what = f"{wording.said(whole)} {whole.party or wording.STATUS_WORDS[whole.status]}"
    return where + say(" · part of {count}", count=what)


def covers(entry: LedgerEntry) -> str:
    """The places that a count is told for; a dash where it names none."""
    return ", ".join(map(wording.place_name, entry.covers)) or wording.NONE


def _origins(entry: LedgerEntry, toll: Toll) -> str:
    """The same as HTML."""
    told = number_told(entry, toll)
    return f'<p class="meta"><span class="infer">{say("This number")}</span> · {safe(told)}</p>' if told else ""


def number_told(entry: LedgerEntry, toll: Toll) -> str:
    """From whom all who tell this number have it; empty where each has it from its own."""
    alike = same_number(entry, toll.entries)
    outlets, origins = (
        outlets_of((i for e in alike for i in (e.doc_id, *e.copies)), data.documents()),
        origins_of(alike),
    )
    return origins_told(len(outlets), origins) if 0 < len(origins) < len(outlets) else ""


def _copies(entry: LedgerEntry) -> str:
    """That several outlets print one story, as HTML; empty where it stands alone."""
    names = outlets_of((entry.doc_id, *entry.copies), data.documents())
    if len(names) < 2:
        return ""
    return (
        f'<p class="meta"><span class="infer">{say("{n} outlets, one story", n=len(names))}</span> · '
        f"{safe(say('counted once: {names}', names=', '.join(names)))}</p>"
    )


def _about(item: IncidentQuote) -> str:
    """What the statement does and what it is about, as HTML; empty where nothing is told."""
    q = item.quote
    act = wording.ACT_WORDS.get(q.act or "") if q.act != "asserts" else None  # as most words do
    about = [
        f"{say(themes()[key].label).lower()}{say(' (says it is not so)') if key in q.denied else ''}"
        for key in q.themes
        if key in themes()
    ]
    told = [part for part in (act, say("about {themes}", themes=", ".join(about)) if about else None) if part]
    return f'<p class="meta"><span class="infer">{safe(" · ".join(told))}</span></p>' if told else ""


def _quoted_in(item: IncidentQuote) -> str:
    """That no source of another language quotes the speaker, as HTML; empty where one does."""
    alone = data.one_language().of_speaker(item)
    return f" · {safe(say('quoted in {language} only', language=wording.language_name(alone)))}" if alone else ""


def quote_card(item: IncidentQuote) -> None:
    """The card of a quote."""
    q = item.quote
    day = wording.day(q.said_on, weekday=len(q.said_on) == 10) if q.said_on else ""
    said = say("said {day}", day=day) if day else say("day not stated")
    at = say(" in {place}", place=q.said_at.place.name) if q.said_at and q.said_at.place else ""
    cue = f" · “{safe(q.cue)}”" if q.cue else ""
    named = (
        ""
        if not q.speaker_text or q.speaker_text == item.speaker
        else (
            f'<p class="meta">“{safe(q.speaker_text)}” = {safe(item.speaker or say("not named"))}, '
            f'<span class="infer">{say("inferred from the text around it")}</span></p>'
        )
    )
    head = (
        f"<h3>{safe(item.speaker or say('Speaker not named'))}</h3>"
        f'<p class="meta"><b>{safe(q.affiliation or say("affiliation not given"))}</b> · {safe(said)}{safe(at)}{cue} · '
        f"{safe(wording.QUOTE_WORDS[q.kind])}{_quoted_in(item)}</p>{_about(item)}{named}"
    )
    card(head, [(item.evidence, "")], kind="subject", key="quote")
