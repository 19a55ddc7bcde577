"""Brings sources into the store: the folder of seeds, uploads, and dates that the user sets.

What is read is written in batches.  A batch that is written is never read again, so an ingest that was killed, or that
met a full disk, goes on where it stood.  Each document rests on what the store held when it was read (``State``): if
another program, or a click, changed that meanwhile, it is not written but looked at again.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING

from geo.custody import ANYBODY, FOLDER
from geo.errors import SourceError, StoreError
from geo.extractor import extractor_version
from geo.sources.files import arrived, read_folder
from geo.sources.languages import unread_reason
from geo.sources.published import read_published
from geo.sources.reader import same_texts
from geo.store import Entry, State, Store
from geo.store.rows import SET_ASIDE
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from geo.extractor import Extractor
    from geo.settings import Settings

    PipelineFactory = Callable[[], Extractor]
    Progress = Callable[[int, int, str], None]
    """Told how many documents are done, of how many, and the title of the one that is read."""

#: Documents that are written together: a few seconds of reading, which is what a kill can cost.
BATCH = 50
#: Seconds after which what has been read is written, though the batch is not full: long texts come one by one.
BATCH_SECONDS = 10.0
#: How often a date is set anew when somebody else changes the document meanwhile.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the sources."""

    added: int = 0
    """Documents that were not in the store before."""
    updated: int = 0
    """Documents extracted again: the extractor, their date or what their source says changed."""
    skipped: int = 0
    """Documents that were there already, came twice, or that the user has removed."""
    elsewhere: int = 0
    """Of the skipped, those that another program or page dealt with while this one was reading."""
    unread: int = 0
    """Of the added and updated, those in a language that is not read yet: listed, without records."""
    left: int = 0
    """Documents not reached, since the ingest was interrupted: the next one goes on with them."""
    rejected: tuple[Rejected, ...] = ()
    """What could not be read.  Documents among it are stored with the reason, and tried again only by hand."""
    passed_over: tuple[Rejected, ...] = ()
    """What is no source and was left alone."""
    documents: tuple[str, ...] = ()
    """Ids of the added and updated."""


def sync_seeds(
    store: Store, settings: Settings, pipeline_factory: PipelineFactory, progress: Progress | None = None
) -> IngestReport:
    """Bring the store up to date with the folder of seeds and with the extractor.

    Removed documents stay removed, documents from elsewhere stay; what is up to date is not touched, and without work
    to do the pipeline is not even made.

    Raises SourceError: the folder cannot be opened; StoreError: the store cannot be written.
    """
    found = _in_known_form(store, arrived(read_folder(settings.seeds), "folder"))
    known = {item.id for item in found if isinstance(item, Document)}
    states = store.states()
    others = [state.document for key, state in states.items() if state.document and key not in known]
    return _Ingest(store, settings).run([*found, *others], states, pipeline_factory, progress)


def add_sources(
    store: Store,
    sources: Iterable[Document | Rejected],
    settings: Settings,
    pipeline_factory: PipelineFactory,
    progress: Progress | None = None,
    *,
    by: str = ANYBODY,
    unasked: bool = False,
) -> IngestReport:
    """Bring uploads, pasted texts or another folder's files into the store.

    What was removed before comes back, and what was set aside is tried again; not so where sources come ``unasked``,
    by a feed or into a folder that is watched.  ``by`` stands in the log.

    Raises StoreError: the store cannot be written.
    """
    found = _in_known_form(store, sources)
    states = store.states({item.id for item in found if isinstance(item, Document)})
    return _Ingest(store, settings, by_hand=True, by=by, unasked=unasked).run(found, states, pipeline_factory, progress)


def redate(
    store: Store,
    document_id: str,
    published: object,
    settings: Settings,
    pipeline_factory: PipelineFactory,
    *,
    by: str = ANYBODY,
) -> str | None:
    """Set the date of a document, in any form, and extract it again; the ISO date.  None: back to the source's own.

    ``by`` stands in the log.

    Raises SourceError: no such document, or no date; nothing is changed then.
    """
    day, warning = read_published(published)
    if warning and day is None:
        raise SourceError(f"{warning}.")
    version = extractor_version(settings)
    for _ in range(ATTEMPTS):
        seen = store.state(document_id)
        if seen.document is None:
            raise SourceError(f"there is no source {document_id}: see `python -m geo sources`.")
        extraction = pipeline_factory().try_extract(replace(seen, date=day).dated(seen.document))
        if isinstance(extraction, Rejected):
            raise SourceError(extraction.reason)
        if store.add_all([Entry(seen.document, extraction, version, seen)], dates={document_id: day}, by=by):
            return day
    raise SourceError(f"{document_id} was changed by somebody else at the same time: set its date again.")


