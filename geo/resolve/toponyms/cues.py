"""What the words around a name tell about it: preposition, level, dateline, the longer name it may be part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.dateline import is_where_filed, opens_dateline
from geo.language.text.hanging import is_adjective_of_noun, is_before_noun
from geo.lexicons import Words, pattern, per_language
from geo.resolve.precision import offset_km
from geo.resolve.toponyms.as_government import acts
from geo.resolve.toponyms.mentions import PLACE_LABELS, POSSESSIVE, Context, Name
from geo.resolve.toponyms.scan import PARTIES
from geo.resolve.toponyms.vocabulary import levels, words

if TYPE_CHECKING:
    from geo.language.text.parsed import Span, Token

#: Labels of longer names that hold names of places.
WHOLES = frozenset({"ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
#: Labels of what may stand behind a place without making a longer name of it.
NEIGHBOURS = frozenset({"DATE", "TIME", "PERSON", "GPE", "NORP", "CARDINAL"})
_ARTICLE = Words("speech", "small_words", "definite")
_ARTICLES = Words("text", "articles")
_BELONGING = Words("places", "prepositions", "belonging")
_UPON = Words("places", "prepositions", "upon")
_HAPPENING = Words("places", "scene", "happening")
_OF_BODIES = Words("places", "prepositions", "of_bodies")
_COORDINATORS = Words("places", "naming", "coordinators")
_CALLED = Words("places", "naming", "called")
_LOOSE_LEVELS = Words("places", "naming", "loose_levels")
_NEVER_BEFORE = Words("places", "naming", "never_before")
#: Code points before a name in which its distance or number of states is told.
LOOK_BACK = 80
#: Levels of what people live in, and tokens behind the article in which the word for it may stand.
_SETTLEMENTS = frozenset({"city", "admin2"})
TOLD_REACH = 3
#: Tokens before a place's name in which the name of a body may open.
LONGEST_HEAD = 12


def describe(context: Context, name: Name) -> None:
    """Fill in what the words around the name tell."""
    if name.label:
        return  # a part of a compound such as "U.S.-Mexico" has been described
    name.label = _label(context, name)
    name.head = name.first if name.site else _head(context, name)
    before = _before(context, name)
    around = _word_behind(context, name) in words("around")
    name.vague = around or context.word(name.first - 1) in words("directions") or before in words("beside")
    leading = context.text[max(0, name.start - LOOK_BACK) : name.start]
    name.offset_km = offset_km(leading)
    name.spread = pattern("places", "shapes", "parts_of").search(leading) is not None
    home = (before in _BELONGING and _of_a_person(context, name)) or _is_based(context, name)
    name.locative = home or before in words("locative") or (before in _BELONGING and _of_a_kind(context, name))
    name.assailed = _is_assailed(context, name)
    name.level = "city" if opens_dateline(context.doc, name.start) else _level(context, name, before)
    name.called = _is_called(context, name, before) or _is_told_to_be(context, name)
    name.dateline = is_where_filed(context.doc, name.start, name.end)
    name.container = _is_seat(context, name)
    name.weak = home or _word_behind(context, name) in words("kinds", "folk")
    name.nested = not name.demonym and is_nested(context, name)
    name.acts = not name.nested and acts(context.doc[name.head], capital=True)
    name.modifier = _is_modifier(context, name)


def _is_assailed(context: Context, name: Name) -> bool:
    """Whether a verb of what happens, or such a word and "on" or "in", stands right before the name."""
    if name.first == 0:
        return False
    before = context.doc[name.first - 1]
    if before.i > 0 and (before.lower_ in _UPON or before.lower_ in words("inner")):
        return before.nbor(-1).lemma_.lower() in words("incident", "words")
    return before.pos_ == "VERB" and before.lemma_.lower() in words("incident", "words")


def _head(context: Context, name: Name) -> int:
    """Its last word, or the first where the parse hangs the others by that: "Porto Alegre" in Spanish."""
    token = context.doc[name.last - 1]
    while token.dep_ == "flat" and name.first <= token.head.i < name.last:
        token = token.head
    return token.i


def _is_called(context: Context, name: Name, before: str) -> bool:
    """Whether the kind told leaves no doubt of a place: a settlement, an island, a state where one bears the name."""
    if before not in _BELONGING and before not in _CALLED:
        return False
    if context.word(name.first - 2) in words("kinds", "islands"):
        return True
    if name.level == "admin1":
        states = any(entry.place.level in ("admin1", "admin2") for entry in name.entries)
        return states and context.word(name.first - 1) in _BELONGING
    return name.level in _SETTLEMENTS


def _is_told_to_be(context: Context, name: Name) -> bool:
    """As in "drove into Lira, a small town in the north": behind the name stands that it is one, and no more name."""
    if context.word(name.last) != "," or context.word(name.last + 1) not in _ARTICLES:
        return False
    for token in context.doc[name.last + 2 : name.last + 2 + TOLD_REACH]:
        if levels().get(token.lower_) in _SETTLEMENTS:
            return token.i + 1 == len(context.doc) or token.nbor().pos_ not in {"NOUN", "PROPN"}
        if token.pos_ not in {"ADJ", "NOUN", "VERB"} or not token.is_alpha:
            return False
    return False


def _is_modifier(context: Context, name: Name) -> bool:
    """Whether it stands before a noun as an adjective would."""
    after = context.token(name.last)
    return after is not None and after.pos_ in ("NOUN", "ADJ") and is_before_noun(context.doc[name.head])


def _is_seat(context: Context, name: Name) -> bool:
    """A legislator's home: "R-Texas", "Ann Lee (Vt.)"."""
    before = context.word(name.first - 1)
    if before in ("-", "–") and name.first > 1:
        return context.doc[name.first - 2].text in PARTIES
    return before == "(" and context.word(name.last) == ")" and name.clipped and name.first - 2 in context.people


