"""Says who is meant by the words that name a speaker: a name, "she", "the ambassador", "the press office"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from geo.language.people.governments import named_governments
from geo.language.people.institutions import classify
from geo.language.people.roles import has_cabinet, is_past_office, role_noun
from geo.language.people.same_person import sex_of_person, sex_of_title
from geo.language.quotes.speakers.bodies import Bodies, Speaker, can_speak, government_code, is_public
from geo.language.quotes.speakers.groups import as_one, together
from geo.language.quotes.speakers.named import Names
from geo.language.quotes.speakers.offices import (
    agrees,
    has_role,
    has_very_role,
    is_of,
    is_untold,
    may_be_of,
    offices_of,
)
from geo.language.quotes.speakers.papers import Papers
from geo.language.quotes.speakers.turning import is_called_otherwise, is_topic, only_made_it, turned_to
from geo.language.quotes.speakers.unnamed import is_unnamed, name_before, subject_before
from geo.language.text.forms import have_same_number, is_plural_form
from geo.language.text.spans import starting_in
from geo.language.text.speech import titles, words
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.people.people import PersonMentions
    from geo.language.quotes.sentences import Layout
    from geo.language.text.parsed import Doc, Token

_OTHER_PRONOUNS = Words("quotes", "pronouns", "others")
_TAKING_UP = Words("quotes", "pronouns", "taking_up")
_SOME = Words("quotes", "pronouns", "some")
_LEADING = Words("speech", "roles", "leading")
_LEADER = Words("speech", "roles", "leader")
_UNNAMED = Words("quotes", "names", "unnamed")
_DEFINITE = Words("speech", "small_words", "definite")
_GENITIVE = Words("speech", "small_words", "genitive")
_OF_PLURAL = Words("quotes", "names", "genitive_of_plural")
#: Sentences back in which the person meant by "she" is looked for; farther ones are other stories.
REACH = 8
#: Sentences back for "the senator" of whom no office was told.
AT_HAND = 2
#: What speaks for a mention being the one meant, in sentences of nearness: measured on PolNeAR's development part.
SUBJECT_WEIGHT, LAST_SPEAKER_WEIGHT, KNOWN_SEX_WEIGHT, GENITIVE_WEIGHT = 1.5, 2.0, 0.5, -2.0
#: … and for the last speaker where a verb leaves its subject out.
IMPLIED_WEIGHT = 2.4
#: What speaks against those of other paragraphs than the pronoun's, in sentences of nearness.
PARAGRAPH_WEIGHT = 1.25


class Resolver:
    """Resolves the speakers of one text, in the order of the text: it remembers who spoke last."""

    def __init__(self, doc: Doc, layout: Layout) -> None:
        self._doc, self._layout = doc, layout
        self._people: tuple[PersonMentions, ...] = doc._.people
        self._names = Names(doc, layout.text)
        self._sexes = [sex_of_person(p.person) for p in self._people]
        self._frame_of = [0] * len(doc)
        for number, frame in enumerate(layout.frames):
            for i in range(frame.start, frame.end):
                self._frame_of[i] = number
        self._bodies = Bodies(doc)
        self._papers = Papers(doc, layout)
        self._holders: dict[tuple[str, frozenset[str], bool], list[tuple[int, int]]] = {}
        self._offices = [offices_of(p) for p in self._people]
        self._topics: list[tuple[int, int, int]] = []
        self._last_body: tuple[int, Speaker] | None = None
        self.last: Speaker | None = None
        self._last_frame = -REACH

    def remember(self, speaker: Speaker, frame: int) -> None:
        """Keep the speaker of the latest statement: the next "she" is likely theirs."""
        self.last, self._last_frame = speaker, frame

    def note_topic(self, number: int) -> None:
        """Keep whom a sentence is about where it does not name them: "The president left.  He said …"."""
        frame = self._layout.frames[number]
        for word, author in self._papers.issued_in(frame):
            speaker = self.resolve(*author)
            if speaker is not None:
                self._papers.remember(word, number, speaker)
        for i in range(frame.start, frame.end):
            token = self._doc.tokens[i]
            if token.dep_ not in ("nsubj", "nsubjpass") or self._layout.owner[i] >= 0:
                continue
            if token.lower_ in _pronouns() or (role_noun(token) is not None and token.pos_ == "NOUN"):
                meant = self.resolve(i, (min(token.left_edge.i, i), i + 1))
                if meant is not None and meant.person is not None:
                    self._topics.append((number, i, meant.person))
            elif token.ent_type_ == "ORG" or is_public(token.text):
                body = self._bodies.named((min(token.left_edge.i, i), i + 1))
                self._last_body = (number, body) if body else self._last_body
            return

    def resolve(self, head: int, span: tuple[int, int]) -> Speaker | None:
        """The speaker named by these tokens; None where the text does not make it clear."""
        token = self._doc[head]
        members = together(self._doc, head, span)
        if members:
            return self._together(members)
        named = self._names.named(head, span)
        if named is not None:
            return self._speaker(named)
        if token.lower_ in _pronouns():
            sex = _pronouns()[token.lower_]
            return self._unnamed(head, sex) or self._pronoun(head, sex)
        if token.pos_ == "PRON" or token.lower_ in _OTHER_PRONOUNS:
            return self._plural(token.lower_, head)
        if (body := self._taken_up(head, span)) is not None:
            return body
        noun = role_noun(token)
        if (noun is not None or token.lower_ in _LEADER) and not self._leads_others(head, span):
            meant = self._nominal(head, span, noun or token.lower_)
            if meant is not None:
                return self._speaker(meant)
        return self._author(head) or self._names.first_named(head, span) or self._bodies.named(span)

    def left_out(self, verb: int) -> Speaker | None:
        """Who speaks by a verb that only its form tells the speaker of: "Agregó que …", mostly the speaker before."""
        if is_plural_form(self._doc[verb]):
            return self._group_before(verb) or self._somebody_before(verb)
        here = self._frame_of[verb]
        best = max(self._subjects_before(here), default=None)
        opened = self._opened_since(here)
        if opened and (new := self._somebody_before(verb)) is not None:
            return new
        told: list[tuple[float, Speaker]] = [(best[0], self._speaker(best[1]))] if best is not None else []
        if self._last_body is not None and here - self._last_body[0] <= (1 if opened else AT_HAND):
            told.append((SUBJECT_WEIGHT - (here - self._last_body[0]), self._last_body[1]))
        if self.last is not None and here - self._last_frame <= REACH:
            told.append((IMPLIED_WEIGHT - (here - self._last_frame), self.last))
        return max(told, key=lambda one: one[0])[1] if told else self._somebody_before(verb)

    def _opened_since(self, here: int) -> bool:
        """Whether a paragraph has begun since the last statement whose only sentence before this one names nobody."""
        frames, before = self._layout.frames, max(here - 1, 0)
        same = frames[before].paragraph == frames[here].paragraph
        opens = before == 0 or frames[before - 1].paragraph != frames[before].paragraph
        named = self._names.mentions_in(self._doc[frames[before].start].idx, self._doc[frames[before].end - 1].idx)
        return same and opens and not named and self._last_frame < before < here

    def _somebody_before(self, verb: int) -> Speaker | None:
        """The subject of the sentence before, named or not: "Los captores llamaron.  Advirtieron que …"."""
        here = self._frame_of[verb]
        frame = self._layout.frames[here - 1] if here else None
        for token in self._doc[frame.start : frame.end] if frame is not None else ():
            if token.dep_ == "nsubj" and self._layout.owner[token.i] < 0:
                same = have_same_number(token, self._doc[verb])
                speaks = same and token.pos_ == "NOUN" and can_speak(token)
                return self.resolve(token.i, (token.left_edge.i, token.i + 1)) if speaks else None
        return None

    def _subjects_before(self, here: int) -> Iterator[tuple[float, int]]:
        """Score and index of the people named before a sentence, those whom sentences are about first.

        Whom a statement itself names does not make it.
        """
        at = bisect_right(self._names.starts, self._doc[self._layout.frames[here].start].idx)
        for start, end, k in reversed(self._names.mentions[:at]):
            token = self._names.token_at(start, end)
            distance = here - self._frame_of[token]
            if distance > REACH:
                return
            if distance and self._layout.owner[token] < 0:
                yield (SUBJECT_WEIGHT if is_topic(self._doc[token]) else 0.0) - distance, k

    def author_of(self, paper: int) -> Speaker | None:
        """Who speaks in the paper that a noun names; None where it is not told."""
        return self._author(paper)

    def is_person(self, offset: int) -> bool:
        """Whether somebody is named at this character."""
        return self._names.person_at(offset) is not None

    def signed(self, span: tuple[int, int]) -> Speaker:
        """The one whose name stands alone beside words between marks, with or without an office before it."""
        for token in self._doc[span[0] : span[1]]:
            if (k := self._names.person_at(token.idx)) is not None:
                return self._speaker(k)
        first = span[0]
        while first < span[1] - 1 and self._doc[first].lower_ in titles():
            first += 1
        return self.resolve(span[1] - 1, (first, span[1])) or Speaker(self._doc[first : span[1]].text)

    def _taken_up(self, head: int, span: tuple[int, int]) -> Speaker | None:
        """The body named or heard last, for words that fit any: "la dependencia"."""
        known = self._doc[head].lower_ in words("speakers", "taking_up") and self._doc[span[0]].lower_ in _DEFINITE
        at = self._doc[head].idx
        if not known or starting_in(self._doc._.institutions, at, at + 1):
            return None
        if self.last is not None and self.last.person is None and self._frame_of[head] - self._last_frame <= AT_HAND:
            return self.last
        if self._last_body is not None and self._frame_of[head] - self._last_body[0] <= REACH:
            return self._last_body[1]
        told = starting_in(self._doc._.institutions, 0, at)
        return Speaker(told[-1].name, None, government_code(told[-1].country, told[-1].admin1)) if told else None

    def _together(self, members: list[tuple[int, tuple[int, int]]]) -> Speaker | None:
        """Several who speak as one: "Jane Doe and Peter Brown"."""
        found = [self.resolve(head, span) for head, span in members]
        known = [speaker for speaker in found if speaker is not None]
        joint = self._doc[members[-1][1][0] - 1].text
        return as_one(known, joint) if len(known) == len(members) else None

    def _author(self, head: int) -> Speaker | None:
        """Who speaks in a paper: "the ministry's statement said", "the notice said" behind "issued a notice"."""
        author = self._papers.author(head, self._frame_of[head])
        if author is None and self._papers.is_known(head):
            return self._body_at_hand(head)
        if author is None or isinstance(author, Speaker):
            return author
        return self.resolve(*author)

    def _body_at_hand(self, head: int) -> Speaker | None:
        """The body that spoke last in a paragraph: "the statement said" is its own."""
        if self.last is None or self.last.person is not None:
            return None
        if not is_public(self.last.name) and classify(self.last.name)[0] == "other":
            return None
        frames = self._layout.frames
        same = frames[max(self._last_frame, 0)].paragraph == frames[self._frame_of[head]].paragraph
        return self.last if same else None

    def _leads_others(self, head: int, span: tuple[int, int]) -> bool:
        """Whether "their party leader" leads no government, so that no president is meant."""
        before = {t.lower_ for t in self._doc[span[0] : head]}
        return self._doc[head].lower_ in _LEADING and bool(before & words("roles", "led"))

    def _speaker(self, k: int) -> Speaker:
        person = self._people[k].person
        return Speaker(person.name, person.role or person.affiliation, person.jurisdiction, k)

    def _pronoun(self, head: int, sex: str | None) -> Speaker | None:
        """The most salient person of that sex before the pronoun; the last speaker counts even unnamed since."""
        here = self._frame_of[head]
        best, last = self._best_before(head, sex), self.last
        if last is not None and self._goes_on(last, head, sex, best):
            return last
        if best is not None:
            later = self._turned_to(best[1], here, sex)
            return self._speaker(best[1] if later is None else later)
        if last is not None and last.person is None and here - self._last_frame <= 1:
            return last
        before = self._names.mentions[: bisect_right(self._names.starts, self._doc[head].idx)]
        return None if any(self._is(k, sex) for _, _, k in before) else name_before(self._doc, self._layout, here)

    def _best_before(self, head: int, sex: str | None) -> tuple[float, int] | None:
        """Score and index of the most salient of those named before a pronoun."""
        return max([*self._named_before(head, sex), *self._topics_before(head, sex)], default=None)

    def _unnamed(self, head: int, sex: str | None) -> Speaker | None:
        """Somebody without a name whom the sentence before is about, unless it lets another speak or names one."""
        here = self._frame_of[head]
        last, words_ = self.last, subject_before(self._doc, self._layout, here, sex)
        spoke = (
            last is not None and here - self._last_frame <= 1 and (last.person is None or self._is(last.person, sex))
        )
        if words_ is None or spoke:
            return None
        best = self._best_before(head, sex)
        if best is not None and best[0] > SUBJECT_WEIGHT - self._far(here - 1, here):
            return None
        meant = self.resolve(*words_)
        return meant if meant is not None and meant.person is None else None

    def _goes_on(self, last: Speaker, head: int, sex: str | None, best: tuple[float, int] | None) -> bool:
        """Whether a pronoun takes up the last speaker rather than the best of those named before it."""
        here = self._frame_of[head]
        distance = here - self._last_frame
        score = LAST_SPEAKER_WEIGHT - self._far(max(self._last_frame, 0), here)
        if last.person is not None and self._turned_to(last.person, here, sex) is not None:
            return False
        if last.person is None:
            return distance <= 1 and (best is None or best[0] <= score) and is_unnamed(last, sex)
        if self._sexes[last.person]:
            score += KNOWN_SEX_WEIGHT
        return distance <= REACH and self._is(last.person, sex) and (best is None or score >= best[0])

    def _turned_to(self, last: int, here: int, sex: str | None) -> int | None:
        """The one to whom the text turns from the last speaker before it says "he"."""
        fitting = {k for k in range(len(self._people)) if self._is(k, sex)} - {last}
        return turned_to(self._names, self._layout, last, (max(here - 1, 0), here), fitting)

    def _far(self, frame: int, here: int) -> float:
        """How far a sentence is from another: in sentences, and more where a paragraph ends between."""
        frames = self._layout.frames
        apart = frames[frame].paragraph != frames[here].paragraph
        return here - frame + PARAGRAPH_WEIGHT * apart

    def _is(self, k: int, sex: str | None) -> bool:
        return sex is None or self._sexes[k] in (sex, None)

    def _named_before(self, head: int, sex: str | None) -> Iterator[tuple[float, int]]:
        """Score and index of people named before a pronoun, as far as it reaches."""
        here = self._frame_of[head]
        at = bisect_right(self._names.starts, self._doc[head].idx)
        for start, end, k in reversed(self._names.mentions[:at]):
            token = self._names.token_at(start, end)
            distance = here - self._frame_of[token]
            if distance > REACH:
                return
            if self._is(k, sex) and self._layout.owner[token] < 0:
                yield self._salience(token, k, here, sex) - self._far(self._frame_of[token], here), k

    def _topics_before(self, head: int, sex: str | None) -> Iterator[tuple[float, int]]:
        here = self._frame_of[head]
        for number, i, k in self._topics[-REACH:]:
            if i < head and here - number <= REACH and self._is(k, sex):
                yield SUBJECT_WEIGHT - self._far(number, here) + (KNOWN_SEX_WEIGHT if self._sexes[k] == sex else 0.0), k

    def _salience(self, token: int, k: int, here: int, sex: str | None) -> float:
        score = 0.0
        if is_topic(self._doc[token]) or self._doc[token].dep_ == "attr":
            score += SUBJECT_WEIGHT
        if token + 1 < len(self._doc) and _is_genitive(self._doc[token + 1]):
            score += GENITIVE_WEIGHT
        goes_on = self.last is not None and self.last.person == k and here - self._last_frame <= 1
        if goes_on and self._turned_to(k, here, sex) is None:
            score += LAST_SPEAKER_WEIGHT
        return score + (KNOWN_SEX_WEIGHT if self._sexes[k] == sex else 0.0)

    def _plural(self, pronoun: str, head: int) -> Speaker | None:
        meant = self._group_before(head) if pronoun in _TAKING_UP else None
        if meant is not None:
            return meant
        return Speaker(self._doc[head].text) if pronoun in _SOME else None

    def _group_before(self, at: int) -> Speaker | None:
        """The body or group that spoke last, else the one that a sentence shortly before is about."""
        here = self._frame_of[at]
        if self.last is not None and self.last.person is None and here - self._last_frame <= AT_HAND:
            return self.last
        if self._last_body and here - self._last_body[0] <= AT_HAND:
            return self._last_body[1]
        return None

    def _nominal(self, head: int, span: tuple[int, int], noun: str) -> int | None:
        """The one with an office, "the U.S. ambassador": named last before, else first after."""
        phrase = self._doc[span[0] : span[1]]
        if phrase[0].lower_ in _UNNAMED or phrase[0].like_num or phrase.root.tag_ == "NNS":
            return None
        countries = {government.country for government, foreign in named_governments(phrase.text) if not foreign}
        offset = self._doc[head].idx
        for surely in (True, False):
            named = self._holders_of(noun, frozenset(countries), surely=surely)
            before = bisect_left(named, (offset, -1))
            last = self._last_holder(named[:before], head, noun, phrase.text)
            if last is not None:
                return last
            if not before and surely and (first := self._first_holder(named, noun, phrase.text)) is not None:
                return first
        if noun in words("roles", "head_of_government") and (leading := self._of_cabinet(offset)) is not None:
            return leading
        return self._standing(head, span, noun, countries) if phrase[0].lower_ in _DEFINITE else None

    def _first_holder(self, named: list[tuple[int, int]], noun: str, phrase: str) -> int | None:
        """The first one named after it who was told by this noun; "the police chief" is no chief of staff."""
        k = named[0][1] if named else None
        very = k is not None and has_very_role(self._offices[k], noun)
        return k if k is not None and very and agrees(self._people[k].person, noun, phrase) else None

    def _last_holder(self, named: list[tuple[int, int]], head: int, noun: str, phrase: str) -> int | None:
        """The last one named who was told by this noun, else by another word for it: "the envoy" is the ambassador."""
        very = next((k for _, k in reversed(named) if has_very_role(self._offices[k], noun)), None)
        if very is not None or not named:
            return very
        at, k = named[-1]
        unnamed = self._is_anothers(noun, at, head)
        return None if unnamed or not agrees(self._people[k].person, noun, phrase) else k

    def _is_anothers(self, noun: str, since: int, head: int) -> bool:
        """Whether somebody without a name has an office since a character: "Doe met an envoy, and the envoy said"."""
        others = (t for t in self._doc[:head] if t.idx > since and t.lemma_.lower() == noun)
        return any(c.lower_ in _UNNAMED for t in others for c in t.children)

    def _standing(self, head: int, span: tuple[int, int], noun: str, countries: set[str]) -> int | None:
        """One of whom no such office was told: "the Vermont senator", "la mujer"."""
        if noun in words("roles", "anyone") and span[1] == head + 1:
            return self._last_of(head, sex_of_title(noun))
        standing = noun in words("roles", "standing") or is_past_office(noun)
        return self._at_hand(head, noun, countries) if standing else None

    def _last_of(self, head: int, sex: str | None) -> int | None:
        """The person of that sex who is meant by "la mujer"."""
        meant = self._pronoun(head, sex)
        near = meant is not None and meant.person is not None
        return meant.person if near and meant is not None and self._is_near(meant.person or 0, head) else None

    def _is_near(self, k: int, head: int) -> bool:
        return self._frame_of[head] - self._nearest(k, head) <= AT_HAND

    def _of_cabinet(self, offset: int) -> int | None:
        """The last one before a character of whose cabinet the text tells: "Jane Doe's cabinet met"."""
        before = self._names.mentions[: bisect_left(self._names.starts, offset)]
        return next((k for start, end, k in reversed(before) if has_cabinet(self._doc, end)), None)

    def _holders_of(self, noun: str, countries: frozenset[str], *, surely: bool) -> list[tuple[int, int]]:
        """Where those with an office of these countries are named, and who; ``surely``: it is told to be of one."""
        key = noun, countries, surely
        if key not in self._holders:
            fits = is_of if surely else may_be_of
            self._holders[key] = sorted(
                (start, k)
                for k, p in enumerate(self._people)
                if has_role(self._offices[k], noun) and fits(p.person, countries)
                for start, _ in p.spans
            )
        return self._holders[key]

    def _at_hand(self, head: int, noun: str, countries: set[str]) -> int | None:
        """Somebody whose office was not told: "the Vermont senator" after a sentence about them."""
        sex = sex_of_title(noun)
        meant, here = self._pronoun(head, sex), self._frame_of[head]
        first = [] if meant is None or meant.person is None else [meant.person]
        others = sorted(self._named_before(head, sex), reverse=True) if is_past_office(noun) else []
        for k in [*first, *(k for _, k in others)]:
            person = self._people[k].person
            fits = may_be_of(person, frozenset(countries)) and is_untold(person, noun)
            since = self._people[k].spans[0][0]
            near = self._is_near(k, head) and not only_made_it(self._names, self._people[k].spans, self._doc[head].idx)
            told = self._names.is_told_of(k, head) or self._names.is_another(k, head, self._layout.frames[here].end)
            told = told or is_called_otherwise(self._names, self._people[k].spans, noun)
            if near and fits and not told and not self._is_anothers(noun, since, head):
                return k
        return None

    def _nearest(self, k: int, head: int) -> int:
        offset = self._doc[head].idx
        spans = self._people[k].spans
        before = bisect_left(spans, (offset, -1))
        return self._frame_of[self._names.token_at(*spans[before - 1])] if before else -REACH


def _pronouns() -> dict[str, str]:
    """Personal pronoun → the sex it tells."""
    return table("quotes", "pronouns", "sex")


def _is_genitive(token: Token) -> bool:
    return token.text in _GENITIVE or token.text in _OF_PLURAL
