"""Names of people in a text: finds them where the tagger does and where it does not, and groups them by person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language.people.governments import is_government_word
from geo.language.people.headlines import headline_tokens
from geo.language.people.roles import has_cabinet, is_titled, role_ahead, role_behind, role_noun
from geo.language.text.grammar import adjectives_follow
from geo.language.text.spans import starting_in
from geo.language.text.speech import fold, given_names, roles, speech_verbs, titles, words
from geo.lexicons import Words, per_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Doc, Token

_PARTICLES = Words("people", "names", "particles")
_BETWEEN_SURNAMES = Words("people", "names", "between_surnames")
_SUFFIXES = Words("people", "names", "suffixes")
_BEHIND_TITLE = Words("people", "names", "behind_title")
_BEFORE_BYNAME = Words("people", "names", "before_byname")
_BYNAME = Words("people", "names", "byname")
_BEFORE_PLACES = Words("people", "names", "before_places")
_SAINTS = Words("people", "names", "saints")
_BEFORE_AGE = Words("people", "names", "before_age")
_BEHIND_AGE_WORDS = Words("people", "names", "behind_age")
_DWELLERS = Words("people", "names", "dwellers")
#: Labels of the tagger that a person's name is often given by mistake.
MISTAKEN = frozenset({"", "ORG", "MISC", "WORK_OF_ART", "NORP", "PRODUCT", "LAW", "EVENT"})
#: Marks that may stand between a name and the nickname behind it.
_BYNAME_MARKS = frozenset({",", "("})
#: Marks that may stand behind an age.
_BEHIND_AGE = frozenset({",", ")", "."})
MAX_BYNAME_GAP = 5
MAX_ALIAS_WORDS = 3
MAX_HEADLINE_NAME = 3
#: Words of a given name and a surname.
_FULL_NAME = 2
#: Particles in a row inside one name: "Jane de la Cruz".
MAX_PARTICLES = 4
#: Words between a name and an age: "Jane, who is now 61,".
MAX_BEFORE_AGE = 4
OLDEST = 115
#: Tokens before a name behind a comma, if another may stand there.
MIN_LISTED = 2
#: Characters before a name within which a body's name that holds it may start.
LONGEST_BODY = 200


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a person by name; ``start`` and ``end`` are tokens, the title left out."""

    start: int
    end: int
    parts: tuple[str, ...]
    """The words of the name, nickname left out, as spelt."""
    title: str | None = None
    """The word before the name, lower case: "mr.", "president"."""
    alias: str | None = None
    """A nickname inside the name: Jane “Red” Doe."""

    def folded(self) -> tuple[str, ...]:
        """The words as they are compared: lower case, no accents, no suffix such as "Jr."."""
        return tuple(_without_article(w) for w in map(fold, self.parts) if w not in _SUFFIXES)


def _without_article(word: str) -> str:
    """A folded word of a name without the article that a hyphen joins to it: "Farouk" in "al-Farouk"."""
    article, _, rest = word.partition("-")
    return rest if rest and article in _PARTICLES else word


def find_names(doc: Doc) -> list[Name]:
    """Names with evidence of their own: the tagger's, a title before it, a known given name, a heading; in order."""
    runs = list(_capitalised(doc))
    alone = frozenset(fold(doc[start].text) for start, end in runs if end - start == 1)
    found = [name for start, end in runs if (name := _name_in(doc, start, end, alone)) is not None]
    return _join_nicknames(doc, _without_headline_words(doc, found))


def _without_headline_words(doc: Doc, found: list[Name]) -> list[Name]:
    """In a line of capitals every word looks like a name: there only one counts whose surname the text uses again."""
    headlines = headline_tokens(doc)
    if not headlines:
        return found
    elsewhere = {fold(t.text) for t in doc if t.text[:1].isupper() and t.i not in headlines}
    return [
        name
        for name in found
        if name.start not in headlines
        or (name.folded()[-1:] and name.folded()[-1] in elsewhere and len(name.parts) <= MAX_HEADLINE_NAME)
    ]


