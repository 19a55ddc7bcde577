"""Whose name stands with the words that name a speaker: over them, in apposition, behind an office."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from geo.language.people.governments import is_government_word
from geo.language.people.roles import before_titles, joins_titles, role_noun
from geo.language.quotes.speakers.bodies import Speaker, can_speak
from geo.language.text.grammar import adjectives_follow
from geo.language.text.marks import CLOSING
from geo.language.text.speech import titles
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.people.people import PersonMentions
    from geo.language.text.parsed import Doc, Token

_ONE_OF = Words("quotes", "names", "one_of")
_RELATIVE = Words("text", "relative_person_pronouns")
_DEFINITE = Words("speech", "small_words", "definite")
_CLOSED = frozenset("".join(CLOSING.values()))
#: Tokens between a noun and the comma before the name of the one it means.
MAX_ATTRIBUTE = 9
#: Tokens of an inserted clause before the noun of who speaks: ", had said the".
MAX_INSERTED = 5
#: What the names of those who speak are taken for.
_SPEAKERS = frozenset({"", "PERSON", "ORG", "MISC"})


class Names:
    """Finds the people of one text by where they are named."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc, self._text = doc, text
        self._people: tuple[PersonMentions, ...] = doc._.people
        self.mentions = sorted((start, end, k) for k, p in enumerate(self._people) for start, end in p.spans)
        """Start and end in characters, and the index into the people, in order."""
        self.starts = [m[0] for m in self.mentions]

    def named(self, head: int, span: tuple[int, int]) -> int | None:
        """The person whose name covers the head, or stands in apposition to it."""
        token = self.doc[head]
        k = self.person_at(token.idx)
        if k is None:
            k = self._titled(token, span[1])
        if k is not None:
            return k
        for i in range(head + 2, span[1]):
            # "another critic, Jane Doe,": the name stands inside the span, behind its comma
            if (
                self.doc[before_titles(self.doc, i) - 1].text == ","
                and (k := self.person_at(self.doc[i].idx)) is not None
            ):
                return k
        k = self._behind_role(token, span[1])
        return k if k is not None else self._in_apposition(head, span)

    def _titled(self, noun: Token, end: int) -> int | None:
        """The person whose name goes on with an office: "la secretaria de Salud Ana Pérez"."""
        if role_noun(noun) is None or not adjectives_follow():
            return None
        for i in range(noun.i + 1, min(end + 1, noun.i + MAX_ATTRIBUTE, len(self.doc))):
            if self.doc[i].is_punct or self.doc[i].pos_ in ("VERB", "AUX"):
                return None
            k = self.person_at(self.doc[i].idx)
            if k is not None:
                return k if self.doc[i - 1].pos_ not in ("ADP", "DET") else None
        return None

    def _behind_role(self, noun: Token, end: int) -> int | None:
        for i in range(end, self._past_titles(end) + 1):
            # "the mayor, Jane Doe, said", "campaign chairman Jane Doe said" and "the head, Dr Jane Doe, said"
            before = self.doc[i - 1] if i < len(self.doc) else None
            if before is not None and (i == end or before.text == "," or before.lower_ in titles()):
                k = self.person_at(self.doc[i].idx)
                if k is not None and role_noun(noun) is not None and self.doc[i].ent_type_ not in ("ORG", "GPE"):
                    return k
        return None

    def _past_titles(self, end: int) -> int:
        """Behind a comma, an article and titles: the name in "su jefe, el mayor Raúl Ibarra"."""
        at = end + 2
        while (
            at < len(self.doc)
            and self.doc[end].text == ","
            and (
                self.doc[at - 1].lower_ in _DEFINITE
                or self.doc[at - 1].lower_ in titles()
                or joins_titles(self.doc, at - 1)
            )
        ):
            at += 1
        return at

    def _in_apposition(self, head: int, span: tuple[int, int]) -> int | None:
        """An old friend of Roe's, Jane Doe, said: whatever the noun, the name between commas is whose it is."""
        one = self.doc[span[0]].lower_ in _ONE_OF
        if self.doc[head].pos_ == "PROPN" or not (one or self.doc[span[0]].pos_ in ("DET", "PRON")):
            return None
        comma = self._comma_behind(head)
        if comma is None or comma + 1 >= len(self.doc):
            return None
        k = self.person_at(self.doc[comma + 1].idx)
        if k is None:
            return None
        end = next(e for s, e in self._people[k].spans if s <= self.doc[comma + 1].idx < e)
        return k if self._text[end : end + 1] in (",", "." if one else ",") else None

    def _comma_behind(self, head: int) -> int | None:
        """The comma behind a noun and what is said of it: "the judge who signed it, Jane Doe,"; no verb of its own."""
        ahead = self.doc[head + 1 : head + MAX_ATTRIBUTE]
        clause = bool(ahead) and ahead[0].lower_ in _RELATIVE
        at = next((t for t in ahead if t.is_punct or (t.pos_ in ("VERB", "AUX") and not clause)), None)
        return at.i if at is not None and at.text == "," else None

    def mentions_in(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The mentions that begin between two characters, in order: start, end and whose each is."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def token_at(self, start: int, end: int) -> int:
        """The token that leads the words between two characters."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return int(span.root.i) if span is not None else 0

    def is_before(self, k: int, start: int, end: int) -> bool:
        """Whether somebody is named between two characters."""
        return any(start <= first < end for first, _ in self._people[k].spans)

    def person_at(self, offset: int) -> int | None:
        """The person named at a character."""
        at = bisect_right(self.starts, offset) - 1
        if at >= 0 and self.mentions[at][0] <= offset < self.mentions[at][1]:
            return self.mentions[at][2]
        return None

    def is_told_of(self, k: int, head: int) -> bool:
        """Whether a clause with this speaker is put behind somebody's name: "Doe, said the prosecutor, fled"."""
        mark = next((t for t in reversed(self.doc[max(head - MAX_INSERTED, 0) : head]) if t.is_punct), None)
        inserted = mark is not None and mark.text == "," and mark.i > 0
        return inserted and mark is not None and self.person_at(self.doc[mark.i - 1].idx) == k

    def is_another(self, k: int, head: int, end: int) -> bool:
        """Whether somebody is not who is meant by an office that they were not told to have.

        Not one whom the rest of the sentence names ("the senator said that Doe left"), nor one who came in under a
        nickname between marks.
        """
        first, behind = self._people[k].spans[0]
        marked = self._text[max(first - 1, 0) : first] in CLOSING and self._text[behind : behind + 1] in _CLOSED
        return marked or self.is_before(k, self.doc[head].idx, self.doc[end - 1].idx)

    def first_named(self, head: int, span: tuple[int, int]) -> Speaker | None:
        """One who is told by one name only, behind what they are: "another tourist, Mari, said"."""
        at = end = span[1] + 1
        if not can_speak(self.doc[head]) or end >= len(self.doc) or self.doc[span[1]].text != ",":
            return None
        while end < len(self.doc) and self.doc[end].pos_ == "PROPN" and self.doc[end].ent_type_ in _SPEAKERS:
            end += 1
        name = self.doc[at:end]
        closed = end < len(self.doc) and (self.doc[end].is_punct or self.doc[end].is_sent_start)
        named = len(name) > 0 and any(t.lower_ not in titles() for t in name)
        return Speaker(name.text) if closed and named and not is_government_word(name.text) else None
