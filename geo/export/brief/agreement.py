"""Whether the records of a view agree with each other and with the texts, beyond the passages of one clause.

Records of one incident are made of each other: a title of counts, a toll of its entries, who is quoted of who is named.
One that was edited by hand, in a file that comes back, no longer fits those beside it.
"""

from __future__ import annotations

import re
from functools import cached_property, singledispatchmethod
from typing import TYPE_CHECKING

from geo.countries import country_name
from geo.export.brief.told import in_title, numbers_told
from geo.incident import Agency, IncidentEvent, IncidentJurisdiction, IncidentQuote, LedgerEntry, SetAside
from geo.lexicons import pattern, reading
from geo.present import wording
from geo.reconcile.events.kinds import kind_called
from geo.reconcile.events.places import fold
from geo.reconcile.events.reports import SAID
from geo.reconcile.events.titles import bare_title, titled
from geo.reconcile.tolls.toll import tolls_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.export.brief.content import View
    from geo.incident import Evidence, Toll
    from geo.types import Document, Place

    #: What makes two places one.
    _Spot = tuple[str, str]

#: Characters before and behind a sentence in which the verb that reports it stands.
_AROUND = 400
#: Minutes that have words of their own: "half past three".
_QUARTERS = frozenset({0, 15, 30, 45})
#: What stands before somebody's own words.
_OPENS = re.compile(r"[\"'“”«‘—–:-]\s*$")


