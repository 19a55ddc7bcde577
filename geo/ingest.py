"""Brings sources into the store: the folder of seeds, uploads, and dates that the user sets.

What is extracted is written in one transaction at the end, so that a crash leaves the store as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.extractor import extractor_version
from geo.sources.languages import unread_reason
from geo.sources.published import read_published
from geo.sources.reader import read_folder
from geo.store import Entry, Store
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.extractor import Extractor
    from geo.settings import Settings

    PipelineFactory = Callable[[], Extractor]
    Progress = Callable[[float, str], None]
    """Told the share done, 0 to 1, and the title of the document that is read."""

#: Behind the version of the extractor that could not read a document: a start passes it over, a user may try again.
SET_ASIDE = " set aside"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the sources."""

    added: int = 0
    """Documents that were not in the store before."""
    updated: int = 0
    """Documents extracted again: the extractor, their date or what their source says changed."""
    skipped: int = 0
    """Documents that were there already, came twice, or that the user has removed."""
    unread: int = 0
    """Of the added and updated, those in a language that is not read yet: listed, without records."""
    rejected: tuple[Rejected, ...] = ()
    """What could not be read.  Documents among it are stored with the reason, and tried again only by hand."""
    documents: tuple[str, ...] = ()
    """Ids of the added and updated."""


def sync_seeds(store: Store, settings: Settings, pipeline_factory: PipelineFactory,
               progress: Progress | None = None) -> IngestReport:
    """Bring the store up to date with the folder of seeds and with the extractor.

    Removed documents stay removed, documents from elsewhere stay; what is up to date is not touched, and without work
    to do the pipeline is not even made.

    Raises SourceError: the folder cannot be opened; StoreError: the store cannot be written.
    """
    removed = store.removed()
    found = list(read_folder(settings.seeds))
    seeds = [item for item in found if not (isinstance(item, Document) and item.id in removed)]
    known = {item.id for item in found if isinstance(item, Document)}
    others = [document for document in store.originals() if document.id not in known]
    report = _ingest(store, [*seeds, *others], settings, pipeline_factory, progress)
    return replace(report, skipped=report.skipped + len(found) - len(seeds))


def add_sources(store: Store, sources: Iterable[Document | Rejected], settings: Settings,
                pipeline_factory: PipelineFactory, progress: Progress | None = None) -> IngestReport:
    """Bring uploads, pasted texts or another folder's files into the store.

    What was removed before comes back, and what was set aside is tried again.

    Raises StoreError: the store cannot be written.
    """
    found = list(sources)
    added = {item.id for item in found if isinstance(item, Document)}
    before = [document for key in sorted(added) if (document := store.document(key))]
    report = _ingest(store, [*found, *before], settings, pipeline_factory, progress, by_hand=True)
    return replace(report, skipped=report.skipped - len(before))


def redate(store: Store, document_id: str, published: object, settings: Settings,
           pipeline_factory: PipelineFactory) -> str | None:
    """Set the date of a document, in any form, and extract it again; the ISO date.  None: back to the source's own.

    Raises SourceError: no such document, or no date; nothing is changed then.
    """
    document = store.document(document_id)
    if document is None:
        raise SourceError(f"there is no source {document_id}: see `python -m geo sources`.")
    day, warning = read_published(published)
    if warning and day is None:
        raise SourceError(f"{warning}.")
    corrected = replace(document, published=day, published_basis="user", published_reason=None) if day else document
    extraction = pipeline_factory().try_extract(corrected)
    if isinstance(extraction, Rejected):
        raise SourceError(extraction.reason)
    version = extractor_version(settings.model, settings.geocoder)
    store.add_all([Entry(document, extraction, version)], dates={document_id: day})
    return day


def _ingest(store: Store, sources: list[Document | Rejected], settings: Settings, pipeline_factory: PipelineFactory,
            progress: Progress | None, *, by_hand: bool = False) -> IngestReport:
    documents = _each_text_once(sources)
    rejected = [item for item in sources if isinstance(item, Rejected)]
    version = extractor_version(settings.model, settings.geocoder)
    stored = {document.id: document for document in store.originals()}
    done_with = {version} if by_hand else {version, version + SET_ASIDE}
    current = {key for key, extractor in store.extractors().items() if extractor in done_with}
    stale = [document for key, document in reversed(documents.items())
             if key not in current or not _same_source(stored[key], document)]
    entries, failed = _extract(store, stale, version, pipeline_factory, progress)
    if entries:
        store.add_all(entries)
    done = tuple(entry.document.id for entry in entries if not entry.extraction.set_aside)
    added = sum(key not in stored for key in done)
    return IngestReport(
        added=added, updated=len(done) - added, skipped=len(sources) - len(rejected) - len(stale),
        unread=sum(unread_reason(entry.document) is not None for entry in entries if not entry.extraction.set_aside),
        rejected=(*rejected, *failed), documents=done)


def _each_text_once(sources: list[Document | Rejected]) -> dict[str, Document]:
    """The documents by id, the last first; of one text from several publishers the first stands, with the others."""
    outlets: dict[str, set[str]] = {}
    documents: dict[str, Document] = {}
    for item in reversed(sources):
        if isinstance(item, Document):
            documents[item.id] = item
            outlets.setdefault(item.id, set()).update(p for p in (item.publisher, *item.outlets) if p)
    return {key: replace(item, outlets=tuple(sorted(outlets[key] - {item.publisher})))
            for key, item in documents.items()}


def _same_source(stored: Document, found: Document) -> bool:
    """Whether nothing but the handle differs: the same text under another file name is the same source."""
    return stored == replace(found, name=stored.name, warnings=stored.warnings)


def _extract(store: Store, documents: list[Document], version: str, pipeline_factory: PipelineFactory,
             progress: Progress | None) -> tuple[list[Entry], list[Rejected]]:
    """What ``documents`` say, each with the user's date where one was set, and those that failed."""
    entries: list[Entry] = []
    failed: list[Rejected] = []
    pipeline = pipeline_factory() if documents else None
    for done, document in enumerate(documents):
        if progress:
            progress(done / len(documents), document.title)
        extraction = pipeline.try_extract(store.corrected(document)) if pipeline else None
        if isinstance(extraction, Rejected):
            failed.append(extraction)
            entries.append(_set_aside(document, extraction, version))
        elif extraction:
            entries.append(Entry(document, extraction, version))
    if progress and documents:
        progress(1.0, "")
    return entries, failed


def _set_aside(document: Document, rejected: Rejected, version: str) -> Entry:
    """A document that could not be read: kept and listed with the reason, without records."""
    return Entry(document, Extraction(document, set_aside=rejected.reason), version + SET_ASIDE)
