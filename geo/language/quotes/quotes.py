"""Who said what: direct, mixed and indirect speech with one canonical speaker each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.quotes.act_and_theme import with_sense
from geo.language.quotes.content import content_of
from geo.language.quotes.cues import Cue, find_cues
from geo.language.quotes.interruptions import words_of_third
from geo.language.quotes.phrases import reporting_words
from geo.language.quotes.records import Draft, Recorder
from geo.language.quotes.sentences import Frame, Layout, lay_out
from geo.language.quotes.signatures import heading, signature
from geo.language.quotes.speakers.bodies import Speaker, can_speak
from geo.language.quotes.speakers.resolver import Resolver
from geo.language.quotes.transcripts import Turn, transcript_lines
from geo.language.text.reality import is_pluperfect
from geo.language.text.speech import speech_verbs, words
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.language.text.parsed import Doc, Token
    from geo.types import Quote

_MODALS = Words("quotes", "clauses", "modals")
_INFINITIVE_MARKERS = Words("quotes", "clauses", "infinitive_markers")
_BY = Words("events_grammar", "agent")
#: "Said by the state police to be" has so many words before its infinitive at most.
_SAID_BY = 6
_PLAIN_VERBS = Words("quotes", "verbs", "plain")
#: Words between marks without a reporting clause that are still taken as somebody's words; fewer are scare quotes.
MIN_LOOSE_WORDS = 3
#: Words of an indirect statement; fewer are "said so" and parser errors.
MIN_INDIRECT_WORDS = 2

Span = tuple[int, int]


def annotate(doc: Doc) -> tuple[Quote, ...]:
    """All quotes, in text order."""
    return tuple(with_sense(doc, quote) for quote in _Reader(doc).read())


class _Reader:
    """Reads one text from top to bottom."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._layout: Layout = lay_out(doc)
        self._resolver = Resolver(doc, self._layout)
        self._drafts: list[Draft] = []
        self._labelled = transcript_lines(doc)
        self._turns = list(self._labelled)
        self._recorder = Recorder(doc, self._layout)

    def read(self) -> tuple[Quote, ...]:
        """All quotes in order of their first word."""
        for number, frame in enumerate(self._layout.frames):
            label = self._labelled.get(frame.start)
            if label is not None:
                self._read_turn(label, number)
            elif not self._is_spoken(frame.start):
                self._read_frame(number)
            self._resolver.note_topic(number)
        quotes: list[Quote] = []
        before: Draft | None = None
        for draft in self._drafts:
            quote = self._recorder.finish(draft)
            if quote is None:
                continue
            if quote.said_on is None and before is not None and self._goes_on(draft, quote, before, quotes[-1]):
                quote = replace(quote, said_on=quotes[-1].said_on)
            quotes.append(quote)
            before = draft
        return tuple(sorted(quotes, key=lambda q: (q.start, q.end)))

    def _is_spoken(self, at: int) -> bool:
        """Whether a token stands in somebody's turn of a transcript; turns are in text order."""
        before = bisect_right(self._turns, at) - 1
        return before >= 0 and at < self._labelled[self._turns[before]].end

    def _goes_on(self, draft: Draft, quote: Quote, before: Draft, last: Quote) -> bool:
        """Whether a quote without a day of its own was said when the one before it was: what goes on has its day."""
        if draft.continues:
            return True
        if quote.speaker is None or quote.speaker != last.speaker or len(last.said_on or "") < len("2000-01-01"):
            return False
        if not 0 <= draft.frame - before.frame <= 1:
            return False
        if before.cue is not None and is_pluperfect(self._doc[before.cue.verb]):
            return False  # "On Sunday he had told of 28 dead.  He ruled out …": what goes on was said on another day
        frame, earlier = self._layout.frames[draft.frame], self._layout.frames[before.frame]
        pronoun = draft.source is not None and self._doc[draft.source[0]].pos_ == "PRON"
        opens = self._layout.owner[frame.start] >= 0
        if frame.paragraph != earlier.paragraph and not (pronoun or opens):
            return False
        return not self._is_of_another_day(draft)

    def _is_of_another_day(self, draft: Draft) -> bool:
        """Whether the verb's auxiliary ("had said") or a word beside the quote speaks of another occasion."""
        frame = self._layout.frames[draft.frame]
        outside = [t for t in self._doc[frame.start : frame.end] if self._layout.owner[t.i] < 0]
        told = draft.cue is not None and any(c.dep_ == "aux" for c in self._doc[draft.cue.verb].children)
        return told or any(t.lower_ in words("occasion", "other") for t in outside)

    # --- one frame

    def _read_frame(self, number: int) -> None:
        frame = self._layout.frames[number]
        cues = find_cues(self._doc, frame, self._layout)
        told = {cue.verb: content_of(self._doc, cue, cues, frame, self._layout) for cue in cues}
        cues = [self._within(cue, cues, told) for cue in cues]
        self._recorder.told[number] = [
            span for pieces in told.values() for piece in pieces if (span := self._recorder.chars(piece)) is not None
        ]
        holder = self._holders(told)
        for cue in cues:
            self._read_cue(cue, told[cue.verb], number, holder)
        left = set(frame.regions) - set(holder)
        if left:
            self._read_loose(cues, frame, number, left)

    @staticmethod
    def _within(cue: Cue, cues: list[Cue], told: dict[int, list[Span]]) -> Cue:
        """A verb without a subject inside another's statement has its speaker: "Ruiz sostuvo que avisó “…”"."""
        if not cue.left_out:
            return cue
        outer = (c for c in cues if c is not cue and any(s <= cue.verb < e for s, e in told[c.verb]))
        by = next((c for c in outer if c.head is not None), None)
        return replace(cue, head=by.head, subject=by.subject, left_out=False) if by is not None else cue

    def _holders(self, told: dict[int, list[Span]]) -> dict[int, int]:
        """Region → verb that reports it: the one that reports least beside it ("Doe said she told him: “…”")."""
        best: dict[int, tuple[int, int, int]] = {}
        for verb, pieces in told.items():
            if self._doc[verb].tag_ == "VBG" and self._is_told(verb, told):
                continue  # 'said that Peru rejects it, calling it “false”': the one who said it calls it so
            length = sum(e - s for s, e in pieces)
            for k in self._regions_in(pieces):
                first, last = self._layout.spans[k]
                claim = length, min(abs(first - verb), abs(verb - last)), verb
                best[k] = min(best.get(k, claim), claim)
        return {k: verb for k, (_, _, verb) in best.items()}

    @staticmethod
    def _is_told(verb: int, told: dict[int, list[Span]]) -> bool:
        return any(s <= verb < e for other, pieces in told.items() if other != verb for s, e in pieces)

    def _regions_in(self, pieces: list[Span]) -> set[int]:
        return {k for s, e in pieces for i in range(s, e) if (k := self._layout.owner[i]) >= 0}

    def _read_cue(self, cue: Cue, pieces: list[Span], number: int, holder: dict[int, int]) -> None:
        inside = self._regions_in(pieces)
        held = {k for k in inside if holder.get(k) == cue.verb}
        third = words_of_third(self._doc, pieces, self._layout)
        if third is not None and not cue.source:
            self._read_third(third, number)
            return
        if not pieces or (inside and not held) or (not held and not self._reports(cue, pieces)):
            return
        if not inside and self._holds_telling(pieces, holder):
            return
        speaker = self._speaker_of(cue)
        if speaker is not None or inside or cue.head is not None:  # else nothing shows that somebody said it
            self._add(Draft(pieces, number, cue, self._cue_text(cue, held), speaker, cue.subject))

    def _citing(self, cue: Cue, held: Collection[int]) -> str | None:
        """As in "Citing “security,” it would not confirm it": the verb right before the words, not the denied one."""
        if not held or not self._is_unsaid(self._doc[cue.verb]):
            return None
        before = self._doc[self._layout.spans[min(held)][0] - 1]
        cites = before.pos_ == "VERB" and before.lemma_.lower() in speech_verbs()
        return str(before.text) if cites else None

    @staticmethod
    def _holds_telling(pieces: list[Span], holder: dict[int, int]) -> bool:
        """Whether it only says that words were told: "Doe said she told him: “…”" reports the words."""
        return any(s <= verb < e for verb in holder.values() for s, e in pieces)

    def _read_third(self, third: tuple[int, int, list[Span]], number: int) -> None:
        """The words of one who is told to have said them."""
        verb, head, spoken = third
        asked = Cue(verb, head, (head, head + 1), head, verb + 1)
        self._add(Draft(spoken, number, asked, self._cue_text(asked), self._speaker_of(asked), asked.subject))

    def _reports(self, cue: Cue, pieces: list[Span]) -> bool:
        """Whether a clause without quotation marks is a statement that somebody made."""
        verb = self._doc[cue.verb]
        if cue.source:
            return True
        if self._is_unsaid(verb) or not (cue.left_out or self._is_by_speaker(verb, cue)):
            return False
        return sum(e - s for s, e in pieces) >= MIN_INDIRECT_WORDS and verb.lemma_.lower() in words(
            "clause", "verbs"
        ) | words("patterns", "infinitive") | words("patterns", "charges")

    def _is_by_speaker(self, verb: Token, cue: Cue) -> bool:
        """Whether somebody who can speak does."""
        return cue.head is not None and (self._says(verb) or can_speak(self._doc[cue.head]))

    @staticmethod
    def _says(verb: Token) -> bool:
        """Whether it is plain "said" with a clause: whoever is its subject speaks, a left back or a shipping line."""
        return verb.lemma_.lower() in _PLAIN_VERBS and any(c.dep_ == "ccomp" for c in verb.children)

    @staticmethod
    def _is_unsaid(verb: Token) -> bool:
        """Whether a verb says that something was not said, may be said or is to be said."""
        negated = any(c.dep_ == "neg" for c in verb.children)
        unreal = any(c.dep_ == "aux" and c.lower_ in _MODALS for c in verb.children)
        infinitive = verb.tag_ == "VB" and any(c.lower_ in _INFINITIVE_MARKERS for c in verb.children)
        return negated or unreal or infinitive or _is_said_of(verb)

    def _speaker_of(self, cue: Cue) -> Speaker | None:
        if cue.left_out:
            return self._resolver.left_out(cue.verb)
        if cue.head is None or cue.subject is None:
            return None
        return self._resolver.resolve(cue.head, cue.subject)

    def _cue_text(self, cue: Cue, held: Collection[int] = ()) -> str:
        """The words that report, ``held``: the marked words among them."""
        word = self._doc[cue.verb]
        citing = self._citing(cue, held)
        if citing is not None:
            return citing
        if cue.source and cue.left_out:
            return str(self._doc[cue.start : cue.end].text)
        written = table("quotes", "sources", "written").get(word.lower_) if cue.source else None
        return written or reporting_words(word)

    def _add(self, draft: Draft) -> None:
        if draft.speaker is not None:
            self._resolver.remember(draft.speaker, draft.frame)
        self._drafts.append(draft)

    def _read_turn(self, turn: Turn, number: int) -> None:
        """A line of a transcript: "DOE: Thank you all." is the speaker's from the colon on."""
        head = turn.speaker[1] - 1
        speaker = self._resolver.resolve(head, turn.speaker) or Speaker(
            self._doc[turn.speaker[0] : turn.speaker[1]].text
        )
        self._add(Draft([(turn.speaker[1] + 1, turn.end)], number, None, ":", speaker, turn.speaker, plain=True))

    # --- words between marks that no clause reports

    def _read_loose(self, cues: list[Cue], frame: Frame, number: int, open_regions: set[int]) -> None:
        outside = [i for i in range(frame.start, frame.end) if self._layout.owner[i] < 0 and not self._doc[i].is_punct]
        alone = not [i for i in outside if self._doc[i].pos_ not in ("CCONJ", "ADV", "INTJ")]
        for k in sorted(open_regions):
            span = self._layout.spans[k]
            signed = signature(self._doc, self._layout, k, self._resolver.is_person)
            if signed is not None:
                self._add(
                    Draft(
                        [span],
                        number,
                        None,
                        "—",
                        self._resolver.signed(signed),
                        signed,
                    )
                )
                continue
            if alone:
                self._continue(span, number)
                continue
            cue = self._governing(cues, span)
            told = cue is not None or self._means(frame) is not None or self._agent(frame)[0] is not None
            if not told and self._length(span) < MIN_LOOSE_WORDS:
                continue
            self._loose(span, cue, frame, number)

    def _governing(self, cues: list[Cue], span: Span) -> Cue | None:
        """The last reporting clause before the words."""
        told = [c for c in cues if c.head is not None or c.left_out]
        before = [c for c in told if c.verb < span[0]]
        return before[-1] if before else None

    def _loose(self, span: Span, cue: Cue | None, frame: Frame, number: int) -> None:
        speaker = self._speaker_of(cue) if cue else None
        source = cue.subject if cue else None
        means = self._means(frame)
        word = self._cue_text(cue) if cue else means.text if means is not None else None
        if speaker is None:
            speaker, source = self._without_verb(span, frame, number, told=word is not None)
        if speaker is None and means is not None:
            speaker = self._resolver.author_of(means.i)
        if speaker is None and word is None:
            return
        if speaker is None:
            speaker = self._resolver.last
        self._add(Draft([span], number, cue, word, speaker, source))

    def _without_verb(self, span: Span, frame: Frame, number: int, *, told: bool) -> tuple[Speaker | None, Span | None]:
        """Whose words are that no verb of speech reports; ``told``: something else says that they were told."""
        announced = span[0] > frame.start and self._doc[span[0] - 1].text == ":"
        speaker, source = self._doer(frame, bodies=told or announced, until=span[0] if announced else None)
        if speaker is None and announced and not told:
            speaker = self._spoke_before(number)
        return (speaker, source) if speaker is not None else self._agent(frame)

    def _agent(self, frame: Frame) -> tuple[Speaker | None, Span | None]:
        """By whom something is called so: "fue calificado por la ministra como “…”"."""
        for i in range(frame.start, frame.end):
            by = self._doc[i]
            if by.dep_ != "agent" or by.head.lemma_.lower() not in speech_verbs() or self._layout.owner[i] >= 0:
                continue
            noun = next((c for c in by.children if c.dep_ == "pobj"), None)
            if noun is not None and can_speak(noun):
                span = (noun.left_edge.i, noun.right_edge.i + 1)
                return self._resolver.resolve(noun.i, span), span
        return None, None

    def _means(self, frame: Frame) -> Token | None:
        """The noun that says by what means it was told: "in a statement"."""
        for i in range(frame.start, frame.end):
            if (
                self._layout.owner[i] < 0
                and self._doc[i].lemma_.lower() in words("nouns", "channel")
                and self._doc[i].pos_ == "NOUN"
            ):
                return self._doc[i]
        return None

    def _spoke_before(self, number: int) -> Speaker | None:
        """Who spoke in the sentence before: "No, the mayor said.  A deal was out of the question: “They kill.”"."""
        last = self._drafts[-1] if self._drafts else None
        frames = self._layout.frames
        near = (
            last is not None and number - 1 <= last.frame and frames[last.frame].paragraph == frames[number].paragraph
        )
        return last.speaker if last is not None and near else None

    def _doer(
        self, frame: Frame, *, bodies: bool = False, until: int | None = None
    ) -> tuple[Speaker | None, Span | None]:
        """The subject of the sentence: in "Doe backed “a new start”" the words are Doe's.

        ``bodies``: something says that it was told, so that it may be an institution's too.  ``until``: the token at
        which words begin that a colon announces: who does something behind them does not say them.
        """
        for i in range(frame.start, frame.end if until is None else until):
            token = self._doc[i]
            # The parser takes "Doe, who lost, named reasons" for a phrase about Doe.
            subject = token.dep_ == "nsubj" or (token.dep_ == "ROOT" and token.pos_ == "PROPN")
            if not subject or self._layout.owner[i] >= 0 or token.pos_ not in ("PROPN", "PRON", "NOUN"):
                continue
            span = (min(token.left_edge.i, i), i + 1)
            speaker = self._resolver.resolve(i, span)
            if speaker is not None and (speaker.person is not None or (bodies and can_speak(token))):
                return speaker, ((i, i + 1) if speaker.person is not None else span)
        return None, None

    def _continue(self, span: Span, number: int) -> None:
        """A sentence that is nothing but a quotation goes on with the speaker before it."""
        last = self._drafts[-1] if self._drafts else None
        frame = self._layout.frames[number]
        told = self._told_before(number)
        if told is not None and (last is None or last.frame < number - 1):
            self._add(Draft([span], number, None, None, told, None))
            return
        before = self._layout.frames[last.frame] if last else None
        if last is None or before is None or frame.paragraph - before.paragraph > 1:
            self._drafts.append(Draft([span], number, None, None, self._lead_in(number), None))
            return
        self._drafts.append(Draft([span], number, None, None, last.speaker, last.source, continues=True))
        if last.speaker is not None:
            self._resolver.remember(last.speaker, number)

    def _told_before(self, number: int) -> Speaker | None:
        """Whom the sentence before is about: "Doe named the reasons.  “We are tired.”"."""
        if number == 0 or self._layout.frames[number - 1].paragraph != self._layout.frames[number].paragraph:
            return None
        speaker, source = self._doer(self._layout.frames[number - 1])
        return speaker if speaker is not None and speaker.person is not None and source is not None else None

    def _lead_in(self, number: int) -> Speaker | None:
        """Who speaks after a line that ends with a colon."""
        if number == 0:
            return None
        before = self._layout.frames[number - 1]
        if self._doc[before.end - 1].text != ":":
            return None
        headed = heading(self._doc, before, self._resolver.is_person)
        if headed is not None:
            return self._resolver.signed(headed)
        cues = [c for c in find_cues(self._doc, before, self._layout) if c.head is not None]
        return self._speaker_of(cues[-1]) if cues else self._doer(before)[0]

    def _length(self, span: Span) -> int:
        return sum(t.is_alpha for t in self._doc[span[0] : span[1]])


def _is_said_of(verb: Token) -> bool:
    """As in "Three men said to belong to the gang were held", "said by the police to be 21": others say it of them."""
    doc, first = verb.doc, verb.i + 1
    reach = _SAID_BY if first < len(doc) and doc[first].lower_ in _BY else 1
    told = (t for t in doc[first : first + reach] if t.lower_ in _INFINITIVE_MARKERS and t.i + 1 < len(doc))
    return any(doc[t.i + 1].tag_ == "VB" for t in told) and verb.lemma_.lower() not in words("patterns", "infinitive")