def _before(context: Context, name: Name) -> str:
    """The word before the name, a direction and an article left out."""
    at = name.first - 1
    if context.word(at) in words("directions"):
        at -= 3 if context.word(at - 1) == "-" and context.word(at - 2) in words("directions") else 1
    return context.word(at - 1 if context.word(at) in _ARTICLE else at)


def _word_behind(context: Context, name: Name) -> str:
    """The word behind the name, a possessive left out."""
    after = context.word(name.last)
    return context.word(name.last + 1) if after in POSSESSIVE else after


def _label(context: Context, name: Name) -> str:
    """The tagger's label if its span has no more than articles, directions and words of kind beside the name."""
    ent = context.ents.get(name.first)
    if ent is None:
        return ""
    if all(t.is_punct or t.lower_ in _plain() for t in ent if not name.first <= t.i < name.last):
        return str(ent.label_)
    whole = ent.label_ in PLACE_LABELS and ent.end > name.last and context.word(name.last) == ","
    return str(ent.label_) if whole else ""


@per_language
def _plain() -> frozenset[str]:
    """What a tagger may take into the name of a place: articles, directions, words of kind."""
    return _ARTICLE | words("directions") | words("kinds", "behind") | levels().keys() | POSSESSIVE


def _of_a_kind(context: Context, name: Name) -> bool:
    """ "the state of Jalisco", "south of Reynosa", "the mayor of Limón"."""
    head = _noun_at(context, name.first - (3 if context.word(name.first - 1) in _ARTICLE else 2))
    return head in _kinds()


@per_language
def _kinds() -> frozenset[str]:
    """What belongs to a place, or is one: "state", "south", "mayor"."""
    kinds = words("kinds", "land") | words("kinds", "folk") | words("kinds", "offices")
    if not _BELONGING.isdisjoint(_HAPPENING):
        kinds |= words("incident", "sites")  # "la comandancia de Tecate"
    return kinds | levels().keys() | words("directions")


def _noun_at(context: Context, at: int) -> str:
    """The word there, or the noun before it that it describes: "la ciudad fronteriza de Tacna"."""
    token = context.token(at)
    describes = token is not None and at > 0 and is_adjective_of_noun(token) and token.head.i == at - 1
    return context.word(at - 1 if describes else at)


def _of_a_person(context: Context, name: Name) -> bool:
    """Somebody's home: "Ann Lee of Southlake", "Ann Lee, 39, of Pomeroy"."""
    at = name.first - 2
    if context.word(at) == "," and context.token(at - 1) is not None:
        return context.doc[at - 1].like_num or context.word(at - 1) in words("kinds", "folk")
    return at in context.people or context.word(at) in words("kinds", "folk")


