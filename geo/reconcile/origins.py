"""From whom what outlets print comes: "6 outlets, 2 origins: prosecutor, AP".

Read from the bodies and never from headlines.  A passage comes from who is said in it to say it; else from the agency
whose report the text is; else from the story that several outlets print; else from its outlet.  Two origins that may be
one stay two: only who is known by a proper name, or speaks for a known government, is one person or body in two texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.incident import Origin
from geo.lexicons import general, pattern, reading
from geo.reconcile.events.places import fold
from geo.reconcile.translations import originals_of
from geo.settings import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.incident import Evidence, IncidentEvent, IncidentQuote, LedgerEntry
    from geo.types import Document

#: Characters at the head of a text in which its dateline stands.
HEAD = 160
#: Characters of the last line of a text that is a credit: the agency's name and a bracket or dash around it.
CREDIT = 40
#: Authorities of whom there is one in an incident, and all that are somebody.
GOVERNMENTS = frozenset({"federal", "state"})
RANKED = GOVERNMENTS | {"named"}
_DATELINE = re.compile(r"\A[^\n]{0,80}?\((?P<credit>[^()\n]{2,40})\)\s*(?:\.\s*)?[—–-]")
_AROUND = re.compile(r"^[\s(\[—–/©-]+|[\s)\].—–/-]+$")


class Origins:
    """Tells the origin of passages in the documents of one incident."""

    def __init__(
        self,
        documents: Iterable[Document],
        stories: Iterable[Sequence[str]],
        quotes: Iterable[IncidentQuote],
        counts: Iterable[LedgerEntry],
    ) -> None:
        counts = tuple(counts)
        self._documents = {d.id: d for d in documents}
        self._original = originals_of(tuple(self._documents.values()))
        self._story = {doc_id: story for story in stories for doc_id in story}
        self._printed = {d.id: _agency_of(d) for d in self._documents.values()}
        self._quotes = defaultdict[str, list["IncidentQuote"]](list)
        for quote in quotes:
            if quote.speaker:
                self._quotes[quote.doc_id].append(quote)
        self._same = {(e.doc_id, *_number_of(e)): e for e in counts}
        self._counted = {(e.doc_id, e.sent_start): entry for entry in counts for e in (entry.evidence, *entry.also)}

    def of_count(self, entry: LedgerEntry, evidence: Evidence | None = None) -> Origin:
        """Where a count comes from, with all documents that have it; or where it comes from in one of its passages.

        What a translation has from its original comes from where that has it.
        """
        original = self._same.get((self._original.get(entry.doc_id, ""), *_number_of(entry)))
        if original and original.doc_id not in self._original:
            return replace(self.of_count(original), documents=(entry.doc_id, *entry.copies))
        said = entry.asserted_by if entry.authority in RANKED or _agency(entry.asserted_by) else None
        shared = said is not None and (entry.authority in GOVERNMENTS or _is_proper(said))
        papers = (evidence.doc_id,) if evidence else (entry.doc_id, *entry.copies)
        return replace(self._of(said, evidence or entry.evidence, shared=shared), documents=papers)

    def of_counts(self, entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
        """Counts with their origins."""
        return tuple(replace(entry, origin=self.of_count(entry)) for entry in entries)

    def of_events(self, events: Iterable[IncidentEvent]) -> tuple[IncidentEvent, ...]:
        """Events with theirs."""
        return tuple(replace(event, origins=self.of_event(event)) for event in events)

    def of_event(self, event: IncidentEvent) -> tuple[Origin, ...]:
        """Where the reports of an event come from, each origin once, with its documents; those of most papers first."""
        first = {e.doc_id: e for e in reversed(event.evidence)}
        return merged(
            replace(self._of_passage(first[i], event) if i in first else self._of_paper(i), documents=(i,))
            for i in event.sources
        )

    def _of_passage(self, evidence: Evidence, event: IncidentEvent) -> Origin:
        """Who is quoted as telling it; of a killing, who counts the dead in its sentence."""
        speaker = next((q.speaker for q in self._quotes[evidence.doc_id] if _holds(q, evidence)), None)
        counted = self._counted.get((evidence.doc_id, evidence.sent_start))
        if speaker is None and counted and event.type == "killing":
            return self.of_count(counted, evidence)
        return self._of(speaker, evidence, shared=speaker is not None and _is_proper(speaker))

    def _of(self, said: str | None, evidence: Evidence, *, shared: bool) -> Origin:
        """``shared``: one of that name is the same in every text."""
        paper = self._of_paper(evidence.doc_id)
        agency = _agency(said) or (paper.name if paper.kind == "agency" else None)
        if said is None or _agency(said):
            said, shared = self._cited(evidence), False
            if said is None or _agency(said):
                agency = _agency(said) or agency
                return Origin(agency, "agency") if agency else paper
            shared = _is_proper(said)
        via = (agency,) if agency else self._told_agency(evidence)
        # "The prosecutor" of one agency's reports is one; of two papers' reports it may be two.
        return Origin(said, "speaker", via, key="" if shared else "; ".join(via) or paper.key)

    def _words(self, evidence: Evidence) -> str:
        document = self._documents.get(evidence.doc_id)
        return document.text[evidence.sent_start : evidence.sent_end] if document else ""

    def _cited(self, evidence: Evidence) -> str | None:
        """Whom the passage says that it passes on: "AP reported, citing the prosecutor"."""
        document = self._documents.get(evidence.doc_id)
        with reading(document.language if document else DEFAULT_LANGUAGE):
            found = pattern("quotes", "sources", "citing").search(self._words(evidence))
        return " ".join(found["who"].split()) if found else None

    def _told_agency(self, evidence: Evidence) -> tuple[str, ...]:
        """The agency that the passage names beside its speaker: "the prosecutor told Reuters"."""
        return tuple(dict.fromkeys(_agencies()[fold(m[0])] for m in _names().finditer(self._words(evidence))))

    def _of_paper(self, doc_id: str) -> Origin:
        """Of what a paper tells in its own words: the agency's, the story's or its own."""
        first = self._original.get(doc_id, doc_id)
        story = self._story.get(first, (first,))
        agency = next((found for i in story if (found := self._printed.get(i))), None)
        if agency:
            return Origin(agency, "agency")
        lead = self._documents.get(story[0])
        return Origin((lead.publisher or lead.domain or lead.title) if lead else doc_id, "outlet", key=story[0])


def merged(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Each origin once, with all its documents and ways; that of most documents first."""
    groups = defaultdict[tuple[str, str, str], list[Origin]](list)
    for origin in origins:
        groups[origin.kind, fold(origin.name), origin.key].append(origin)
    found = [
        replace(
            of[0],
            via=tuple(dict.fromkeys(name for o in of for name in o.via)),
            documents=tuple(dict.fromkeys(i for o in of for i in o.documents)),
        )
        for of in groups.values()
    ]
    return tuple(sorted(found, key=lambda o: (-len(o.documents), o.name, o.key)))


