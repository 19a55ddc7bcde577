"""Houses, quarters and roads whose kind stands before the name: "el Hospital Rosales", "las colonias Centro y Roma"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.language.text.hanging import is_patient
from geo.lexicons import Words, pattern, per_language
from geo.resolve.toponyms.cues import describe
from geo.resolve.toponyms.mentions import Context, Name, Site
from geo.resolve.toponyms.vocabulary import levels, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Token
    from geo.resolve.candidates.rank import Choice

#: Tokens of the longest name, the word for its kind counted.
LONGEST = 9
#: Prior from which a town behind "el barrio de" is the one that the quarter is part of.
WELL_KNOWN = 5.0
#: Prior from which a place is rather meant than a site whose kind its name opens with.
TOWN = 4.0
#: Names in one list: "las colonias A, B y C".
MOST_LISTED = 12
_ARTICLE = Words("speech", "small_words", "definite")
_IN_NAMES = Words("speech", "small_words", "in_names")
_BELONGING = Words("places", "prepositions", "belonging")
_COORDINATORS = Words("places", "naming", "coordinators")
_DASHES = frozenset("-–—")


def led_sites(context: Context, kept: list[Name]) -> list[Name]:
    """Names of sites in text order; each knows the names in ``kept`` that are part of its own, and cuts none."""
    out: list[Name] = []
    towns = {n.first for n in kept if not n.demonym}
    for name in _all(context, towns):
        inner = [n for n in kept if n.first < name.last and name.first < n.last]
        if (out and name.first < out[-1].last) or not all(_is_part(context, name, n) for n in inner):
            continue
        name.inner = tuple(inner)
        out.append(name)
    for name in kept:
        if context.word(name.first - 1) in _BELONGING and any(site.last + 1 == name.first for site in out):
            name.nested = False  # "el Hospital Santa Ana de Motril": the town of the house
    return out


def are_quarters_of(context: Context, site: Name, held: Choice, town: Choice) -> bool:
    """As in "en las veredas de Suárez y Morales", two towns of one state: ``held`` is the first, and no quarter."""
    if context.word(site.first) not in words("kinds", "several_named") or held.best is None or town.best is None:
        return False
    return held.best.place.admin1_code == town.best.place.admin1_code


def _all(context: Context, towns: set[int]) -> Iterator[Name]:
    """Every site that the words of kind open; ``towns`` are the first tokens of known places."""
    road_code, opening = pattern("places", "shapes", "road_code"), _opening()
    for token in context.doc:
        if road_code.fullmatch(token.text):
            yield _named(context, token.i, token.i + 1, Site.ROAD)
            continue
        if token.lower_ not in opening:
            continue
        site, several = _opens(context, token), token.lower_ in words("kinds", "several_quarters")
        if site is None:
            continue
        spans = list(_names(context, token.i, towns, several=several, numbered=site is Site.ROAD))
        if context.word(token.i + 1) in _BELONGING and not _tells_names(context, token, len(spans)):
            continue  # "La Rábita, pedanía de Albuñol", "un barrio de Tepic", "las calles de Tepic"
        for first, last in spans:
            if token.lower_ in words("kinds", "routes") and not _DASHES.isdisjoint(context.doc[first:last].text):
                continue  # "la ruta Huanta-Huancayo": where somebody went
            yield _named(context, first, last, site)


@per_language
def _opening() -> frozenset[str]:
    """All words for kinds of sites behind which a name may stand."""
    quarters = words("kinds", "quarters") | words("kinds", "hamlets") | words("kinds", "several_quarters")
    return quarters | words("kinds", "roads") | words("kinds", "houses_leading") | words("kinds", "grounds")


def _opens(context: Context, token: Token) -> Site | None:
    """What a word opens the name of, if it is a word for a kind of site."""
    kind = token.lower_
    if kind in words("kinds", "quarters") | words("kinds", "hamlets") | words("kinds", "several_quarters"):
        return Site.QUARTER
    if kind in words("kinds", "roads"):
        return Site.ROAD
    house = kind in words("kinds", "houses_leading") and _is_placed(context, token.i)
    return Site.HOUSE if house or kind in words("kinds", "grounds") else None


def _tells_names(context: Context, kind: Token, names: int) -> bool:
    """Whether "de" and a name behind a word for a kind tell what is of that kind, and not where that lies."""
    if not _is_known(context, kind.i):
        return False
    return kind.lower_ not in words("kinds", "several_quarters") or (
        names > 1 and kind.lower_ in words("kinds", "several_named")
    )


def _is_known(context: Context, at: int) -> bool:
    """Whether the word for a kind stands as that of one which is known does: "en el barrio de", "al puente de"."""
    before = context.word(at - 1)
    return before in _ARTICLE | _BELONGING | words("locative") or bool(context.doc[at].is_sent_start)


def _is_part(context: Context, site: Name, name: Name) -> bool:
    """Whether a known name is part of the site's: "Hospital Santa Ana", "Hospital General de Celaya"."""
    if name.first == site.first and name.best >= TOWN and context.doc[site.first].text[0].isupper():
        return False  # "Playa del Carmen", "Puente Alto": towns
    hamlet = context.word(site.first) in words("kinds", "hamlets")
    if name.first < site.first or name.last > site.last or (hamlet and name.entries):
        return False
    if name.nested or site.site in (Site.QUARTER, Site.ROAD):
        small = site.site is Site.QUARTER and name.best < WELL_KNOWN
        return name.nested or small or context.word(site.first + 1) not in _BELONGING
    return name.first == site.first + 1 or context.doc[site.first].text[0].isupper()


