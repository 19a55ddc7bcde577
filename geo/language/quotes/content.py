"""Finds what a reporting clause reports: the words before it, behind it or around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.quotes.interruptions import around_source, parenthesis
from geo.language.text.speech import words
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from geo.language.quotes.cues import Cue
    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.text.parsed import Doc, Token

Span = tuple[int, int]
_COMPLEMENTIZERS = Words("quotes", "clauses", "complementizers")
_FREE_RELATIVES = Words("quotes", "clauses", "free_relatives")
_RELATIVES = Words("quotes", "clauses", "relatives")
_COORDINATORS = Words("quotes", "clauses", "coordinators")
_REASONS = Words("quotes", "clauses", "reasons")
_INFINITIVE_MARKERS = Words("quotes", "clauses", "infinitive_markers")
_BEFORE_DAY = Words("quotes", "clauses", "before_a_day")
_BEFORE_MARKS = Words("quotes", "names", "before_marks")
_TELLING = Words("quotes", "verbs", "telling")
_PLAIN_VERBS = Words("quotes", "verbs", "plain")
_CALLING_ON = Words("quotes", "verbs", "calling")
_OF_CHARGE = Words("quotes", "verbs", "of_charge")
_OF_QUESTIONS = Words("quotes", "clauses", "of_questions")
_ONE = Words("quotes", "goes_on", "one")
_MANY = Words("quotes", "goes_on", "many")
_NOTHING = Words("quotes", "goes_on", "nothing")
_NOBODY = Words("quotes", "goes_on", "nobody")
_PERSONS = Words("quotes", "goes_on", "persons")
_MIND = Words("quotes", "goes_on", "mind")
_OPEN = Words("quotes", "goes_on", "open")
_OUGHT = Words("quotes", "goes_on", "ought")
_UNCLEAR = Words("quotes", "goes_on", "unclear")
_COPULA = Words("quotes", "goes_on", "copula")
_CITING = Words("casualties", "speech", "citing")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
#: Tokens that may stand between "Doe told reporters on Friday" and the colon or comma before the words.
MAX_GAP = 14
#: Tokens between a clause and the next words of it between marks: ", and of the".
MAX_SEAM = 5
#: Tokens of an opening phrase ("On Friday,") that is no statement of its own.
MAX_LEAD = 7


def content_of(doc: Doc, cue: Cue, cues: list[Cue], frame: Frame, layout: Layout) -> list[Span]:
    """The pieces, in tokens, of what this clause reports; empty: nothing that can be told apart."""
    if cue.source:
        return around_source(doc, cue, frame, layout)
    adjacent = cue.left_out or (cue.subject is not None and cue.subject[0] >= cue.start)
    before = _region_before(doc, cue, frame, layout)
    if before is not None and _is_cited(doc, layout.spans[before][0], frame):
        return _behind(doc, cue, cues, frame, layout) or [layout.spans[before]]
    if adjacent and before is not None and not _has_that(doc, cue, frame):
        return _after_region(doc, cue, before, cues, frame, layout)
    if (
        adjacent
        and cue.start > frame.start + 1
        and doc[cue.start - 1].text in (",", "—", "–")
        and layout.owner[cue.start - 1] < 0
    ):
        around = parenthesis(doc, cue, frame, layout)
        if around:
            return around
    return _behind(doc, cue, cues, frame, layout)


def _region_before(doc: Doc, cue: Cue, frame: Frame, layout: Layout) -> int | None:
    """The words between marks right before a clause: “…,” she said; «…», dijo."""
    at = cue.start - 1
    if at > frame.start and layout.owner[at] < 0 and doc[at].text == ",":
        at -= 1
    return layout.owner[at] if at >= frame.start and layout.owner[at] >= 0 else None


def _has_that(doc: Doc, cue: Cue, frame: Frame) -> bool:
    """Whether "that" stands right behind a clause, with what it reports."""
    that = cue.end < frame.end and doc[cue.end].lower_ in _COMPLEMENTIZERS
    # not "says a voice on a tape that turned up"
    return that and (not cue.inverted or doc[cue.end].dep_ == "mark")


def _is_cited(doc: Doc, first: int, frame: Frame) -> bool:
    """As in "Citing “staff shortages,” the ministry said it would close": a reason, and not what "said" reports."""
    return first == frame.start + 1 and doc[frame.start].lower_ in _CITING


def _after_region(doc: Doc, cue: Cue, k: int, cues: list[Cue], frame: Frame, layout: Layout) -> list[Span]:
    """“…,” she said; and with what follows the interruption."""
    pieces = [(_words_start(doc, cue, k, cues, frame, layout), layout.spans[k][1])]
    i = cue.end
    while i < frame.end and i - cue.end < MAX_GAP and layout.owner[i] < 0 and doc[i].text not in (".", ";"):
        i += 1
    if cue.end <= i < frame.end and layout.owner[i] >= 0 and _continues(doc, i, k, cues, cue, layout):
        pieces.append(layout.spans[layout.owner[i]])
    return pieces


def _words_start(doc: Doc, cue: Cue, k: int, cues: list[Cue], frame: Frame, layout: Layout) -> int:
    """Where “…,” before "she said" starts: with the sentence into which the words are woven, else with their marks."""
    first = layout.spans[k][0]
    start = max([frame.start, *(c.end for c in cues if c.end <= first and c.verb != cue.verb)])
    woven = layout.text[layout.regions[k].start].islower()
    lead = doc[start:first]
    if not woven or not any(t.pos_ in ("NOUN", "PROPN", "PRON", "VERB") for t in lead) or start > frame.start:
        start = first
        while start > frame.start and layout.owner[start - 1] >= 0:
            start -= 1
    return start


def _continues(doc: Doc, i: int, k: int, cues: list[Cue], cue: Cue, layout: Layout) -> bool:
    """Whether the region at ``i`` goes on with region ``k``: behind a comma or colon, with no other clause between."""
    if any(cue.end <= c.verb < i for c in cues):
        return False
    if doc[i].text in ("—", "–"):
        return True  # the dash behind a clause that broke into the words
    if doc[i - 1].text not in (",", ":", "—", "–"):
        return False
    plain = all(t.text not in (",", "—", "–") for t in doc[cue.end : i - 1])
    before, behind = layout.regions[k], layout.regions[layout.owner[i]]
    return plain or (layout.text[before.end - 1] in ",—–" and layout.text[behind.start].islower())


def _behind(doc: Doc, cue: Cue, cues: list[Cue], frame: Frame, layout: Layout) -> list[Span]:
    """Doe said (that) …; Doe said: “…”."""
    verb = doc[cue.verb]
    region = next((k for k in frame.regions if layout.spans[k][0] >= cue.end), None)
    clause = _until_next(_complement(verb, cue, frame, layout), cues)
    if region is not None and _introduces(doc, cue, layout.spans[region][0], cues):
        direct = _through_region(layout.spans[region], layout, frame)
        # 'that “… ” against what …': the clause goes on behind the marks
        woven = clause is not None and clause[0] <= direct[0] < clause[1] and doc[direct[0] - 1].text != ":"
        return [clause] if woven and clause is not None else [direct]
    if clause is not None:
        return [_with_next_region(doc, clause, cues, frame, layout)]
    return []


def _until_next(clause: Span | None, cues: list[Cue]) -> Span | None:
    """The clause up to the one by which its speaker goes on."""
    ends = [c.joint for c in cues if clause is not None and c.joint is not None and clause[0] < c.joint < clause[1]]
    return (clause[0], min(ends)) if clause is not None and ends else clause


def _with_next_region(doc: Doc, clause: Span, cues: list[Cue], frame: Frame, layout: Layout) -> Span:
    """Take in words between marks that go on with the clause: "memories of home, and of “all who helped”"."""
    start, end = clause
    for k in frame.regions:
        first, last = layout.spans[k]
        if not end <= first <= end + MAX_SEAM or any(end <= c.verb < first for c in cues):
            continue
        if all(
            t.pos_ in ("CCONJ", "ADP", "DET", "PUNCT", "PART", "PRON") and t.text not in ";:." for t in doc[end:first]
        ):
            end = last
    return start, end


def _introduces(doc: Doc, cue: Cue, opening: int, cues: list[Cue]) -> bool:
    """Whether the words between marks come right behind the clause: "said", "told reporters:", "wrote on Friday,"."""
    gap = doc[cue.end : opening]
    if len(gap) > MAX_GAP or any(cue.end <= c.verb < opening for c in cues):
        return False
    if not len(gap) or (gap[-1].text in (":", ",") and not any(t.pos_ in ("VERB", "AUX") for t in gap)):
        return True
    return gap[-1].text == ":" or all(t.lower_ in _BEFORE_MARKS for t in gap)


def _through_region(span: Span, layout: Layout, frame: Frame) -> Span:
    """Take in regions that follow without a word between."""
    start, end = span
    while end < frame.end and layout.owner[end] >= 0:
        end = layout.spans[layout.owner[end]][1]
    return start, end


def _complement(verb: Token, cue: Cue, frame: Frame, layout: Layout) -> Span | None:
    """The clause that the verb governs, as the parser sees it, widened to whole quotations."""
    doc = verb.doc
    lemma = verb.lemma_.lower()
    clause = None
    if lemma in words("clause", "verbs"):
        clause = _finite_clause(verb, frame)
        if clause is not None and clause.left_edge.lower_ in _FREE_RELATIVES and lemma not in _OF_QUESTIONS:
            return None  # "confirmed what the ministry had said" does not say it
    if clause is None and lemma in words("patterns", "infinitive"):
        clause = _infinitive(verb)
    if clause is None:
        return _object_of(verb, frame, layout)
    start, end = max(_clause_start(clause, lemma), cue.end, verb.i + 1), clause.right_edge.i + 1
    start = _past_day(doc, start, end)
    end = _past_cut(doc, end, frame)
    end = _with_next_clause(doc, clause, _with_reason(doc, end, frame), frame, layout)
    if _is_infinitive(clause) and lemma in words("patterns", "infinitive"):
        start = max(_with_those_asked(verb, start), cue.end)
    return _whole(doc, start, min(end, frame.end), frame, layout)


def _finite_clause(verb: Token, frame: Frame) -> Token | None:
    if verb.i + 1 < frame.end and verb.nbor().dep_ == "cc":
        return None  # "the guards responded and two men died"
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    return clause or _that_clause(verb, frame) or _behind_listener(verb)


def _behind_listener(verb: Token) -> Token | None:
    """In "told nurses she had come" the parser takes the statement for one about the nurses."""
    listener = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)
    if listener is None or verb.lemma_.lower() not in _TELLING:
        return None
    about = (c for c in listener.children if c.dep_ == "relcl" and c.tag_ in _FINITE)
    told = next((c for c in about if _has_subject_of_its_own(c)), None)
    return None if told is None or _names_its_noun(told) else told


def _has_subject_of_its_own(clause: Token) -> bool:
    """Whether a clause has a subject other than "who", "which", "that"."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in _RELATIVES for c in clause.children)


