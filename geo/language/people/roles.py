"""What a text says that somebody is ("the U.S. ambassador to Mexico, Jane Doe") and for which government they speak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.people.governments import government_of, is_government_word
from geo.language.text.annotations import text_of
from geo.language.text.grammar import adjectives_follow
from geo.language.text.speech import phrases_of_state, roles, short_titles, titles, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token

#: Tokens that a role before or behind a name may have; longer ones are misread sentences.
MAX_ROLE_TOKENS = 18
#: Characters of "'s administration" that are looked at behind a name.
CABINET_REACH = 24
_AND = Words("text", "and")
_ARTICLES = Words("text", "articles")
_COPULAS = Words("text", "copulas")
_DEFINITE_ARTICLES = Words("text", "definite_articles")
_WITH_ARTICLE = Words("text", "prepositions_with_article")
_GENITIVE_ENDINGS = Words("text", "genitive_endings")
_GENITIVE_PREPOSITIONS = Words("text", "genitive_prepositions")
_POSSESSIVE_DETERMINERS = Words("text", "possessive_determiners")
_RELATIVE_PRONOUNS = Words("text", "relative_person_pronouns")
_PAST = Words("people", "roles", "past")
_PAST_PREFIXES = Words("people", "roles", "past_prefixes")
_BEGINS_ANOTHER = Words("people", "roles", "begins_another")
_COMPLEMENT_PREPOSITIONS = Words("people", "roles", "complement_prepositions")
_BODY_PREPOSITIONS = Words("people", "roles", "body_prepositions")
_HEADS_OF_DEPARTMENTS = Words("people", "roles", "heads_of_departments")
_FOREIGN = Words("people", "roles", "foreign")
_BEFORE_APPOSITION = Words("people", "roles", "before_apposition")
_REPRESENTS = Words("people", "roles", "represents")
_SEATED = Words("people", "roles", "seated")
_MEMBER = Words("people", "roles", "member")
_CHAMBERS = Words("people", "roles", "chambers")
_HEADS = Words("people", "roles", "heads")
_HEAD = Words("people", "roles", "head")
_HEADS_OF = Words("people", "roles", "heads_of")
_OWN = Words("people", "roles", "own")
_LED = Words("people", "roles", "led")
_IN_OFFICE = Words("people", "roles", "in_office")
_AS = Words("people", "roles", "as")
_LEADER = Words("speech", "roles", "leader")
_OF_OTHERS = Words("people", "roles", "of_others")


@dataclass(frozen=True, slots=True)
class Role:
    """One phrase that says what a person is."""

    text: str
    noun: str
    """The role's noun, lower case: "ambassador"."""
    start: int
    """First token."""
    end: int

    @property
    def former(self) -> bool:
        """Whether the office is one of the past."""
        return is_past_office(self.noun) or any(w in _PAST for w in self.text.lower().replace("-", " ").split())

    @property
    def office(self) -> bool:
        """Whether the person holds an office of government or speaks for one."""
        if self._words() & words("roles", "private"):
            return False
        held = words("roles", "office") | words("roles", "spoken")
        return self.noun in held or (self.noun in _LEADER and self._leads_country())

    @property
    def national(self) -> bool:
        """Whether only a government has such an office, so that it belongs to the country the text is about."""
        if not self.office or self.former or self.noun not in words("roles", "national"):
            return False
        return self.noun in _HEADS_OF_DEPARTMENTS or _BODY_PREPOSITIONS.isdisjoint(self._words())

    def _leads_country(self) -> bool:
        """Whether all that is told beside "leader" is a country: "Peru's leader", no "Peruvian opposition leader"."""
        rest = " ".join(w for w in self.text.replace("’s", "").replace("'s", "").split() if w.lower() != self.noun)
        return is_government_word(rest)

    def _words(self) -> set[str]:
        return set(self.text.lower().replace("’s", " ").replace("'s", " ").split())


