"""From whom what outlets print comes: "6 outlets, 2 origins: prosecutor, AP".

Read from the bodies and never from headlines.  A passage comes from who is said in it to say it; else from the agency
whose report the text is; else from the story that several outlets print; else from its outlet.  Two origins that may be
one stay two: only who is known by a proper name, or speaks for a known government, is one person or body in two texts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.incident import Origin
from geo.language.people.governments import named_governments
from geo.language.people.institutions import classify, core, is_bare, office_kind
from geo.language.quotes.speakers.bodies import may_speak
from geo.lexicons import pattern, reading
from geo.reconcile.credits.agencies import agencies_told, agency_called, agency_of
from geo.reconcile.credits.outlets import outlet_names
from geo.reconcile.credits.translations import originals_of
from geo.reconcile.events.places import fold
from geo.reconcile.stories import holds
from geo.settings import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.incident import Authority, Evidence, IncidentEvent, IncidentQuote, LedgerEntry
    from geo.reconcile.people import People
    from geo.types import Document

#: Authorities of whom there is one in an incident, and all that are somebody.
GOVERNMENTS = frozenset({"federal", "state"})
RANKED = GOVERNMENTS | {"named"}


class Origins:
    """Tells the origin of passages in the documents of one incident."""

    def __init__(
        self,
        documents: Iterable[Document],
        stories: Iterable[Sequence[str]],
        quotes: Iterable[IncidentQuote],
        counts: Iterable[LedgerEntry],
        people: People,
    ) -> None:
        counts = tuple(counts)
        self._people = people
        self._documents = {d.id: d for d in documents}
        self._original = originals_of(tuple(self._documents.values()))
        self._names = outlet_names(self._documents.values())
        self._hosts = defaultdict[str, set[str]](set)
        for d in self._documents.values():
            if d.domain and d.id in self._names:
                self._hosts[fold(self._names[d.id])].add(d.domain)
        self._stories = defaultdict[str, list["Sequence[str]"]](list)
        for story in stories:
            for doc_id in story:
                self._stories[doc_id].append(story)
        self._printed = {d.id: agency_of(d) for d in self._documents.values()}
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
        said = entry.asserted_by if entry.authority in RANKED or agency_called(entry.asserted_by) else None
        papers = (evidence.doc_id,) if evidence else (entry.doc_id, *entry.copies)
        return replace(self._of(said, evidence or entry.evidence, entry.authority), documents=papers)

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
        return self._of(speaker, evidence)

    def _of(self, said: str | None, evidence: Evidence, authority: Authority | None = None) -> Origin:
        paper = self._of_paper(evidence.doc_id, self._words(evidence))
        agency = agency_called(said) or (paper.name if paper.kind == "agency" else None)
        cited = self._cited(evidence)
        if said is None or agency_called(said) or agency_called(cited):  # "local media said, citing Reuters"
            said, authority = cited, None
            if said is None or agency_called(said):
                agency = agency_called(said) or agency
                return Origin(agency, "agency") if agency else paper
        via = (agency,) if agency else self._through(evidence)
        same = self._same_in_all(said, evidence.doc_id, authority)
        # "The prosecutor" of one agency's or one paper's reports is one; of two papers' reports it may be two.
        return Origin(said, "speaker", via, key="; ".join(via) or f"{paper.name} {paper.key}" if same is None else same)

    def _same_in_all(self, said: str, doc_id: str, authority: Authority | None) -> str | None:
        """What keeps those of that name apart in all texts, empty where nothing need; None: it may be another.

        "The Defence Ministry" is one for each government, and a "Police Department" may be any town's.
        """
        of_government = authority in GOVERNMENTS
        with reading(self._language(doc_id)):
            told = self._people.known(doc_id, said) or bool(named_governments(said))
            body = not told and is_bare(said)
            if told or (not body and _is_proper(said)):
                return "" if of_government or _is_proper(said) else None
            if not body and not of_government and office_kind(said) is None:
                return None
            return self._by_government(said, doc_id)

    def _by_government(self, said: str, doc_id: str) -> str | None:
        """The government of an office or body that is named by its kind alone, where it has one of that name."""
        told = {q.quote.jurisdiction for q in self._quotes[doc_id] if core(q.speaker or "") == core(said)}
        whose = told.pop() if len(told) == 1 else None
        level = classify(said)[1]
        if whose is None or level == "municipal":
            return None
        return None if (level == "state") != ("-" in whose) else whose

    def _language(self, doc_id: str) -> str:
        document = self._documents.get(doc_id)
        return document.language if document else DEFAULT_LANGUAGE

    def _words(self, evidence: Evidence) -> str:
        document = self._documents.get(evidence.doc_id)
        return document.text[evidence.sent_start : evidence.sent_end] if document else ""

    def _cited(self, evidence: Evidence) -> str | None:
        """Whom the passage says that it passes on: "AP reported, citing the prosecutor" – no "citing bad weather"."""
        with reading(self._language(evidence.doc_id)):
            found = pattern("quotes", "sources", "citing").search(self._words(evidence))
            who = " ".join(found["who"].split()) if found else None
            if found is None or who is None or agency_called(who) or self._people.known(evidence.doc_id, who):
                return who
            return who if may_speak(found["head"].strip()) else None

    def _through(self, evidence: Evidence) -> tuple[str, ...]:
        """The agency that the passage says they told it to, or that reports it."""
        with reading(self._language(evidence.doc_id)):
            return agencies_told(self._words(evidence))

    def _of_paper(self, doc_id: str, words: str = "") -> Origin:
        """Of what a paper tells in its own words: the agency's, the story's or its own."""
        story = self._story_of(self._original.get(doc_id, doc_id), words)
        own = (i for i in story if len(self._stories[i]) < 2)  # a digest's dateline is that of its first piece
        agency = next((found for i in own if (found := self._printed.get(i))), None)
        if agency:
            return Origin(agency, "agency")
        name = next((self._names[i] for i in story if i in self._names), None)
        if name:
            return Origin(name, "outlet", key=self._site(name, story[0]))
        lead = self._documents.get(story[0])
        return Origin(lead.title if lead else doc_id, "outlet", key=story[0])

    def _story_of(self, doc_id: str, words: str) -> Sequence[str]:
        """The documents that print a passage: of one that prints two stories, those of the one that has these words."""
        stories = self._stories[doc_id]
        if len(stories) == 1:
            return stories[0]
        texts = (self._documents[story[0]].text for story in stories if words)
        return next((story for story, text in zip(stories, texts, strict=False) if holds(text, words)), (doc_id,))

    def _site(self, name: str, doc_id: str) -> str:
        """What keeps outlets of one name apart: their hosts, where two that state one state different ones."""
        hosts = self._hosts[fold(name)]
        short = min(hosts, key=len, default="")
        if all(host == short or host.endswith(f".{short}") for host in hosts):
            return ""
        return self._documents[doc_id].domain or ""


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