class Agreement:
    """What the records of a view must agree with; each part is made when it is first asked for."""

    def __init__(self, view: View) -> None:
        self._whole, self._shown, self._chosen = view.whole, view.shown, bool(view.filters)
        self._texts: Mapping[str, Document] = {d.id: d for d in view.whole.documents}

    # -------------------------------------------------------------- made anew
    @cached_property
    def _titles(self) -> Mapping[str, IncidentEvent]:
        """The events of the whole with the titles that its counts make, by their ids."""
        counts = [x for toll in self._whole.tolls for x in toll.entries]
        made = titled(self._whole.events, counts, self._whole.figures, self._texts, self._whole.mentions)
        return {e.id: e for e in made}

    @cached_property
    def _tolls(self) -> Mapping[tuple[str, str], Toll]:
        """The tolls that the counts of the view make."""
        made = tolls_of([x for toll in self._shown.tolls for x in toll.entries])
        return {(t.status, t.party_class): t for t in made}

    # ------------------------------------------------------------- told of
    @cached_property
    def _named(self) -> Mapping[str, set[_Spot]]:
        """The places that each text names."""
        named: dict[str, set[_Spot]] = {}
        for doc_id, m in self._whole.mentions:
            if m.place:
                named.setdefault(doc_id, set()).add((m.place.id, m.place.name))
        return named

    @cached_property
    def _all_named(self) -> set[_Spot]:
        return {spot for spots in self._named.values() for spot in spots}

    @cached_property
    def _countries(self) -> set[str | None]:
        """Those in which something is named, and for which somebody speaks."""
        spoken = {(q.quote.jurisdiction or "")[:2] for q in self._whole.quotes}
        return spoken | {m.place.country for _, m in self._whole.mentions if m.place}

    @cached_property
    def _days(self) -> tuple[str, str]:
        """The first day that a report tells, and the last one told or printed."""
        told = [e for e in self._whole.events if e.date_start and e.date_basis == "told"]
        printed = [d.published for d in self._whole.documents if d.published]
        ends = [e.date_end or e.date_start or "" for e in told]
        return min([e.date_start or "" for e in told] or printed, default=""), max([*ends, *printed], default="9")

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(_plain(d.text) for d in self._whole.documents)

    def _is_called(self, name: str) -> bool:
        """Whether a text has this very name."""
        return any(_plain(name) in text for text in self._folded)

    # --------------------------------------------------------------- records
    @singledispatchmethod
    def refusal(self, record: object) -> str | None:
        """Why a record does not fit the others, in a few words; None where it does, or where nothing is known of it."""
        del record
        return None

    @refusal.register
    def _(self, event: IncidentEvent) -> str | None:
        if event.name and not kind_called(event.name):
            return "no kind of event is called so"
        if self._is_retitled(event):
            return "its counts make another title"
        if event.place and not self._is_known(event.place):
            return "no text names its place"
        return self._day(event) or self._hour(event) or self._speaker_of(event)

    def _is_retitled(self, event: IncidentEvent) -> bool:
        """Whether its title is not the one that its type, its place and the counts make; numbers are checked apart."""
        made = self._titles.get(event.id)
        if made is None or made.evidence != event.evidence or (in_title(event) and not in_title(made)):
            return False
        kind = wording.event_name(event)
        return event.title not in {made.title, bare_title(event)} or event.says not in {made.says, kind, ""}

    def _is_known(self, place: Place) -> bool:
        of_country = place.level == "country" and place.name == country_name(place.country or "")
        return of_country or (place.id, place.name) in self._all_named or self._is_called(place.name)

    def _day(self, event: IncidentEvent) -> str | None:
        if not event.date_start or event.date_basis == "told":
            return None
        first, last = self._days
        within = event.date_start >= first[: len(event.date_start)] and (event.date_end or event.date_start) <= last
        return None if within else "it lies outside the days that are told"

    def _hour(self, event: IncidentEvent) -> str | None:
        """Noon and midnight have words of their own; an afternoon's hour may be told by either number."""
        if not event.time or event.time[:2] in {"00", "12"}:
            return None
        hour, minute = int(event.time[:2]), int(event.time[3:5])
        told = {n for e in event.evidence for n in numbers_told(e, self._texts)}
        hours = told & {hour, hour - 12, hour + 12}
        return None if hours and minute in told | _QUARTERS else "no sentence of it tells its hour"

    def _speaker_of(self, event: IncidentEvent) -> str | None:
        """Who is told to have said it is quoted, or named in a text of it."""
        if event.type not in SAID or not event.actors:
            return None
        name = event.actors[0]
        quoted = any(q.speaker == name for q in self._whole.quotes if q.doc_id in event.sources)
        return None if quoted or self._is_called(name) else "no text names who said it"

    @refusal.register
    def _(self, count: LedgerEntry) -> str | None:
        document = self._texts.get(count.doc_id)
        if document is None or count.published != document.published:
            return "its text was published on another day"
        own = count.casualty.place and count.casualty.place.place
        if not all(p == own or (p.id, p.name) in self._named.get(count.doc_id, ()) for p in count.covers):
            return "its text does not name the place that it counts for"
        return "it is of another toll" if count.toll.partition("/")[0] != count.casualty.status else None

    @refusal.register
    def _(self, aside: SetAside) -> str | None:
        return self.refusal(aside.entry)

    @refusal.register
    def _(self, quote: IncidentQuote) -> str | None:
        document, said = self._texts.get(quote.doc_id), quote.quote
        if document is None or quote.published != document.published:
            return "its text was published on another day"
        around = document.text[max(0, said.sent_start - _AROUND) : said.sent_end + _AROUND]
        if said.cue and fold(said.cue) not in fold(around):
            return "no verb like this reports it"
        start = (said.parts or ((said.start, said.end),))[0][0]
        if said.kind == "direct" and not _OPENS.search(document.text[max(0, start - 3) : start]):
            return "it is not told in their own words"
        return self._is_other(quote, document)

    def _is_other(self, quote: IncidentQuote, document: Document) -> str | None:
        """Whether another speaks than its text says; a body may have another name in another text."""
        own, name, called = quote.quote.speaker, quote.speaker, [n for _, n in quote.called]
        if not name or not own:
            return None
        if called and name in called:
            return None if any(_shares(n, own) for n in called) else "its text says that another said it"
        named = _shares(name, own) or (_shares(name, document.text) and not _shares(own, document.text))
        return None if named and not called else "its text says that another said it"

    @refusal.register
    def _(self, body: Agency) -> str | None:
        for name in (body.name, *(name for _, name in body.called)):
            if not self._is_called(name):
                return "no text calls it so"
        # A choice may leave a sentence that names it alone.
        spoke = self._chosen or body.involvement != "spoke" or any(map(self._is_said, body.evidence))
        return None if spoke else "no sentence of it tells that it spoke"

    def _is_said(self, e: Evidence) -> bool:
        """Whether a sentence quotes somebody, tells that something was said, or gives a number of somebody's."""
        said = [x for event in self._whole.events if event.type in SAID for x in event.evidence]
        said += [q.evidence for q in self._whole.quotes]
        said += [x.evidence for toll in self._whole.tolls for x in toll.entries if x.asserted_by]
        return any(x.doc_id == e.doc_id and _meet(x, e) for x in said) or self._takes_back(e)

    def _takes_back(self, e: Evidence) -> bool:
        """Whether a sentence says that a number was lowered or raised from one that is of no toll any more."""
        document = self._texts.get(e.doc_id)
        if document is None:
            return False
        sentence = document.text[e.sent_start : e.sent_end]
        with reading(document.language):
            former = pattern("counts_grammar", "shapes", "taken_back")
            return any(former.search(sentence[: m.start()]) for m in re.finditer(r"\d+", sentence))

    @refusal.register
    def _(self, j: IncidentJurisdiction) -> str | None:
        if j.country not in self._countries:
            return "no text names its country"
        states = {m.place.admin1 for _, m in self._whole.mentions if m.place and m.place.admin1_code == j.admin1_code}
        if j.admin1_code and j.admin1 not in states:
            return "its state has another name"
        towns = {fold(m.place.name) for _, m in self._whole.mentions if m.place}
        return "no text names it" if j.level == "municipal" and fold(j.name) not in towns else None

    def toll(self, toll: Toll) -> str | None:
        """Why a toll may not stand: the counts of the view make another one."""
        return None if toll == self._tolls.get((toll.status, toll.party_class)) else "its counts make another toll"


def _plain(text: str) -> str:
    """The words of a text alone, with a space around each: "CIA" does not stand in "policía"."""
    words = " ".join(re.findall(r"[^\W_]+", fold(text)))
    return f" {words} "


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.sent_start < other.sent_end and other.sent_start < one.sent_end


def _shares(name: str, text: str) -> bool:
    """Whether a text has a word of a name; a name without words of three letters is in every text."""
    words = re.findall(r"\w{3,}", fold(name))
    return not words or not set(words).isdisjoint(re.findall(r"\w{3,}", fold(text)))