def _names_its_noun(clause: Token) -> bool:
    """As in "who had come": the clause does tell about the noun before it."""
    return any(t.lower_ in _RELATIVES for t in clause.subtree if t.i < clause.i)


def _infinitive(verb: Token) -> Token | None:
    own = (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i and _is_infinitive(c))
    return next(own, None) or _bare_infinitive(verb)


def _bare_infinitive(verb: Token) -> Token | None:
    """The first infinitive behind a verb, wherever the parser hung it: "pidió a la población no salir"."""
    for token in verb.doc[verb.i + 1 : verb.i + MAX_GAP] if not _INFINITIVE_MARKERS else ():
        if token.tag_ == "VB" or token.is_punct or token.pos_ in ("VERB", "AUX", "CCONJ"):
            return token if token.tag_ == "VB" else None
    return None


def _with_those_asked(verb: Token, start: int) -> int:
    """Where an infinitive starts together with those who are to act: "called on the mayor to resign"."""
    asked = [_behind_on(c) for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
    behind_on = [c.i + 1 for c in verb.children if c.dep_ == "prep" and c.lower_ in _CALLING_ON and c.i > verb.i]
    return min([start, *asked, *behind_on])


def _behind_on(noun: Token) -> int:
    """The first word of a noun phrase, behind a preposition that only says whom a verb is done to."""
    first = noun.left_edge
    return int(first.i + (first.lower_ in _CALLING_ON and first.i < noun.i))


def _past_day(doc: Doc, start: int, end: int) -> int:
    """In "said on Friday it was late" the day is that of the saying; in "said Friday was a holiday" it is not."""
    i = start + (doc[start].lower_ in _BEFORE_DAY)
    if i >= end or doc[i].ent_type_ != "DATE":
        return start
    while i < end and doc[i].ent_type_ == "DATE":
        i += 1
    return i if i < end and doc[i].pos_ in ("PRON", "DET", "PROPN", "NOUN") else start


def _past_cut(doc: Doc, end: int, frame: Frame) -> int:
    """Where a clause ends that the parser cuts inside a time: "at around 8:30 | a.m. | local time on Sunday"."""
    stop = end
    while stop < frame.end and doc[stop].ent_iob_ == "I":
        stop += 1
    cut = stop < frame.end and stop > end and doc[stop].is_sent_start and doc[stop].text.islower()
    return frame.end if cut else stop


def _is_infinitive(clause: Token) -> bool:
    bare = not _INFINITIVE_MARKERS and clause.tag_ == "VB"
    return bare or any(c.dep_ == "aux" and c.lower_ in _INFINITIVE_MARKERS for c in clause.children)


def _with_reason(doc: Doc, end: int, frame: Frame) -> int:
    """A reason or condition at the end belongs to the statement, wherever the parser hung it."""
    if end + 1 < frame.end and doc[end].text == "," and doc[end + 1].lower_ in _REASONS:
        return frame.end
    return end


def _with_next_clause(doc: Doc, clause: Token, end: int, frame: Frame, layout: Layout) -> int:
    """A clause joined by "but" or "and" goes on with the statement where it has its subject, or none of its own.

    "She says she hopes to win, but she knows …", "it would cost jobs at first, but would bring more later".
    """
    at = end + (end < frame.end and doc[end].text == ",")
    if at + 1 >= frame.end or doc[at].lower_ not in _COORDINATORS or layout.owner[at] >= 0:
        return end
    if not _takes_up_subject(doc[at + 1], clause):
        return end
    stop = next(
        (
            i
            for i in range(at + 1, frame.end)
            if doc[i].text in (";", ".", "—", "–", "--")
            or doc[i].lemma_.lower() in _PLAIN_VERBS
            or layout.owner[i] >= 0
        ),
        frame.end,
    )
    return stop if all(layout.owner[i] < 0 for i in range(at, stop)) else end


def _takes_up_subject(following: Token, clause: Token) -> bool:
    """Whether the word behind "but" is the clause's subject again, or a "would" that has it as its own."""
    subject = next((c.lower_ for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    same = following.pos_ == "PRON" and following.lower_ == subject
    if same or _goes_on(following, clause) or _advises(following):
        return True
    return following.tag_ == "MD" and any(c.tag_ == "MD" for c in clause.children)


def _advises(following: Token) -> bool:
    """As in "and patients should keep taking it": what ought to be is said, and no reporter's own."""
    subject = following.dep_ == "nsubj" and following.head.pos_ in ("VERB", "AUX")
    return subject and any(c.lower_ in _OUGHT for c in following.head.children if c.dep_ == "aux")


def _goes_on(following: Token, clause: Token) -> bool:
    """Whether the speaker goes on: "but they would not", "but there was no money", "but she doubts it".

    Not "but it was not clear whether he knew": what is left open is left so by the reporter.
    """
    verb, noun = following.head, next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if following.dep_ not in ("nsubj", "nsubjpass", "expl") or verb.pos_ not in ("VERB", "AUX"):
        return False
    word, plural = following.lower_, noun is not None and noun.tag_ in ("NNS", "NNPS")
    if word in _NOBODY:
        return True
    if word in _PERSONS:
        return verb.lemma_.lower() in _MIND
    if word in _NOTHING and (following.dep_ == "expl" or verb.lemma_ in _COPULA):
        ahead = {t.lower_ for t in verb.doc[following.i : following.i + MAX_GAP]}
        return not (ahead & _UNCLEAR and ahead & _OPEN)
    return noun is not None and word in (_MANY if plural else _ONE)


def _clause_start(clause: Token, lemma: str) -> int:
    """Behind "that"; behind the one who is told, whom the parser often puts into the clause."""
    first = clause.left_edge.i
    marks = [
        c.i for c in clause.children if c.dep_ == "mark" and c.lower_ in _COMPLEMENTIZERS and c.i - first <= MAX_LEAD
    ]
    if marks:
        return marks[0] + 1
    if lemma in _TELLING:
        for token in clause.doc[clause.head.i + 1 : clause.i]:
            if token.lower_ in _COMPLEMENTIZERS:
                return int(token.i) + 1
            if token.pos_ in ("VERB", "AUX"):
                break
        subjects = [c.left_edge.i for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
        return subjects[0] if subjects else first
    return first


def _that_clause(verb: Token, frame: Frame) -> Token | None:
    """A clause with "that" which the parser hung elsewhere."""
    for token in verb.doc[verb.i + 1 : min(verb.i + MAX_LEAD, frame.end)]:
        if token.lower_ in _COMPLEMENTIZERS and token.dep_ == "mark":
            return token.head
        if token.pos_ == "VERB":
            return None
    return None


def _object_of(verb: Token, frame: Frame, layout: Layout) -> Span | None:
    """What a verb governs without a clause: "called for calm", "called the plan a mistake"."""
    doc, lemma = verb.doc, verb.lemma_.lower()
    named = _called(verb, frame, layout) if lemma in words("patterns", "names") else None
    if named is not None:
        return named
    if lemma in words("patterns", "charges"):
        return _charged(verb, frame, layout)
    wanted = str(table("speech", "prepositions").get(lemma, "")).split()
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in wanted and child.i > verb.i:
            return _whole(doc, child.i + 1, min(child.right_edge.i + 1, frame.end), frame, layout)
    return None


def _charged(verb: Token, frame: Frame, layout: Layout) -> Span | None:
    """Whom somebody accuses, and of what: "the firm of hiding it", "the mayor for the delay"."""
    near = [c for c in verb.children if c.i > verb.i]
    whom = next((c for c in near if c.dep_ == "dobj"), None) or _behind_calling(near)
    if whom is None:
        return None
    of = next((c for c in (*near, *whom.children) if c.dep_ == "prep" and c.lower_ in _OF_CHARGE), None)
    end = of.right_edge.i + 1 if of is not None else _behind_charge(whom)
    return _whole(verb.doc, _behind_on(whom), min(end, frame.end), frame, layout) if end else None


def _behind_calling(near: list[Token]) -> Token | None:
    """Whom a verb is done to behind a preposition: "acusó a la prensa"."""
    behind = (c for c in near if c.dep_ == "prep" and c.lower_ in _CALLING_ON)
    return next((n for preposition in behind for n in preposition.children if n.dep_ == "pobj"), None)


def _behind_charge(whom: Token) -> int | None:
    """Behind an infinitive that says of what somebody is accused: "acusó a la prensa de mentir"."""
    deed = next((c for c in whom.children if c.tag_ == "VB" and not _INFINITIVE_MARKERS), None)
    marked = deed is not None and any(c.lower_ in _OF_CHARGE for c in deed.children)
    return deed.right_edge.i + 1 if deed is not None and marked else None


def _called(verb: Token, frame: Frame, layout: Layout) -> Span | None:
    """What somebody is called: the thing and its name, "the plan a mistake" and "the plan “a mistake”"."""
    doc = verb.doc
    kids = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "oprd", "ccomp", "attr")]
    named = [c for c in kids if c.dep_ in ("oprd", "ccomp") and c.pos_ in ("NOUN", "ADJ", "PROPN")]
    end = max((c.right_edge.i + 1 for c in kids), default=verb.i + 1)
    quoted = any(layout.owner[i] >= 0 for i in range(verb.i + 1, min(end + 1, frame.end)))
    if not kids or not (named or quoted):
        return None
    return _whole(doc, verb.i + 1, min(end, frame.end), frame, layout)


def _whole(doc: Doc, start: int, end: int, frame: Frame, layout: Layout) -> Span | None:
    """Widen a span so that it cuts no quotation, and drop "that" and the punctuation at its ends."""
    while (
        start < end
        and ((doc[start].lower_ in _COMPLEMENTIZERS and doc[start].dep_ == "mark") or doc[start].text in (",", ":"))
        and layout.owner[start] < 0
    ):
        start += 1
    if start >= end:
        return None
    if layout.owner[start] >= 0:
        start = max(layout.spans[layout.owner[start]][0], frame.start)
    if layout.owner[end - 1] >= 0:
        end = layout.spans[layout.owner[end - 1]][1]
    elif end < frame.end and layout.owner[end] >= 0 and doc[end - 1].text != ",":
        end = layout.spans[layout.owner[end]][1]
    return start, min(end, frame.end)
