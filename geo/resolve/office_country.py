"""Of which country an office is whose words name none, as the text around its holder tells.

The nearest first: the same office told of one country elsewhere; the capital where its holder said it; whose envoy or
spokesman it is ("Lima is sending its top envoy"); a country that speaks of itself in the holder's words ("Peru stands
by you"); the government that the sentence before speaks of; the country where it happened.  A country that cannot
have such an office, or whose only one another person holds, is none of these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from geo.countries import is_meeting_place
from geo.language.people.governments import named_governments
from geo.language.people.roles import role_noun
from geo.language.text.annotations import text_of
from geo.language.text.grammar import adjectives_follow
from geo.language.text.hanging import is_subject
from geo.language.text.spans import starting_in
from geo.language.text.speech import saying_verbs, words
from geo.lexicons import Words, table
from geo.resolve.office_seat import capitals_beside, country_of_capital, filed_from
from geo.resolve.office_words import (
    could_be,
    country_led_by,
    heads,
    in_full,
    is_last_word,
    only_country,
    own_countries,
    top_offices,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.people.people import PersonMentions
    from geo.language.text.parsed import Doc, Span
    from geo.types import Mention, Quote

_IN = Words("institutions", "office_owners", "said_in")
_OWN = Words("institutions", "office_owners", "own")
_OFFERS = Words("institutions", "office_owners", "offers")
_GENITIVE_PREPOSITIONS = Words("text", "genitive_prepositions")
_COUNTERPART = Words("institutions", "office_owners", "counterparts")
_ONES_OWN = Words("people", "roles", "own")
_VISITS = Words("institutions", "office_owners", "visits")
_PLURAL = frozenset({"NNS", "NNPS"})
#: Characters before an office in which its country may stand: "the British and French prime ministers".
REACH = 30
#: Tokens before a name in which the owner of its office may be told: "its top envoy for Asia, Jane Doe".
OWNED_WITHIN = 10
#: Tokens of a sentence that opens with "his Peruvian counterpart".
COUNTERPART_WITHIN = 4


class Voice(NamedTuple):
    """A government that a text lets act or speak at a character."""

    at: int
    country: str
    acts: bool = True
    """False where it is only named: "they waited for Kenyan police"."""


def quotes_by_speaker(doc: Doc) -> dict[str, list[Quote]]:
    """What each speaker of a text says."""
    said: dict[str, list[Quote]] = defaultdict(list)
    for quote in doc._.quotes:
        if quote.speaker:
            said[quote.speaker].append(quote)
    return said


class Countries:
    """The countries of the offices in one text; ``home`` is where what it tells happened."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], home: str | None) -> None:
        self._doc, self._mentions, self.home = doc, mentions, home
        self._people: tuple[PersonMentions, ...] = doc._.people
        self._text: str = text_of(doc)
        self._voices = sorted(chain(self._of_offices(), self._of_bodies(), self._of_capitals(), self._of_countries()))
        self._starts = [voice.at for voice in self._voices]
        self._heads = self._told_heads()
        self.quotes = quotes_by_speaker(doc)
        self._placed = Counter(m.place.country for m in mentions if m.place and m.place.country)
        self._filed = filed_from(doc, mentions)

    def of(self, role: str, found: PersonMentions) -> str | None:
        """The country of an office, its words in full; None where the text does not make it clear."""
        if (only := only_country(role) or self._led_by(role, found)) is not None:
            return only
        taken = self._with_same_head(role, found) | self._visited(found) | self._counterparts(role, found)
        taken |= self._has_counterpart(found)
        ways = (
            self._behind(found),
            self._elsewhere(role),
            self._said_in(found),
            self._sending(found),
            self._own_words(found),
            self._at_home(role),
        )
        rest = (self.voice_before(found), [self.home or ""])
        for way in (*ways, *rest):
            fitting = [c for c in dict.fromkeys(way) if c and c not in taken and could_be(role, c)]
            if len(fitting) == 1:
                return fitting[0]
        return self._most_told_of(role, found, taken)

    def _most_told_of(self, role: str, found: PersonMentions, taken: set[str]) -> str | None:
        """The country most told of, else the one of those in the sentences about somebody that can have the office."""
        ranked = [country for country, _ in self._placed.most_common() if country not in taken]
        beside = self._beside(found)
        told = [*ranked[:1], *(country for country in ranked if country in beside)]
        return next((country for country in told if could_be(role, country)), None)

    def _beside(self, found: PersonMentions) -> set[str]:
        """The countries of the places in the sentences that name somebody."""
        spans = [self._doc.char_span(*span, alignment_mode="expand") for span in found.spans]
        sentences = {(span.sent.start_char, span.sent.end_char) for span in spans if span is not None}
        near = (m.place for start, end in sentences for m in starting_in(self._mentions, start, end))
        return {place.country for place in near if place is not None and place.country}

    def _led_by(self, role: str, found: PersonMentions) -> str | None:
        """The country of a leader whom papers of all countries call by the title alone: "President Macron"."""
        led = country_led_by(found.person.name, self._doc._.published) if top_offices(role) else None
        return led if led is not None and could_be(role, led) else None

    def _with_same_head(self, role: str, found: PersonMentions) -> set[str]:
        """The countries that another one in the text is head of, under this title."""
        told = (pair for title in top_offices(role) for pair in self._heads.get(title, ()))
        return {country for name, country in told if name != found.person.name}

    def _told_heads(self) -> dict[str, list[tuple[str, str]]]:
        """Title of a head of government → who has it, and of which country, where the office says so."""
        told: dict[str, list[tuple[str, str]]] = {}
        for person in (p.person for p in self._people if p.person.role):
            for title in top_offices(in_full(person.role or "")):
                told.setdefault(title, []).extend((person.name, c) for c in own_countries(person.role or ""))
        return told

    def _voices_in(self, start: int, end: int) -> list[Voice]:
        return self._voices[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _elsewhere(self, role: str) -> Iterator[str]:
        """The countries whose office of this name is told without a holder: "the British prime minister"."""
        text, at = self._text.lower(), -1
        while role and (at := text.find(role, at + 1)) >= 0:
            before = self._text[max(0, at - REACH) : at]
            own = own_countries(before)
            if own and is_last_word(before) and not self._has_holder(at, at + len(role)):
                yield own[-1]

    def of_first_told(self, role: str) -> str | None:
        """The country with which a text first tells an office, and with no other: "Peru's minister …  The minister"."""
        first = self._text.lower().find(role)
        before = self._text[max(0, first - REACH) : max(0, first)]
        told = set(self._elsewhere(role))
        return told.pop() if len(told) == 1 and own_countries(before) and is_last_word(before) else None

    def _has_holder(self, start: int, end: int) -> bool:
        """Whether somebody is named right behind an office, whose it is, or right before it."""
        spans = [span for p in self._people for span in p.spans]
        return any(0 <= first - end <= len(", ") or 0 <= start - last <= REACH for first, last in spans)

    def _said_in(self, found: PersonMentions) -> Iterator[str]:
        """The countries of the capitals in "Prime Minister Doe said in London"."""
        for start, end in found.spans:
            yield from capitals_beside(self._doc, self._mentions, start, end)

    def _sending(self, found: PersonMentions) -> Iterator[str]:
        """The country or capital whose own the one named is: "Lima is sending its top envoy, Jane Doe"."""
        for start, end in found.spans[:1]:
            span = self._doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            before = self._doc[max(span.sent.start, span.start - OWNED_WITHIN) : span.start]
            if any(t.lower_ in _OWN for t in before):
                owners = self._voices_in(span.sent.start_char, start)
                yield from [v.country for v in owners[-1:]] or [*self.subjects_in(span.sent), *self._theirs(span.sent)]

    def _theirs(self, sentence: Span) -> Iterator[str]:
        """The country whose people the sentence before is about: "Peruvian miners dug.  Their ambassador, Jane Doe"."""
        first = next((t for t in sentence if not (t.is_space or t.is_punct)), sentence[0])
        before = self._doc[sentence.start - 1].sent if sentence.start and first.lower_ in _OWN else ()
        for noun in before:
            if is_subject(noun) and noun.head == noun.sent.root:
                yield from own_countries(self._doc[noun.left_edge.i : noun.i + 1].text)

    def subjects_in(self, sentence: Span) -> Iterator[str]:
        """The countries that do something in a sentence, or whose capitals do."""
        for token in sentence:
            if is_subject(token):
                for m in starting_in(self._mentions, token.idx, token.idx + 1):
                    country = m.place.country if m.place and m.place.level == "country" else country_of_capital(m)
                    yield from [country] if country else []

    def _behind(self, found: PersonMentions) -> Iterator[str]:
        """The country right behind a name: "President Jane Doe of Peru"."""
        for _, end in found.spans:
            first, _, rest = self._text[end : end + REACH].lstrip().partition(" ")
            named = named_governments(rest) if first in _GENITIVE_PREPOSITIONS else []
            if named and (own_countries(rest.split()[0]) or is_last_word(" ".join(rest.split()[:2]))):
                yield named[0][0].country

    def _counterparts(self, role: str, found: PersonMentions) -> set[str]:
        """The countries of the others with this title behind a name: "President Doe phoned Peru's president"."""
        out: set[str] = set()
        for start, end in found.spans if heads(role) else ():
            span = self._doc.char_span(start, end, alignment_mode="expand")
            behind = self._voices_in(end, span.sent.end_char) if span is not None else []
            out |= {
                v.country
                for v in behind
                if self._text[v.at : v.at + REACH].partition(" ")[0].lower().strip(",.") in heads(role)
            }
        return out

    def _has_counterpart(self, found: PersonMentions) -> set[str]:
        """The countries of those in the same office elsewhere: "Doe, who telephoned his Peruvian counterpart"."""
        span = self._doc.char_span(*found.spans[0], alignment_mode="expand")
        behind = [*self._doc[span.end : span.sent.end], *self._answer(span.sent)] if span is not None else []
        return {
            country
            for token in behind
            if token.lower_ in _COUNTERPART and token.i > 0
            for country in own_countries(self._doc[token.i + (1 if adjectives_follow() else -1)].text)
        }

    def _answer(self, sentence: Span) -> Span:
        """The opening of the next sentence, if it tells of another by the one before: "His Peruvian counterpart"."""
        first = next((t.i for t in self._doc[sentence.end :] if not (t.is_space or t.is_punct)), len(self._doc))
        owned = first < len(self._doc) and self._doc[first].lower_ in _ONES_OWN
        return self._doc[first : min(first + COUNTERPART_WITHIN, len(self._doc)) if owned else first]

    def _at_home(self, role: str) -> Iterator[str]:
        """The country from whose capital a text was filed, for its own leader: it names another's with the country."""
        about = self.home or next((country for country, _ in self._placed.most_common(1)), None)
        marked = {voice.country for voice in self._voices}
        if self._filed and self._filed != about and top_offices(role) and about in marked:
            yield self._filed

    def _visited(self, found: PersonMentions) -> set[str]:
        """The countries to which somebody went: "flew to the Peruvian capital"."""
        span = self._doc.char_span(*found.spans[0], alignment_mode="expand")
        travels = span is not None and any(t.lemma_.lower() in _VISITS for t in span.sent if t.i >= span.end)
        behind = self._text[found.spans[0][1] : span.sent.end_char] if span is not None and travels else ""
        return {government.country for government, foreign in named_governments(behind) if foreign}

    def is_owned(self, role: str, found: PersonMentions) -> bool:
        """Whether an office is that of a body of government told right before: "the generals … their spokesman"."""
        span = self._doc.char_span(*found.spans[0], alignment_mode="expand")
        if span is None:
            return False
        before = self._doc[max(0, span.start - len(role.split()) - 2) : span.start]
        if not (_OWN & set(role.split()) or any(t.lower_ in _OWN for t in before)):
            return False
        first = self._doc[span.sent.start - 1].sent.start if span.sent.start else span.sent.start
        bodies = starting_in(self._doc._.institutions, self._doc[first].idx, span.start_char)
        officers = (t for t in self._doc[first : span.start] if role_noun(t) in words("roles", "office"))
        return bool(bodies) or any(t.tag_ in _PLURAL for t in officers)

    def _own_words(self, found: PersonMentions) -> Iterator[str]:
        """The country that somebody's own words set out with and say what it gives: "Peru stands by you"."""
        for quote in self.quotes.get(found.person.name, ()):
            span = self._doc.char_span(quote.start, quote.end, alignment_mode="contract")
            subject = next((t for t in span[:6] if is_subject(t)), None) if span is not None else None
            if subject is not None and subject.head.lemma_.lower() in _OFFERS:
                yield from own_countries(self._doc[subject.left_edge.i : subject.right_edge.i + 1].text)

    def voice_before(self, found: PersonMentions) -> Iterator[str]:
        """The last government that the sentence before a first mention lets speak or act, or the same one."""
        start = found.spans[0][0]
        span = self._doc.char_span(*found.spans[0], alignment_mode="expand")
        if span is None:
            return
        first = self._doc[span.sent.start - 1].sent.start_char if span.sent.start else span.sent.start_char
        paragraph = self._text.rfind("\n\n", first, start) + 1
        near = [voice for voice in self._voices_in(max(first, paragraph), start) if voice.acts]
        yield from [near[-1].country] if near else []

    def _of_offices(self) -> Iterator[Voice]:
        """Offices told with their country: "the Belgian ministers"."""
        for token in self._doc:
            if token.pos_ in ("NOUN", "PROPN") and role_noun(token) in words("roles", "office"):
                before = self._text[max(0, token.idx - REACH) : token.idx]
                own = own_countries(before)
                if own and (is_last_word(before) or is_last_word(before.rsplit(" ", 2)[0])):
                    yield Voice(token.idx, own[-1])

    def _of_bodies(self) -> Iterator[Voice]:
        for body in self._doc._.institutions:
            known = any(name in body.name.lower() for name in table("institutions", "country"))
            if body.country and (known or body.country in own_countries(body.name)):
                yield Voice(body.start, body.country, self._is_told_of(body.start))

    def _is_told_of(self, at: int) -> bool:
        """Whether a clause is about what is named at a character, or says that it was done by it."""
        span = self._doc.char_span(at, at + 1, alignment_mode="expand")
        above = (span[0], *span[0].ancestors) if span is not None else ()
        return any(is_subject(t) or t.dep_ == "agent" for t in above)

    def _of_countries(self) -> Iterator[Voice]:
        """Countries that say something: "Peru confirmed it"."""
        for m in self._mentions:
            if m.place and m.place.level == "country" and m.place.country:
                span = self._doc.char_span(m.start, m.end, alignment_mode="expand")
                if span is not None and is_subject(span.root) and span.root.head.lemma_.lower() in saying_verbs():
                    yield Voice(m.start, m.place.country)

    def _of_capitals(self) -> Iterator[Voice]:
        """Capitals in which somebody spoke: "the ministry said in Lima"."""
        for m in self._mentions:
            country = country_of_capital(m)
            if country is None or country == self.home or is_meeting_place(m.text):
                continue
            span = self._doc.char_span(m.start, m.end, alignment_mode="expand")
            before = self._doc[span.start - 1] if span is not None and span.start else None
            speaks = before is not None and any(t.lemma_.lower() in saying_verbs() for t in before.sent)
            if before is not None and before.lower_ in _IN and speaks:
                yield Voice(m.start, country)