def same_number(entry: LedgerEntry, among: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Those of a toll's counts that tell the same number; parts of it, of the same places."""

    def told(of: LedgerEntry) -> tuple[object, ...]:
        count = of.casualty
        return (of.toll, count.min, count.max, count.approx, of.part, of.covers if of.part else ())

    return tuple(other for other in among if told(other) == told(entry))


def origins_of(entries: Iterable[LedgerEntry]) -> tuple[Origin, ...]:
    """The origins of several counts, each once."""
    return merged(entry.origin for entry in entries if entry.origin)


# ------------------------------------------------------------------ who is meant
def _number_of(entry: LedgerEntry) -> tuple[object, ...]:
    count = entry.casualty
    return entry.toll, count.min, count.max, count.approx, entry.part


def _holds(quote: IncidentQuote, evidence: Evidence) -> bool:
    """Whether what is told stands within what somebody is quoted as saying."""
    parts = quote.quote.parts or ((quote.quote.start, quote.quote.end),)
    return any(start <= evidence.start and evidence.end <= end for start, end in parts)


def _is_proper(name: str) -> bool:
    """Whether it means the same one in two texts: "prosecutors" and "Police", at the head of a sentence, may not."""
    return any(word[0].isupper() for word in name.split()[1:])


def _agency(name: str | None) -> str | None:
    """The agency of that name; None: it is none."""
    return _agencies().get(fold(name)) if name else None


@cache
def _agencies() -> dict[str, str]:
    """The name under which an agency is shown, by each of its unmistakable names, folded."""
    return {fold(name): agency["name"] for agency in general("agencies")["agency"] for name in agency["names"]}


@cache
def _credits() -> dict[str, str]:
    """The same with the short names that mean an agency in a dateline alone."""
    short = {fold(name): a["name"] for a in general("agencies")["agency"] for name in a.get("short", ())}
    return short | _agencies()


@cache
def _names() -> re.Pattern[str]:
    names = sorted((n for a in general("agencies")["agency"] for n in a["names"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _agency_of(document: Document) -> str | None:
    """The agency whose report a text is: by its dateline, its author, its last line or its publisher."""
    dateline = _DATELINE.match(document.text.lstrip()[:HEAD])
    if dateline and (found := _credits().get(fold(dateline["credit"]))):
        return found
    stated = (document.author, document.publisher, _last_line(document.text))
    return next((found for name in stated if name and (found := _agencies().get(fold(name)))), None)


def _last_line(text: str) -> str:
    """The last line where it is short, without what stands around a credit."""
    last = text.rstrip()[-CREDIT:].rpartition("\n")[2]
    return _AROUND.sub("", last) if len(text) > CREDIT else ""