def _is_based(context: Context, name: Name) -> bool:
    """ "Northbrook-based", "the Haarlem-born painter"."""
    return context.word(name.last) == "-" and context.word(name.last + 1) in words("kinds", "based")


def _level(context: Context, name: Name, before: str) -> str | None:
    after = context.word(name.last)
    if after in levels() and after not in _LOOSE_LEVELS:
        return levels()[after]
    if _word_behind(context, name) in words("kinds", "of_state"):
        return "admin1"
    if before in _BELONGING and context.word(name.first - 2) in words("kinds", "of_state"):
        return "admin1"
    if before in _BELONGING or before in _CALLED:
        return levels().get(_noun_at(context, name.first - (2 if context.word(name.first - 1) == before else 3)))
    return levels().get(before) if before not in _NEVER_BEFORE else None


# Longer names


def is_nested(context: Context, name: Name) -> bool:
    """Whether the name is part of a longer one that is no place."""
    if _follows_head(context, name):
        return True
    after = context.capital(name.last)
    if after is None or after.is_space or after.i in context.people:
        return _is_led(context, name)
    word = after.lower_
    if name.first in context.title_case and word in words("acting", "headline"):
        return False  # "Georgia Arrests Protesters"
    if word in words("kinds", "offices") or word in words("kinds", "behind") or word in levels():
        return _heads_body(context, after)
    return _runs_on(context, name, after)


def _runs_on(context: Context, name: Name, after: Token) -> bool:
    """Whether a capitalised word that tells nothing itself makes a longer name with the place before it."""
    ent = context.ents.get(name.first)
    covered = ent is not None and ent.end > name.last and ent.label_ in WHOLES | {"LOC"}
    shouted = name.first in context.title_case
    if after.lower_ in words("kinds", "bodies") or covered:
        return covered or not shouted
    return after.pos_ == "PROPN" and after.ent_type_ not in NEIGHBOURS and not shouted and not name.tagged


def _heads_body(context: Context, after: Token) -> bool:
    """Whether a word of office or kind opens the name of a body: "Police Department", "State University"."""
    following = context.capital(after.i + 1)
    if after.lower_ in words("kinds", "bodies"):
        if following is None:
            return True
        return following.lower_ not in words("kinds", "offices") and following.i not in context.people  # "Police Chief"
    return after.lower_ in levels() and following is not None and following.lower_ in words("kinds", "bodies")


def _follows_head(context: Context, name: Name) -> bool:
    """ "University of Texas", "Bank of Mexico", "Bishop of the Philippines"."""
    before = context.capital(name.first - 1)
    if before is not None and before.lower_ in words("kinds", "heads_alone"):
        return name.first not in context.title_case  # "la Policía Cauca"
    at = name.first - (2 if context.word(name.first - 1) in _ARTICLE else 1)
    if context.word(at) not in _OF_BODIES or name.first in context.title_case:
        return False
    return _heads(context, at - 1)


def _heads(context: Context, at: int) -> bool:
    """Whether the capitalised words that end here open a body's name; a language may link many: "Secretaría de …"."""
    if context.word(at) in words("kinds", "plain_heads"):
        return True
    heads, linking = words("kinds", "heads") - words("kinds", "places_of"), words("kinds", "linking")
    for i in range(at, max(at - LONGEST_HEAD, -1), -1):
        head = context.capital(i)
        if head is not None and head.lower_ in heads:
            return True
        if not linking or not (head is not None or context.word(i) in linking or context.word(i) in ("(", ")")):
            return False
    return False


def _is_led(context: Context, name: Name) -> bool:
    """A capitalised word of the same name before it: "Royal Caribbean"."""
    ent = context.ents.get(name.first)
    if ent is None or ent.start == name.first or ent.label_ not in WHOLES or name.first in context.title_case:
        return False
    if words("kinds", "linking") and context.word(name.first - 1) in _OF_BODIES | _COORDINATORS:
        return False  # "Cruz Roja de Torreón": the words before it have been asked; "Coímbra y Viseu"
    led: Span = context.doc[ent.start : name.first]
    if led[-1].lower_ in words("locative") or any(t.text in ",;:" for t in led):
        return False
    plain = words("directions") | words("kinds", "offices") | levels().keys() | _ARTICLE
    return any(t.text[0].isupper() and t.is_alpha and t.lower_ not in plain for t in led)