def _is_placed(context: Context, at: int) -> bool:
    """Whether a preposition of place stands before the word for its kind, or something befalls the site."""
    first = at - 1 if context.word(at - 1) in _ARTICLE else at
    before = context.word(first - 1)
    if before in _BELONGING and before not in words("inner"):
        around = words("incident", "sites") | words("kinds", "land") | words("kinds", "folk")
        around |= words("kinds", "approaches") | levels().keys() | words("directions")
        return context.word(first - 2) in around
    return before in words("locative") | words("inner") | words("beside") or is_patient(context.doc[at])


def _names(context: Context, head: int, towns: set[int], *, several: bool, numbered: bool) -> Iterator[tuple[int, int]]:
    """The stretch of the name behind a word for a kind, with that word; for a word for several those of the list."""
    first, last = head, _end(context, head + 1, towns, numbered=numbered)
    for _ in range(MOST_LISTED):
        if last is None:
            return
        yield first, last
        joined = context.word(last) == "," or context.word(last) in _COORDINATORS
        if not several or not joined:
            return
        first = last + 1 if context.word(last + 1) not in _ARTICLE or context.capital(last + 1) else last + 2
        if context.capital(first) is None:
            return
        last = _end(context, first, towns, numbered=False)


def _end(context: Context, first: int, towns: set[int], *, numbered: bool) -> int | None:
    """The end of the capitalised words and numbers from here on, words that qualify the kind before them; else None."""
    plain = words("kinds", "qualifying") | _BELONGING | _ARTICLE
    at = first
    while context.word(at) in plain and context.capital(at) is None:
        at += 1
    last = at
    while last - first < LONGEST and _goes_on(context, at, last):
        own = any(t.text[0].isupper() and t.lower_ not in plain for t in context.doc[at:last])
        if own and context.word(last) in _BELONGING and last + 1 in towns:
            break  # "Hospital Santa Ana de Motril"
        last += 1
    named = any(t.text[0].isupper() or (numbered and t.is_digit) for t in context.doc[at:last])
    return last if named else None


def _goes_on(context: Context, at: int, last: int) -> bool:
    """Whether the token belongs to a name that began at ``at``."""
    token = context.token(last)
    if token is None or token.is_space:
        return False
    if context.word(last - 2) in words("kinds", "numbering") or _is_full_stop_of_number(context, last):
        return True  # "Base Aérea No. 5"
    if token.is_sent_start and last > at:
        return False
    return _is_part_word(token) or (last > at and _is_linked(context, token))


def _is_part_word(token: Token | None) -> bool:
    return token is not None and (token.text[0].isupper() or token.is_digit)


def _is_full_stop_of_number(context: Context, at: int) -> bool:
    ahead = context.token(at + 1)
    number = ahead is not None and ahead.is_digit
    return number and context.word(at) == "." and context.word(at - 1) in words("kinds", "numbering")


def _is_linked(context: Context, token: Token) -> bool:
    """Whether a small word or a dash joins what is before it to a capitalised word."""
    linking = token.lower_ in _IN_NAMES and token.lower_ not in _COORDINATORS | words("inner")
    small = token.text in _DASHES or linking
    if not small or context.word(token.i - 1) in _BELONGING:
        return False
    return _is_part_word(context.token(token.i + (2 if context.word(token.i + 1) in _ARTICLE else 1)))


def _named(context: Context, first: int, last: int, site: Site) -> Name:
    span = context.doc[first:last]
    name = Name(first, last, span.start_char, span.end_char, span.text, fold(span.text), (), site=site)
    describe(context, name)
    name.label, name.nested, name.vague = "FAC", False, True
    return name


__all__ = ["are_quarters_of", "led_sites"]
