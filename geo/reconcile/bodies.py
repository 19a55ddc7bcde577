"""One body of government under one name over all documents: "Sedena" is the "Defense Ministry" of its country."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from geo.language.people.institutions import body_of, classify, says_whose
from geo.lexicons import reading
from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from geo.types import Extraction


class _Use(NamedTuple):
    """A name of a body in one document."""

    doc_id: str
    language: str
    name: str
    says_whose: bool
    """True for "Mexican army"."""


class Body(NamedTuple):
    """A body over all documents."""

    name: str
    """The one that most documents use."""
    called: tuple[tuple[str, str], ...]
    """(language, the name that most documents in it use)."""


def resolve_bodies(extractions: Sequence[Extraction]) -> Mapping[tuple[str, str], Body]:
    """(document id, folded name there) to the body that is meant; bodies of two governments are two."""
    used: dict[tuple[str, str], set[_Use]] = defaultdict(set)
    for extraction in extractions:
        with reading(extraction.document.language):
            for name, government in _named(extraction):
                body = body_of(name)
                if body is not None and not _is_of_a_state_untold(name, government):
                    document = extraction.document
                    used[government, body].add(_Use(document.id, document.language, name, says_whose(name)))
    return {(use.doc_id, fold(use.name)): body for uses in used.values() for body in [_body(uses)] for use in uses}


def _body(uses: Collection[_Use]) -> Body:
    languages = sorted({use.language for use in uses})
    called = tuple((one, _canonical(use for use in uses if use.language == one)) for one in languages)
    return Body(_canonical(uses), called)


def _named(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """The bodies that speak or act, each with its government: "MX", "MX-Sonora"."""
    for quote in extraction.quotes:
        if quote.speaker and quote.jurisdiction:
            yield quote.speaker, quote.jurisdiction
    for said in extraction.jurisdictions:
        if said.level == "federal" or (said.level == "state" and said.basis == "authority"):
            code = said.country if said.level == "federal" else f"{said.country}-{said.admin1}"
            yield from ((name, code) for name in said.agencies)


def _is_of_a_state_untold(name: str, government: str) -> bool:
    """As in "state police" of a country: of which state is not told."""
    return classify(name)[1] in {"state", "municipal"} and "-" not in government


def _canonical(uses: Iterable[_Use]) -> str:
    """A name that says whose the body is, of these the one that most documents use, of those alike the longest."""
    counts = Counter((use.name, use.says_whose) for use in uses)
    return min(counts, key=lambda told: (not told[1], -counts[told], -len(told[0]), told[0]))[0]