def _capitalised(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitalised tokens that may hold a name."""
    tokens, i, n = doc.tokens, 0, len(doc)
    while i < n:
        if not _is_name_token(tokens[i]):
            i += 1
            continue
        j = i + 1
        while j < n and (_is_name_token(tokens[j]) or _links(doc, j)):
            if fold(tokens[j].text) in _SUFFIXES:
                j += 1
                break
            j += 1
        yield i, j
        i = j


def _is_name_token(token: Token) -> bool:
    text = token.text
    if not text[:1].isupper() or not text[:1].isalpha() or token.ent_type_ in ("DATE", "TIME"):
        return False
    if token.pos_ == "PROPN" or token.ent_type_ == "PERSON":
        return True
    if token.is_sent_start and token.pos_ in ("ADV", "ADP", "SCONJ", "CCONJ", "PRON", "DET", "INTJ", "AUX"):
        return False
    return token.pos_ in ("NOUN", "ADJ", "X", "VERB") and (not token.is_sent_start or _opens_name(token))


def _opens_name(token: Token) -> bool:
    """Whether what the tagger takes for an adjective opens a sentence as its subject, with a name behind it."""
    alone = token.pos_ == "ADJ" and token.dep_ == "nsubj" and token.i + 1 < len(token.doc)
    return alone and token.nbor().pos_ == "PROPN" and token.nbor().dep_ in ("nsubj", "flat")


def _links(doc: Doc, j: int) -> bool:
    """A particle inside a name ("de la Cruz"), or the stop of an initial."""
    token, before = doc.tokens[j], doc.tokens[j - 1]
    if token.text == "-" and not token.whitespace_ and not before.whitespace_:
        joins = before.text[:1].isupper() or fold(before.text) in _PARTICLES
        return j + 1 < len(doc) and doc[j + 1].is_alpha and joins
    if before.text == "-" and not before.whitespace_:
        return token.is_alpha
    word = fold(token.text)
    if word in _BETWEEN_SURNAMES and not _joins_surnames(doc, j):
        return False
    return word in _PARTICLES and _is_name_behind_particles(doc, j)


def _joins_surnames(doc: Doc, j: int) -> bool:
    """As in "José Ortega y Gasset": behind a full name; not "Ana Ruiz y Eva Paz", nor "Bursa y Van"."""
    full = j > 1 and _is_name_token(doc[j - 1]) and _is_name_token(doc[j - 2])
    return full and j + 1 < len(doc) and not _is_given(doc[j + 1].text)


def _is_name_behind_particles(doc: Doc, j: int) -> bool:
    ahead = j + 1
    limit = min(len(doc), j + MAX_PARTICLES)
    while ahead < limit and fold(doc[ahead].text) in _PARTICLES and doc[ahead].text.islower():
        ahead += 1
    if ahead + 1 < len(doc) and doc[ahead].text == "-" and not doc[ahead - 1].whitespace_:
        return doc[ahead + 1].text[:1].isupper()  # "al-Farouk"
    return ahead < len(doc) and _is_name_token(doc[ahead]) and doc[ahead - 1].whitespace_ != ""


def _name_in(doc: Doc, start: int, end: int, alone: frozenset[str]) -> Name | None:
    """The name in a run of capitals, if any; ``alone``: folded words that stand alone elsewhere in the text."""
    title, start = _title_of(doc, start, end)
    tagged = [i for i in range(start, end) if doc[i].ent_type_ == "PERSON"]
    if title is None and tagged:
        start = _run_start(doc, tagged[0], start)
        end = max(tagged[-1] + 1, _run_end(doc, tagged[-1] + 1, end))
    start = _skip_government(doc, start, end)
    if end - start > 2 and not _is_given(doc[start].text) and _is_given(doc[start + 1].text):
        start += 1  # "Poor Jane Doe"
    if start < end and (joined := _with_nickname(doc, Name(start, end, (), title))) is not None:
        return joined
    if start >= end or doc[start].text.islower() or _is_body(doc, start, end):
        return None
    if not (_evidence(doc, start, end, title, tagged) or _introduced(doc, start, end, alone)):
        return None
    start = _with_article(doc, start)
    return Name(start, end, tuple(doc[start:end].text.split()), title)


def _with_article(doc: Doc, start: int) -> int:
    """The token with which a name starts, with a small article that a hyphen joins to it: "al-Sadiq"."""
    joined = (
        start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_
    )
    return start - 2 if joined and doc[start - 2].text in _PARTICLES else start


def _is_body(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a body's, or a part of its name: "General" in "Fiscalía General de la República".

    Where what somebody owns stands behind them ("Jane Doe's cabinet"), a body's name may begin with a person's.
    """
    if not adjectives_follow():
        return False
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return any(i.start <= first and last <= i.end for i in starting_in(doc._.institutions, first - LONGEST_BODY, last))


def _title_of(doc: Doc, start: int, end: int) -> tuple[str | None, int]:
    """The title in a run of capitals or right before it, and the token with which the name may start."""
    title: str | None = None
    tokens, known = doc.tokens, _titles()
    for i in range(end - (2 if end - start > 1 else 1), start - 1, -1):
        if tokens[i].lower_ in known:
            title, start = tokens[i].lower_, i + 1
            break
    while start < end and (tokens[start].is_punct or tokens[start].lower_ in _BEHIND_TITLE):
        start += 1
    if title is None and start > 0 and tokens[start - 1].lower_ in known:
        title = tokens[start - 1].lower_
    return title, start


@per_language
def _titles() -> frozenset[str]:
    """All words that stand before a name as titles."""
    return frozenset(titles()) | words("roles", "spoken") | words("roles", "other")


def _run_start(doc: Doc, i: int, start: int) -> int:
    """Nor does it always see the given name."""
    while i > start and _is_given(doc[i - 1].text):
        i -= 1
    return i


def _is_given(word: str) -> bool:
    folded = fold(word)
    return folded in given_names("woman") or folded in given_names("man")


def _run_end(doc: Doc, i: int, end: int) -> int:
    """Go on over a second surname, before which the tagger often stops, unless it has another label."""
    while i + 1 < end and doc[i].text == "-" and not doc[i].whitespace_:
        i += 2
    while i < end and doc[i].ent_type_ in MISTAKEN and doc[i].pos_ == "PROPN" and doc[i].ent_iob_ != "B":
        i += 1
    return i


def _skip_government(doc: Doc, start: int, end: int) -> int:
    """Leave out a country before a name: "(US Ambassador to) Mexico Ron Johnson"; not in "la ministra Francia Ruiz".

    Nor in "Chad Miller", which the tagger sees as one person and of which a surname alone would be left.
    """
    if adjectives_follow() and start and role_noun(doc[start - 1]) is not None:
        return start
    if end - start == _FULL_NAME and all(doc[i].ent_type_ == "PERSON" for i in range(start, end)):
        return start
    for cut in range(min(end, start + 3), start, -1):
        if is_government_word(doc[start:cut].text):
            return cut
    return start


def _evidence(doc: Doc, start: int, end: int, title: str | None, tagged: list[int]) -> bool:
    if _names_something_else(doc, start, end, title):
        return False
    if title is not None or _has_age_behind(doc, start, end):
        return True
    if any(start <= i < end for i in tagged):
        return end - start > 1 or _speaks(doc, start) or role_behind(doc, start, end) is not None
    if end - start == 1 and _has_trade_behind(doc, start):
        return True
    return (
        _is_given(doc[start].text)
        and 2 <= end - start <= 4
        and all(doc[i].ent_type_ in MISTAKEN for i in range(start, end))
    )


def _has_age_behind(doc: Doc, start: int, end: int) -> bool:
    """Whether ", 32," or ", who is 61," follows: only a person has an age; "Torla, 32 miles away," has none."""
    if start > 0 and (doc[start - 1].pos_ in ("ADP", "DET") or _is_in_list(doc, start)):
        return False  # "in Torla, 12, …" and a list of towns with numbers
    at = end + 1
    if at >= len(doc) or doc[end].text not in _BYNAME_MARKS:
        return False
    limit = min(len(doc) - 1, at + MAX_BEFORE_AGE)
    while at < limit and doc[at].lower_ in _BEFORE_AGE:
        at += 1
    age = doc[at].text
    if not age.isdigit() or not 0 < int(age) <= OLDEST or at + 1 >= len(doc):
        return False
    return doc[at + 1].text in _BEHIND_AGE or doc[at + 1].lower_ in _BEHIND_AGE_WORDS


def _is_in_list(doc: Doc, start: int) -> bool:
    """Whether a comma and another name stand before a name; "said a waiter, Jane Doe, 61," is no list."""
    return doc[start - 1].text == "," and (start < MIN_LISTED or doc[start - 2].pos_ != "NOUN")


def _has_trade_behind(doc: Doc, i: int) -> bool:
    """Whether ", a teacher," follows a subject; a firm is "a leader in its field", so nothing may hang on the noun."""
    if (
        doc[i].dep_ not in ("nsubj", "nsubjpass")
        or doc[i].ent_type_ not in MISTAKEN
        or doc[i].nbor(-1 if i else 0).pos_ == "DET"
    ):
        return False
    role = role_behind(doc, i, i + 1)
    return role is not None and role_noun(doc[role.end - 1]) is not None


def _names_something_else(doc: Doc, start: int, end: int, title: str | None) -> bool:
    """Whether the words are those of a government, an office or a body, or no plain words."""
    text = doc[start:end].text
    last = fold(doc[end - 1].text).strip(".")
    known = title is not None or (_is_given(doc[start].text) and end - start > 1)
    if is_government_word(text) or (not known and _ends_with_government(doc, start, end)):
        return True
    if _is_office_word(last) and not (_is_form_of_address(title) or (known and end - start > 1)):
        return True  # "Deputy Secretary" is no Secretary by name; "Mr. King" and "Jane King" are
    return _is_body_word(doc, start, end) or is_body_ahead(doc, end) or len(last) < 2 or _has_odd_characters(text)


def _is_body_word(doc: Doc, start: int, end: int) -> bool:
    """Whether a body's noun leads a name: the last word, or the first and the one before where adjectives follow."""
    if not adjectives_follow():
        return fold(doc[end - 1].text).strip(".") in words("bodies", "words")
    before = doc[start - 1].lower_ if start else ""
    leads = doc[start].lower_ in words("bodies", "words") and not _is_given(doc[start].text)
    return leads or before in _BEFORE_PLACES or before in _SAINTS


def _ends_with_government(doc: Doc, start: int, end: int) -> bool:
    """Whether one or two words are, or end with, a government's name."""
    return end - start < 3 and is_government_word(doc[end - 1].text)


def _has_odd_characters(text: str) -> bool:
    return any(c.isdigit() or c in "@#/" for c in text)


def _is_office_word(word: str) -> bool:
    return word in titles() or word in roles()


def _is_form_of_address(title: str | None) -> bool:
    return title in words("titles", "man") | words("titles", "woman")


def _introduced(doc: Doc, start: int, end: int, alone: frozenset[str]) -> bool:
    """Whether an unknown "Xanthe Doe" has an office, or speaks here and is plain "Doe" elsewhere."""
    last = fold(doc[end - 1].text)
    if not _is_full_name(doc, start, end, last):
        return False
    if _has_office(doc, start, end):
        return True
    near = [doc[i] for i in (start - 1, end) if 0 <= i < len(doc)]
    speaks = any(t.pos_ == "VERB" and t.lemma_.lower() in speech_verbs() for t in near)
    return speaks and last in alone and all(doc[i].ent_type_ in MISTAKEN for i in range(start, end))


def _has_office(doc: Doc, start: int, end: int) -> bool:
    """Whether an office is told of a name, behind it or before it, or a cabinet."""
    if all(doc[i].ent_type_ in MISTAKEN for i in range(start, end)) and _has_office_behind(doc, start, end):
        return True
    if adjectives_follow() and is_titled(doc, start):
        return True  # "el exgobernador de Sonora Xavier Ruiz"
    # "the mayor of Torla, Xanthe Doe, said"
    return role_ahead(doc, start, end) is not None or has_cabinet(doc, doc[end - 1].idx + len(doc[end - 1]))


def _is_full_name(doc: Doc, start: int, end: int, last: str) -> bool:
    """Whether a few capitalised words, the last one as folded, look like a person's and no body's or government's."""
    if not 2 <= end - start <= MAX_HEADLINE_NAME or _is_body_word(doc, start, end) or is_government_word(last):
        return False
    return all(doc[i].is_alpha and doc[i].text[0].isupper() for i in range(start, end)) and not is_body_ahead(doc, end)


def _has_office_behind(doc: Doc, start: int, end: int) -> bool:
    """Whether ", a senator from Ohio," follows, or ", a resident of Ohio,": a body is no such thing."""
    role = role_behind(doc, start, end)
    return role is not None and role.noun in words("roles", "office") | words("roles", "spoken") | _DWELLERS.now()


def _speaks(doc: Doc, i: int) -> bool:
    """One word alone, which the tagger takes for a person as often as for a town, must do what people do."""
    token = doc[i]
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in speech_verbs()


def is_body_ahead(doc: Doc, end: int) -> bool:
    """Whether the next word makes a name that of a body: "Doe Foundation", "the Doe administration"."""
    return end < len(doc) and doc[end].text.lower() in words("bodies", "after_name") and doc[end - 1].whitespace_ != ""


def _join_nicknames(doc: Doc, found: list[Name]) -> list[Name]:
    """Jane “Red” Doe is one name with an alias; the tagger sees pieces."""
    out: list[Name] = []
    taken = -1
    for name in found:
        if name.start < taken:
            continue
        named = _with_byname(doc, name) if name.alias is None and len(name.parts) > 1 else name
        taken = named.end
        out.append(named)
    return out


def _with_nickname(doc: Doc, name: Name) -> Name | None:
    """The whole name when a nickname between marks stands inside it, else None."""
    opening = name.end
    if opening >= len(doc) or doc[opening].text not in "“\"‘'«(":
        return None
    closing = _closing_mark(doc, opening)
    if closing is None or not all(t.text[:1].isupper() or t.lower_ in _PARTICLES for t in doc[opening + 1 : closing]):
        return None
    end = closing + 1
    while end < len(doc) and (_is_name_token(doc[end]) or _links(doc, end)):
        end += 1
    parts = tuple(t.text for t in doc[name.start : opening]) + tuple(t.text for t in doc[closing + 1 : end])
    return Name(name.start, end, parts, name.title, doc[opening + 1 : closing].text)


def _closing_mark(doc: Doc, opening: int) -> int | None:
    """The mark that closes a nickname, with more of the name behind it."""
    closing = next((i for i in range(opening + 2, min(opening + 6, len(doc))) if doc[i].text in "”\"’'»)"), None)
    if (
        closing is None
        or closing + 1 >= len(doc)
        or not doc[closing].whitespace_
        or not _is_name_token(doc[closing + 1])
    ):
        return None
    return closing


def _with_byname(doc: Doc, name: Name) -> Name:
    """Jane Doe, known as “Red”: the alias stands behind the name, between marks or capitalised after "known as"."""
    i, limit = name.end, min(name.end + MAX_BYNAME_GAP, len(doc))
    while i < limit and (doc[i].lower_ in _BEFORE_BYNAME or doc[i].text in _BYNAME_MARKS):
        i += 1
    if i == name.end or i + 1 >= len(doc):
        return name
    marked = doc[i].text in "“\"‘'"
    if not marked and doc[i - 1].lower_ not in _BYNAME:
        return name
    first = i + 1 if marked else i
    last = first
    while last < min(first + MAX_ALIAS_WORDS, len(doc)) and doc[last].text[:1].isupper():
        last += 1
    if last == first or (marked and doc[last].text not in "”\"’',"):
        return name
    return replace(name, alias=doc[first:last].text)
