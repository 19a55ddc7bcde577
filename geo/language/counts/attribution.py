"""Who gives a number: "local authorities say", "according to the ministry", "per the Post"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geo.language.quotes.speakers.bodies import may_speak
from geo.language.text.annotations import once, text_of
from geo.language.text.forms import is_joined_turn
from geo.language.text.spans import Cover, overlap
from geo.language.text.speech import roles, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc, Span, Token

#: Words that no source is: the count would be attributed to an abstraction.
_NOBODY = Words("counts_grammar", "pronouns", "no_source")
_BEFORE_SOURCE = Words("casualties", "speech", "before_source")
_CITING = Words("casualties", "speech", "citing")
_GIVING_NUMBERS = Words("casualties", "speech", "verbs")
_LIVES = Words("casualties", "lives", "nouns")
_BRINGS = Words("casualties", "hospital", "verbs")
_PUTTING = Words("casualties", "speech", "putting")
_PUTTING_AT = Words("casualties", "speech", "putting_at")
_SPEAKING = Words("casualties", "speech", "speaking")
_MEDIA = Words("casualties", "speech", "media")
_OFFICIAL = Words("casualties", "speech", "official")
_TALLIES = Words("casualties", "speech", "tallies")
_NUMBERS = Words("casualties", "toll", "tallies")
_IT = Words("counts_grammar", "pronouns", "it")
_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
_BELONGING = Words("counts_grammar", "prepositions", "belonging")
_LEFT_OVER = Words("counts_grammar", "genitive", "left_over")
#: What may stand between "at" and a number: "at more than 44", "at a mere 12".
_BEFORE_NUMBER = frozenset({"ADV", "ADJ", "DET", "SCONJ"})
#: What "at" is to the number behind it.
_BEFORE_NOUN = frozenset({"prep", "case"})
#: What names somebody, as the model sees it.
_SOMEBODY = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def attributed_to(doc: Doc, start: int, end: int, sentence: Span) -> str | None:
    """The source of what stands at these characters, in its words or as a full name; None: the outlet."""
    speaker = _quoted(doc, start, end)
    if speaker is not None and speaker != speaker.lower():
        return speaker
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return speaker
    return _according_to(sentence, span) or _reporting_subject(sentence, span) or _official(span) or speaker


def _quoted(doc: Doc, start: int, end: int) -> str | None:
    """The speaker of the first quote with a speaker that holds the characters."""
    told = once(doc, "atlas_spoken", lambda: [q for q in doc._.quotes if q.speaker])
    at = once(doc, "atlas_spoken_cover", lambda: Cover((q.start, q.end) for q in told)).first(start, end)
    speaker = None if at is None else str(told[at].speaker)
    return None if speaker and speaker.lower().split()[-1] in _NUMBERS else speaker


def phrase_text(noun: Token) -> str:
    """A noun phrase without its clauses and appositions, as told."""
    doc, inside = noun.doc, _inside(noun)
    first, last = min(inside), max(inside)
    if doc[first].lower_ in _LEFT_OVER or (doc[first].pos_ == "PRON" and first < noun.i):
        first += 1  # "his ministry"
    while noun.lemma_.lower() in _MEDIA and last + 1 < len(doc) and doc[last + 1].text.istitle():
        last += 1  # "El periódico Hoy Mismo": a title that the parse takes for other words
    head_end = noun.idx + len(noun.text) - doc[first].idx
    text = str(doc[first : last + 1].text)
    cuts = [at for at in (text.find(mark, head_end) for mark in (",", "(", "—", ";")) if at >= 0]
    return text[: min(cuts, default=len(text))].strip(' ,.“”"')


def _inside(noun: Token) -> list[int]:
    """The tokens of a noun and of what belongs to it, without the day: "este martes el Ejército"."""
    inside = [noun.i]
    for child in noun.children:
        own = child.dep_ in {"det", "compound", "amod", "poss", "nmod", "nummod", "case", "flat"}
        behind = child.dep_ == "prep" and child.lower_ in _BELONGING and child.i > noun.i
        owned = child.tag_ == "POS"  # the mark itself of "the army's raid"
        if (own or behind) and not owned and not overlap(noun.doc._.dates, child.idx, child.idx + len(child.text)):
            inside += [t.i for t in child.subtree]
    return inside


def full_name(noun: Token) -> str:
    """The person's one name where the text's people are known, else the noun phrase."""
    named = once(noun.doc, "atlas_named", lambda: _named(noun.doc))
    called = (named[c.i] for c in noun.children if c.dep_ == "appos" and c.i in named)  # "the minister, Jane Doe, put"
    return named.get(noun.i) or next(called, None) or phrase_text(noun)


def _named(doc: Doc) -> dict[int, str]:
    """For each token of a person's name that person's one name."""
    found: dict[int, str] = {}
    for person in doc._.people:
        for start, end in getattr(person, "spans", ()):
            for token in doc.char_span(start, end, alignment_mode="expand") or ():
                if start <= token.idx:
                    found.setdefault(token.i, str(person.person.name))
    return found


def _according_to(sentence: Span, count: Span) -> str | None:
    """As in "according to X", "per X", "citing X" of the clause the count stands in."""
    sources = once(sentence.doc, f"atlas_sources {sentence.start}", lambda: list(_sources(sentence)))
    return next((full_name(noun) for token, noun in sources if _same_clause(token, count)), None)


def _sources(sentence: Span) -> Iterator[tuple[Token, Token]]:
    """The words that name a source and the noun behind each."""
    for token in sentence:
        if token.lower_ in _BEFORE_SOURCE:
            joined = token.head if is_joined_turn(token) else token  # "de acuerdo con"
            nouns = (t for t in joined.subtree if t.dep_ in {"pobj", "dobj"} and t.i > token.i)
            told = next(nouns, None) or _subject_behind(token)
            if told is not None and (token.lower_ not in _CITING or _may_be_cited(told)):
                yield token, told


def _may_be_cited(noun: Token) -> bool:
    """Whether who is cited is somebody: "citing bad weather" gives a reason."""
    known = noun.ent_type_ in _SOMEBODY or overlap(noun.doc._.institutions, noun.idx, noun.idx + len(noun.text))
    return bool(known) or may_speak(str(noun.doc[noun.left_edge.i : noun.i + 1].text))


def _subject_behind(token: Token) -> Token | None:
    """The ministry of "según confirmó el ministerio"."""
    verb = token.head
    behind = verb.pos_ == "VERB" and verb.i > token.i
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i), None) if behind else None


def _same_clause(token: Token, count: Span) -> bool:
    """True where only one clause lies between: no semicolon between the count and the words for its source."""
    first, last = sorted((token.i, count.start))
    stops = once(token.doc, "atlas_semicolons", lambda: [t.i for t in token.doc if t.text == ";"])
    return bisect_left(stops, first) == bisect_left(stops, last)


def _reporting_subject(sentence: Span, count: Span) -> str | None:
    """The subject of the reporting verb over the count, or of a "X says" put into the clause."""
    told = once(sentence.doc, f"atlas_tellers {sentence.start}", lambda: list(_tellers(sentence)))
    root = {count.root.i, *(t.i for t in count.root.ancestors)}
    above = root | {a.i for t in count for a in (t, *t.ancestors)}
    for verb, subject in sorted(told, key=lambda pair: abs(pair[0].i - count.start)):
        own = count.start in range(subject.left_edge.i, subject.right_edge.i + 1)
        if own or _is_beside(verb, count):
            continue
        if (verb.i in above or verb.head.i in root) and _same_clause(verb, count):
            return _body_before(sentence) if subject.lower_ in _IT else _known(subject)
    return None


def _known(subject: Token) -> str | None:
    """Who it is; None for a "he" of whom the text does not tell who he is, and for "the number that was confirmed"."""
    name = full_name(subject)
    nobody = subject.lemma_ in _NUMBERS or (subject.pos_ == "PRON" and name == subject.text)
    return None if nobody else name


def _body_before(sentence: Span) -> str | None:
    """The body whose words stand in the sentence before: "The ministry said so. It had put the dead at 12"."""
    doc = sentence.doc
    before = [q for q in doc._.quotes if q.speaker and q.sent_end <= sentence.start_char]
    last = before[-1] if before else None
    near = last is not None and not text_of(doc)[last.sent_end : sentence.start_char].strip()
    people = {person.person.name for person in doc._.people}
    return str(last.speaker) if near and last is not None and last.speaker not in people else None


def _official(count: Span) -> str | None:
    """As in "The official toll was 12 dead": whoever keeps it, it is not the outlet."""
    for verb in count.root.ancestors:
        toll = next((c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in _TALLIES), None)
        if toll is not None and any(c.dep_ == "amod" and c.lower_ in _OFFICIAL for c in toll.children):
            return phrase_text(toll)
    return None


def _is_beside(verb: Token, count: Span) -> bool:
    """As in "The guards responded and three robbers died": what is joined to a verb that reports nothing before it."""
    told = (c for c in verb.children if c.dep_ == "conj" and c.left_edge.i <= count.start <= c.right_edge.i)
    joined = next(told, None)
    return joined is not None and not any(verb.i < c.i < joined.i and c.dep_ == "ccomp" for c in verb.children)


def _speaks_of(verb: Token) -> bool:
    """As in "The ministry had spoken of 12 dead"."""
    return verb.lemma_.lower() in _SPEAKING and any(c.lower_ in _GENITIVE for c in verb.children)


def _sets_at(verb: Token) -> bool:
    """Whether a verb sets something at a number: "put the dead at 44" – not "set fire to 40 cars in 12 towns"."""
    doc = verb.doc
    for token in doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ not in _PUTTING_AT or token.dep_ not in _BEFORE_NOUN:
            continue  # the "at" of "at least nine" sets nothing
        at = token.i + 1
        while at < verb.sent.end and (doc[at].pos_ in _BEFORE_NUMBER or doc[at].dep_ in {"advmod", "quantmod"}):
            at += 1
        if at < verb.sent.end and doc[at].pos_ == "NUM":
            return True
    return False


def _puts(verb: Token) -> bool:
    """As in "The minister put the dead at 44", "lowered it to 12" – not "Two more deaths raised the toll to 12"."""
    if verb.lemma_ not in _PUTTING or not _sets_at(verb) or not any(c.dep_ == "dobj" for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    called = subject.lemma_.lower()
    known = called in roles() | words("speakers", "nouns") | _MEDIA or subject.lower_ in _IT
    return subject.ent_type_ in {"PERSON", "ORG"} or known


def gives_number(verb: Token) -> bool:
    """As in "The ministry put the dead at 44", "the army counts 25 dead"."""
    counted = verb.lemma_.lower() in _GIVING_NUMBERS and any(c.dep_ == "dobj" for c in verb.children)
    return verb.pos_ == "VERB" and (counted or _speaks_of(verb) or (verb.lemma_ in _PUTTING and _sets_at(verb)))


def _tellers(sentence: Span) -> Iterator[tuple[Token, Token]]:
    """The reporting verbs of a sentence, each with its subject."""
    verbs = (words("clause", "verbs") - _BRINGS) | _GIVING_NUMBERS
    for token in sentence:
        if token.pos_ == "VERB" and (token.lemma_.lower() in verbs or _puts(token) or _speaks_of(token)):
            subject = _who_says_it(token)
            if any(c.dep_ == "dobj" and c.lemma_ in _LIVES for c in token.children):
                continue  # "the quake claimed 12 lives"
            if subject is not None and (subject.lower_ not in _NOBODY or (subject.lower_ in _IT and _puts(token))):
                yield token, subject


def _who_says_it(verb: Token) -> Token | None:
    """Of "Nine were held, five of them Danes, the chief said", where the parse lets both say it: the nearest."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return next((c for c in reversed(subjects) if c.i < verb.i), next(iter(subjects), None))