@dataclass(slots=True)
class _Ingest:
    """One ingest under way."""

    store: Store
    settings: Settings
    by_hand: bool = False
    """The user gives these sources: what was removed comes back, and other outlets of a known text are kept."""
    by: str = FOLDER
    """Whose hand the log names."""
    unasked: bool = False
    """They come by themselves: what was removed stays out, and what was set aside is left so."""
    version: str = field(init=False)
    waiting: deque[Document] = field(default_factory=deque)
    failed: list[Rejected] = field(default_factory=list)
    done: list[tuple[Document, bool]] = field(default_factory=list)
    """What was written, and whether it is new."""
    elsewhere: int = 0

    def __post_init__(self) -> None:
        self.version = extractor_version(self.settings)

    def run(
        self,
        sources: list[Document | Rejected],
        states: dict[str, State],
        pipeline_factory: PipelineFactory,
        progress: Progress | None,
    ) -> IngestReport:
        """Read and write all that is not up to date; Ctrl-C ends it early, with what was read kept."""
        self.waiting.extend(
            document
            for key, document in reversed(_each_text_once(sources).items())
            if not self._settled(document, states.get(key, State()))
        )
        planned = len(self.waiting)
        if self.waiting:
            self._read_all(pipeline_factory(), progress or (lambda *_: None))
        return self._report(sources, planned)

    def _report(self, sources: list[Document | Rejected], planned: int) -> IngestReport:
        not_read = [item for item in sources if isinstance(item, Rejected)]
        added = sum(new for _, new in self.done)
        return IngestReport(
            added=added,
            updated=len(self.done) - added,
            elsewhere=self.elsewhere,
            skipped=len(sources) - len(not_read) - planned + self.elsewhere,
            unread=sum(unread_reason(document) is not None for document, _ in self.done),
            left=planned - len(self.done) - len(self.failed) - self.elsewhere,
            rejected=(*(item for item in not_read if not item.passed_over), *self.failed),
            passed_over=tuple(item for item in not_read if item.passed_over),
            documents=tuple(document.id for document, _ in self.done),
        )

    def _settled(self, document: Document, state: State) -> bool:
        """Whether nothing is to be done: the user took it out, or it was read as it is by this extractor."""
        asked_for = self.by_hand and not self.unasked
        if state.removed and not asked_for:
            return True
        read = {self.version} if asked_for else {self.version, self.version + SET_ASIDE}
        return (
            state.document is not None
            and state.extractor in read
            and _same_source(state.document, self._merged(document, state))
        )

    def _merged(self, document: Document, state: State) -> Document:
        """A known text: who had it first stands, in the way in which it came; others are outlets it is known from."""
        stored = state.document
        if stored is None:
            return document
        own = _of_copies(stored, document, by_hand=self.by_hand)
        known = {*document.outlets, *stored.outlets, document.publisher or "", stored.publisher or ""}
        kept = self.by_hand or own is not document
        outlets = tuple(sorted(known - {own.publisher, ""})) if kept else document.outlets
        return replace(own, outlets=outlets, arrival=stored.arrival or document.arrival)

    def _read_all(self, extractor: Extractor, progress: Progress) -> None:
        total = len(self.waiting)
        try:
            while self.waiting:
                self._read_batch(extractor, lambda title: progress(total - len(self.waiting), total, title))
        except KeyboardInterrupt:
            return
        except StoreError as error:
            if not self.done:
                raise
            kept = f"{len(self.done)} of {total} sources are stored and are not read again."
            raise StoreError(f"{error} {kept}") from error
        progress(total, total, "")

    def _read_batch(self, extractor: Extractor, tell: Callable[[str], None]) -> None:
        """Look again at what the store holds of the next documents, read what is still to be read, and write it."""
        end = monotonic() + BATCH_SECONDS
        states = self.store.states([document.id for document in islice(self.waiting, BATCH)])
        read = dict[str, tuple[Document, Entry]]()
        try:
            while self.waiting and self.waiting[0].id in states and monotonic() < end:
                document = self.waiting[0]
                tell(document.title)
                entry = self._read(extractor, document, states.pop(document.id))
                self.waiting.popleft()
                if entry:
                    read[document.id] = document, entry
        finally:
            self._write(read)

    def _read(self, extractor: Extractor, document: Document, state: State) -> Entry | None:
        """What is to be written of a document; None: nothing.  One that cannot be read is written with the reason."""
        if self._settled(document, state):
            self.elsewhere += 1
            return None
        merged, version = self._merged(document, state), self.version
        extraction = extractor.try_extract(state.dated(merged))
        if isinstance(extraction, Rejected):
            extraction, version = Extraction(merged, set_aside=extraction.reason), version + SET_ASIDE
        try:
            return Entry(merged, extraction, version, state)
        except StoreError as error:
            self.failed.append(Rejected(document.name or document.id, str(error)))
            return None

    def _write(self, read: dict[str, tuple[Document, Entry]]) -> None:
        """Write a batch; what was changed by somebody else meanwhile waits to be looked at again."""
        written = self.store.add_all((entry for _, entry in read.values()), by=self.by)
        for key, (document, entry) in read.items():
            if key not in written:
                self.waiting.append(document)
            elif entry.extraction.set_aside:
                self.failed.append(Rejected(document.name or document.id, entry.extraction.set_aside))
            elif entry.seen:
                self.done.append((document, entry.seen.document is None))