def role_noun(token: Token) -> str | None:
    """The role a word names, in the singular and in full ("Gov." is governor); None: the word names none."""
    lower = token.lower_.strip(".")
    if lower in _HEADS_OF and _has_complement(token):
        return next(iter(_HEAD))
    known = roles()
    for word in (short_titles().get(lower, lower), token.lemma_.lower()):
        if word in known:
            return word
    return lower if is_past_office(lower) else None


def is_past_office(word: str) -> bool:
    """Whether a word is an office with a prefix that says it is one of the past: "exalcalde"."""
    return any(word.startswith(ex) and word.removeprefix(ex) in roles() for ex in _PAST_PREFIXES.now())


def _has_complement(token: Token) -> bool:
    """Whether "of" follows: "the head of the agency" is no head that was hit."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in _GENITIVE_PREPOSITIONS


def roles_at(doc: Doc, start: int, end: int) -> list[Role]:
    """The roles that stand around the name at these tokens."""
    return [
        role
        for find in (_before, role_ahead, _ahead_of_clause, role_behind, _seat, _charge, _taken_up)
        if (role := find(doc, start, end)) is not None
    ]


def _before(doc: Doc, start: int, _end: int) -> Role | None:
    """The role right before a name: White House press secretary Jane Doe."""
    return _ending_at(doc, start)


def is_titled(doc: Doc, start: int) -> bool:
    """Whether a role stands right before a name."""
    return _ending_at(doc, start) is not None


def role_ahead(doc: Doc, start: int, end: int) -> Role | None:
    """The role with a comma: the U.S. ambassador to Mexico, Jane Doe, …."""
    closes = end >= len(doc) or doc[end].is_punct or doc[end].is_space or doc[end].pos_ in ("VERB", "AUX")
    start = before_titles(doc, start)
    if start < 2 or doc[start - 1].text != "," or not closes:
        return None
    role = _ending_at(doc, start - 1, determined=True)
    return None if role is not None and _is_aside(doc, role, end) else role


def _is_aside(doc: Doc, role: Role, end: int) -> bool:
    """Whether a role behind a preposition belongs to somebody else: "Ante el juez, Ruiz dijo"."""
    before = role.start - 2
    acts = end < len(doc) and doc[end].pos_ in ("VERB", "AUX")
    return acts and before >= 0 and doc[before].pos_ == "ADP" and bool(doc[before].is_sent_start)


def _ahead_of_clause(doc: Doc, start: int, end: int) -> Role | None:
    """The role before a clause that tells which one is meant: the judge who signed it, Jane Doe, …."""
    start = before_titles(doc, start)
    if start < 2 or doc[start - 1].text != "," or end >= len(doc) or doc[end].text != ",":
        return None
    for i in range(start - 2, max(doc[start - 1].sent.start, start - MAX_ROLE_TOKENS), -1):
        if doc[i].text == ",":
            return None
        if doc[i].lower_ in _RELATIVE_PRONOUNS:
            return _ending_at(doc, i, determined=True)
    return None


def before_titles(doc: Doc, start: int) -> int:
    """The token with which a name starts, or its titles: the rank in "the spokesman, Maj. Gen. Doe"."""
    while start > 1 and (
        doc[start - 1].lower_ in titles() or _stops_title(doc, start - 1) or joins_titles(doc, start - 1)
    ):
        start -= 1
    return start


def joins_titles(doc: Doc, i: int) -> bool:
    """Whether it is the hyphen of two titles that are one: "Major-General"."""
    joins = doc[i].text == "-" and 0 < i < len(doc) - 1
    return joins and doc[i - 1].lower_ in titles() and doc[i + 1].lower_ in titles()


def _stops_title(doc: Doc, i: int) -> bool:
    """Whether it is the stop of a short title: "Maj ."."""
    return doc[i].text == "." and doc[i - 1].lower_ in titles()


def _ending_at(doc: Doc, stop: int, *, determined: bool = False) -> Role | None:
    """The role phrase that ends right before this token."""
    if stop > 1 and doc[stop - 1].lower_ in words("titles", "man") | words("titles", "woman"):
        stop -= 1
    if stop == 0 or _takes_complement(doc[stop - 1]):
        return None  # "spokesman for Jane Doe"
    first = max(doc[stop - 1].sent.start, stop - MAX_ROLE_TOKENS)
    at = _role_token(doc, first, stop, leftmost=determined)
    if at is None or not _complement_ok(doc, at + 1, stop):
        return None
    noun = role_noun(doc[at]) or ""
    begin = _phrase_start(doc, first, at)
    if noun not in _HEADS_OF_DEPARTMENTS and not _FOREIGN.isdisjoint(doc[begin:at].text.lower().split()):
        return None  # "a foreign leader"; a foreign minister has that office
    if determined and begin == at and begin > first and not _is_determiner(doc[begin - 1]):
        return None
    return Role(doc[begin:stop].text, noun, begin, stop)


def _is_determiner(token: Token) -> bool:
    """Whether it is "the", or whose somebody is: "their spokesman, Jane Doe"."""
    return token.pos_ == "DET" or token.lower_ in _OWN or token.lower_ in _WITH_ARTICLE


def _takes_complement(token: Token) -> bool:
    """Whether a name behind this word belongs to what stands before it."""
    return token.pos_ in ("ADP", "DET") or _is_of_complement(token) or _is_possessive(token)


def _is_of_complement(token: Token) -> bool:
    """Whether it is one of the small words in "of the Interior and Transport"."""
    word = token.lower_
    return word in _COMPLEMENT_PREPOSITIONS or word in _DEFINITE_ARTICLES or word in _AND or word == "&"


def _phrase_start(doc: Doc, first: int, noun: int) -> int:
    """The first token of a role, with what is said of its noun: "White House press" secretary."""
    begin = noun
    while begin > first and _modifies(doc, begin - 1):
        begin -= 1
    while begin < noun and _joins(doc[begin]):
        begin += 1
    return begin


def _joins(token: Token) -> bool:
    """Whether a word or mark joins what stands before it to a role, and so begins none."""
    word = token.lower_
    return word in _AND or word in _GENITIVE_PREPOSITIONS or word in _GENITIVE_ENDINGS or word == "-"


def _role_token(doc: Doc, first: int, stop: int, *, leftmost: bool) -> int | None:
    """The last role noun before ``stop`` with nothing but its complement behind it.

    Where adjectives follow, one in the plural names nobody: "el jefe de los bomberos Juan Pérez"; and before a comma
    the leftmost leads: "la esposa del alcalde, Ana Ruiz".
    """
    for i in range(stop - 1, first - 1, -1):
        if role_noun(doc[i]) is not None and not (adjectives_follow() and doc[i].tag_ == "NNS"):
            return _first_role(doc, first, i) if leftmost and adjectives_follow() else i
        capital = doc[i].text[:1].isupper() or doc[i].pos_ in ("NOUN", "ADJ", "PROPN")
        if not (capital or _is_of_complement(doc[i]) or _is_possessive(doc[i]) or _is_inside_name(doc, i)):
            return None
    return None


def _is_inside_name(doc: Doc, i: int) -> bool:
    """Whether it is the hyphen of a name of two: "the mayor of Alba-Bray"."""
    joined = doc[i].text == "-" and 0 < i < len(doc) - 1 and not doc[i].whitespace_ and not doc[i - 1].whitespace_
    return joined and doc[i - 1].text[:1].isupper() and doc[i + 1].text[:1].isupper()


def _first_role(doc: Doc, first: int, at: int) -> int:
    """The noun whose complement a role is: "la esposa" in "la esposa del alcalde, Ana Ruiz"."""
    i = at - 1
    while i > first and doc[i].lower_ in _DEFINITE_ARTICLES:
        i -= 1
    owned = i > first and doc[i].lower_ in _GENITIVE_PREPOSITIONS and role_noun(doc[i - 1]) is not None
    return _first_role(doc, first, i - 1) if owned else at


def _complement_ok(doc: Doc, start: int, stop: int) -> bool:
    """Between the role's noun and the name only "of …", "to …" or "for …" may stand, and an adjective before that."""
    while adjectives_follow() and start < stop and doc[start].pos_ == "ADJ":
        start += 1
    return start == stop or doc[start].lower_ in _COMPLEMENT_PREPOSITIONS or doc[start].text == "-"


