"""Loads the spaCy pipeline with our components in it, and runs it over documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import spacy
from spacy import tokens
from spacy.language import Language

from geo.errors import SettingsError
from geo.language import name_moves, tag_rules
from geo.language.arithmetic import quicken
from geo.language.counts import casualties, other_numbers
from geo.language.dates import mentions
from geo.language.events import events
from geo.language.people import institutions, people
from geo.language.quotes import quotes
from geo.language.text import labels, layout
from geo.language.text.annotations import begin
from geo.language.text.marks import paragraphs, without_bold
from geo.language.text.numbers import written_out
from geo.language.text.parsed import Doc
from geo.language.text.tokens import cut_off_datelines, keep_titles_whole, read_endless_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.types import Document


@dataclass(frozen=True, slots=True)
class Step:
    """One question about a text, asked when the model has read it."""

    run: Callable[[Doc], tuple[object, ...]]
    needs: tuple[str, ...]
    """Names of what it reads on the Doc, as in ``annotations``."""
    gives: str


#: In the order in which they run: what each is given by those before it, and what it leaves on the Doc.
STEPS = (
    Step(mentions.annotate, ("published",), "dates"),
    Step(institutions.find_institutions, (), "institutions"),
    Step(people.annotate, ("institutions",), "people"),
    Step(quotes.annotate, ("published", "dates", "institutions", "people"), "quotes"),
    Step(casualties.annotate_counts, ("dates", "institutions"), "counts"),
    Step(events.annotate, ("published", "dates", "people", "counts"), "tellings"),
    Step(casualties.annotate, ("people", "quotes", "counts", "tellings"), "casualties"),
    Step(other_numbers.annotate, ("people", "quotes", "tellings", "casualties"), "figures"),
)
#: Tokens that the model reads at once, some 50,000 characters: it takes 15 kB for each, 1.7 GB for the longest text.
MAX_PARSED = 10_000
_STOPS = frozenset({".", "!", "?", "…"})

# spaCy is told of them here alone: what only needs a word list or a rule of these modules does not load it.
Language.component(layout.NAME, func=layout.mark_lines)
Language.factory(tag_rules.NAME, func=tag_rules.TagRules)
Language.factory(name_moves.NAME, func=name_moves.NameMoves)


class Models:
    """The pipelines of all languages, each loaded when the first text of its language comes."""

    def __init__(self, names: Mapping[str, str], loaded: Mapping[str, Language] | None = None) -> None:
        self._names = names
        self._loaded = dict(loaded or {})

    def of(self, language: str) -> Language:
        """The pipeline that reads a language.

        Raises SettingsError: its model cannot be loaded.
        """
        if language not in self._loaded:
            self._loaded[language] = self._load(self._names[language])
        return self._loaded[language]

    @staticmethod
    def _load(model: str) -> Language:
        try:
            return load(model)
        # What spaCy says of a name that is no package, of a package that is no model, and of a model without a parser.
        except (OSError, ImportError, AttributeError, TypeError, ValueError) as error:
            raise SettingsError(
                f"the language model {model} cannot be loaded: run "
                "`pip install -r requirements.txt`, or check INCIDENT_ATLAS_MODEL."
            ) from error


def load(model: str) -> Language:
    """The model of that import name as our steps need it; takes about a second."""
    return equipped(spacy.load(model))


def equipped(nlp: Language) -> Language:
    """A pipeline that parses, with what is ours before its parser."""
    quicken(nlp)
    tag_rules.remember_rules(nlp)
    name_moves.read_names_at_once(nlp)
    keep_titles_whole(nlp)
    cut_off_datelines(nlp)
    read_endless_rows(nlp)
    nlp.add_pipe(layout.NAME, before="parser")
    return nlp


def annotate(nlp: Language, document: Document, parsed: Doc | None = None) -> Doc:
    """The annotated Doc of one document; offsets of the Doc are offsets of ``document.text``.

    The model reads spaces where Markdown marks bold words: of "**40** were hurt" it would make a noun of the stars.

    ``parsed``: a Doc of the same text from here, which is annotated anew, say for another date of publication; what the
    model said of it stays, since that depends on nothing but the text.
    """
    doc = read(nlp, document.text) if parsed is None else parsed
    begin(doc, document.text, document.published, document.title)
    for step in STEPS:
        setattr(doc._, step.gives, step.run(doc))
    return doc


def read(nlp: Language, text: str) -> Doc:
    """What the model says of a text, in the labels that our rules know."""
    doc = Doc(_parsed(nlp, nlp.make_doc(written_out(without_bold(text)))))
    return labels.read_universal(doc) if labels.speaks_universal(nlp) else doc


def _parsed(nlp: Language, doc: tokens.Doc) -> tokens.Doc:
    """``doc`` with what the model says; a long one piece by piece, and put together again before our rules see it."""
    if len(doc) <= MAX_PARSED:
        return nlp(doc)
    parts = [nlp(piece.as_doc()) for piece in _pieces(doc)]
    return tokens.Doc.from_docs(parts, ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]


def _pieces(doc: tokens.Doc) -> Iterator[tokens.Span]:
    """``doc`` in pieces that the model can take, none shorter than half of that but the last."""
    paragraph_starts = {start for start, _ in paragraphs(doc.text)}
    start = 0
    while len(doc) - start > MAX_PARSED:
        end = _cut(doc, start + MAX_PARSED, paragraph_starts)
        yield doc[start:end]
        start = end
    yield doc[start:]


def _cut(doc: tokens.Doc, limit: int, paragraph_starts: set[int]) -> int:
    """The last token up to ``limit`` at which a paragraph starts, else a sentence, else ``limit`` itself."""
    near = range(limit, limit - MAX_PARSED // 2, -1)
    for i in near:
        if doc[i].idx in paragraph_starts:
            return i
    return next((i for i in near if doc[i - 1].text in _STOPS and doc[i].text[:1].isupper()), limit)