def _in_known_form(store: Store, sources: Iterable[Document | Rejected]) -> list[Document | Rejected]:
    """Sources, each text in the form in which the store or a source before it has it.

    Blank lines around a text, which a header leaves there, make no other text of it.
    """
    found = list(sources)
    texts = {item.id: item.text for item in found if isinstance(item, Document)}
    forms, chosen = _forms(store, texts)
    for key, some in forms.items():
        ours = key if key in chosen else next((other for other in some if other in chosen), key)
        chosen |= dict.fromkeys((key, *some), ours) if ours == key else {key: ours}
    return [_as(chosen[item.id], item) if isinstance(item, Document) else item for item in found]


def _as(key: str, document: Document) -> Document:
    """The document in the form of its text that has this id."""
    return document if key == document.id else replace(document, id=key, text=same_texts(document.text)[key])


def _forms(store: Store, texts: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The ids of the forms of each text, of one that is known its own; and those of them that the store knows.

    No form is kept: those of a thousand articles take 100 MB.
    """
    known = _known(store, texts)
    forms = {key: (key,) if key in known else tuple(same_texts(text)) for key, text in texts.items()}
    further = _known(store, {key for some in forms.values() if len(some) > 1 for key in some})
    return forms, {key: key for key in known | further}


def _known(store: Store, ids: Collection[str]) -> set[str]:
    """Those ids of documents that the store holds or has removed."""
    return {key for key, state in store.states(ids).items() if state.document or state.removed} if ids else set()


def _each_text_once(sources: list[Document | Rejected]) -> dict[str, Document]:
    """The documents by id, the last first; of one text the first stands that says whose it is, with other outlets."""
    outlets: dict[str, set[str]] = {}
    documents: dict[str, Document] = {}
    for item in reversed(sources):
        if isinstance(item, Document):
            if item.id not in documents or _standing(item) <= _standing(documents[item.id]):
                documents[item.id] = item
            outlets.setdefault(item.id, set()).update(p for p in (item.publisher, *item.outlets) if p)
    return {
        key: replace(item, outlets=tuple(sorted(outlets[key] - {item.publisher}))) for key, item in documents.items()
    }


def _standing(document: Document) -> tuple[bool, str]:
    """What makes one of several copies stand, the least first: whether it says whose it is, and the earliest day."""
    return _is_bare(document), document.published or "9"


def _of_copies(stored: Document, given: Document, *, by_hand: bool) -> Document:
    """What is known of a text that is given once more: what its own file says now, or what the first copy said.

    Another outlet's day and address are those of another print, and a copy that says nothing takes nothing away.
    """
    if _is_bare(stored):
        return given
    another = by_hand and given.publisher and stored.publisher and given.publisher != stored.publisher
    if given.name == stored.name and not _is_bare(given) and not another:
        return given
    if given.publisher != stored.publisher:
        return stored
    day = stored if stored.published_basis == "stated" else given
    return replace(
        stored,
        published=day.published,
        published_basis=day.published_basis,
        published_reason=day.published_reason,
        **{key: getattr(stored, key) or getattr(given, key) for key in ("url", "domain", "author", "kind")},
    )


def _is_bare(document: Document) -> bool:
    """Whether nothing is said of a text."""
    return not (document.publisher or document.url or document.author or document.published_basis == "stated")


def _same_source(stored: Document, found: Document) -> bool:
    """Whether nothing but the handle differs: the same text, pasted or under another file name, is the same source."""
    return stored == replace(found, name=stored.name, warnings=stored.warnings, found=stored.found)