def _is_possessive(token: Token) -> bool:
    return token.text in _GENITIVE_ENDINGS or token.text in {"’", "'"}


def _modifies(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_space or (token.is_punct and token.text not in "-–") or _is_time(token):
        return False
    if token.text == "-" and i > 0 and not token.whitespace_ and not doc[i - 1].whitespace_:
        return True  # "Secretary-General"
    if token.pos_ in ("DET", "PRON", "VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PART", "NUM", "ADV"):
        named = token.text[:1].isupper() and token.pos_ in ("VERB", "AUX") and not token.is_sent_start
        return named or _is_possessive(token) or _describes(token)
    return token.pos_ in ("PROPN", "ADJ", "NOUN") or is_government_word(token.text)


def _describes(participle: Token) -> bool:
    """As in "the presiding judge", "the ruling party's leader"."""
    return participle.tag_ in {"VBG", "VBN"} and participle.dep_ in {"amod", "compound"}


def _is_time(token: Token) -> bool:
    """Whether it tells when: "by evening Prime Minister Doe had left"."""
    return token.ent_type_ in ("DATE", "TIME") and not token.text[:1].isupper()


def role_behind(doc: Doc, _start: int, end: int) -> Role | None:
    """Jane Doe, "an opposition Mexican senator", …."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "(", "—", "–"):
        return None
    stop, i, noun = end + 1, end + 1, None
    while i < min(end + 1 + MAX_ROLE_TOKENS, len(doc)) and not _ends_apposition(doc, i):
        if noun is None and (noun := role_noun(doc[i])) and i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN":
            return None  # a list: "Jane Doe, singer John Smith and …"
        i += 1
    stop = i
    if noun is None or not (_is_closed(doc, stop) or _says_more(doc, stop, noun)):
        return None
    begin = _apposition_start(doc, end + 1, stop)
    return Role(doc[begin:stop].text, noun, begin, stop) if begin is not None and stop > begin else None


def _seat(doc: Doc, _start: int, end: int) -> Role | None:
    """Jane Doe, who "represents the district in Congress", …."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in _RELATIVE_PRONOUNS:
        return None
    if doc[end + 2].lower_ not in _REPRESENTS:
        return None
    limit = min(len(doc) - 1, end + MAX_ROLE_TOKENS)
    at = next((i for i in range(end + 3, limit) if doc[i].lower_ in _SEATED and _is_chamber(doc, i + 1)), None)
    if at is None:
        return None
    stop = at + 2 + (doc[at + 1].lower_ in _DEFINITE_ARTICLES)
    return Role(doc[end + 2 : stop].text, next(iter(_MEMBER)), end + 2, stop)


def _charge(doc: Doc, _start: int, end: int) -> Role | None:
    """Jane Doe, who "heads the agency", …: whoever heads a body speaks for it."""
    if end + 3 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in _RELATIVE_PRONOUNS:
        return None
    at = end + 2
    if doc[at].lemma_.lower() not in _HEADS or doc[at].pos_ != "VERB":
        return None
    stop = at + 1 + (doc[at + 1].lower_ in _OWN)
    while stop < min(len(doc), at + MAX_ROLE_TOKENS) and not _ends_apposition(doc, stop):
        stop += 1
    return Role(doc[at:stop].text, next(iter(_HEAD)), at, stop) if stop > at + 1 else None


def _taken_up(doc: Doc, start: int, end: int) -> Role | None:
    """The office that somebody takes up, holds or lays down: Jane Doe was sworn in "as transport minister"."""
    name = doc[start:end].root
    verb = name.head
    if name.dep_ not in ("nsubj", "nsubjpass", "dobj") or verb.lemma_.lower() not in _IN_OFFICE:
        return None
    nouns = (n for prep in _as_of(verb) for n in prep.children if n.dep_ == "pobj")
    noun = next((n for n in nouns if role_noun(n) in words("roles", "office")), None)
    if noun is None:
        return None
    first = noun.left_edge.i + (noun.left_edge.lower_ in _ARTICLES)
    last = next((c.right_edge.i for c in noun.children if c.dep_ == "prep" and c.i == noun.i + 1), noun.i)
    return Role(doc[first : last + 1].text, role_noun(noun) or "", first, last + 1)


def _as_of(verb: Token) -> list[Token]:
    """The prepositions "as" of a verb or of its particle: "sworn in as"."""
    near = [
        *verb.children,
        *(c for particle in verb.children if particle.dep_ in ("prt", "prep") for c in particle.children),
    ]
    return [t for t in near if t.lower_ in _AS]


def _is_chamber(doc: Doc, at: int) -> bool:
    at += doc[at].lower_ in _DEFINITE_ARTICLES and at + 1 < len(doc)
    return doc[at].lower_ in _CHAMBERS and doc[at].text[:1].isupper()


def _is_closed(doc: Doc, stop: int) -> bool:
    """Whether a mark or a word such as "who" stands behind an apposition."""
    return stop < len(doc) and (doc[stop].is_space or doc[stop].text in ",;.()—–:" or _goes_on(doc[stop]))


def _says_more(doc: Doc, stop: int, noun: str | None) -> bool:
    """Whether a participle says what the one in an office does: "Jane Doe, the general commanding the guard"."""
    participle = doc[stop] if stop < len(doc) else None
    return participle is not None and participle.dep_ == "acl" and role_noun(participle.head) == noun


def _goes_on(token: Token) -> bool:
    """Whether a sentence goes on with it behind an apposition: "who", "and", "was"."""
    return token.lower_ in _RELATIVE_PRONOUNS or token.lower_ in _AND or token.lower_ in _COPULAS


def _apposition_start(doc: Doc, first: int, stop: int) -> int | None:
    """Behind the article; None where a clause starts or others are told of: "another senator"."""
    opens_clause = doc[first].pos_ in ("ADP", "SCONJ", "VERB", "AUX", "PRON", "CCONJ")
    if opens_clause and doc[first].lower_ not in _POSSESSIVE_DETERMINERS:
        return None
    begin = first
    while begin < stop and (doc[begin].lower_ in _ARTICLES or doc[begin].lower_ in _BEFORE_APPOSITION):
        begin += 1
    if begin == first and doc[begin].lower_ in _OF_OTHERS:
        return None
    return begin


def _ends_apposition(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_space or token.text in ',;:.()—–“”"«»' or token.pos_ in ("VERB", "AUX", "PRON", "SCONJ"):
        return True
    joins = token.lower_ in _AND or token.lower_ in _RELATIVE_PRONOUNS
    return joins and i + 1 < len(doc) and (doc[i + 1].lower_ in _ARTICLES or doc[i + 1].lower_ in _BEGINS_ANOTHER)


def has_cabinet(doc: Doc, offset: int) -> bool:
    """Whether "'s cabinet" follows at a character, so that the one named before it heads a government."""
    text = text_of(doc)[offset : offset + CABINET_REACH].split(maxsplit=2)
    return len(text) > 1 and text[0] in _GENITIVE_ENDINGS and text[1].strip(".,;:") in _LED


def best_role(found: list[Role]) -> Role | None:
    """The role that tells most: one held now, one that names a government, one of more than a word; then the first."""

    def merit(role: Role) -> tuple[bool, bool, bool, bool, bool, bool]:
        return (
            not role.former,
            role.office,
            role.noun not in words("roles", "kin"),
            jurisdiction_of(role) is not None,
            not titles().issuperset(role.text.lower().replace("-", " ").split()),
            " " in role.text,
        )

    return max(found, key=merit, default=None)


def jurisdiction_of(role: Role) -> str | None:
    """The government somebody with this role speaks for, if the role's own words tell."""
    if not role.office or role.former:
        return None
    government = government_of(role.text, state_office=role.noun in phrases_of_state())
    return government.code() if government else None
