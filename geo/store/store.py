"""Keeps documents and what was extracted from them, in SQLite or any other database of SQLAlchemy.

Every writing method is one transaction: it happens whole or not at all.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, create_engine, delete, event, insert, inspect, make_url, select, text, update
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from geo.errors import StoreError
from geo.store import schema
from geo.store.records import pack, unpack
from geo.types import Document, Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import URL, Engine, Row

#: Milliseconds a writer waits for another one; a whole ingest is written in far less.
BUSY_MS = 10_000
#: Execution option of transactions that write.
WRITES = "atlas_writes"
REMEDY = "check INCIDENT_ATLAS_STORE, or move the file away and start again: it is built anew from the sources."


@dataclass(frozen=True, slots=True)
class Entry:
    """One document with its extraction, to be written."""

    document: Document
    """As its source gives it."""
    extraction: Extraction
    """Its document may carry an inferred date or the user's."""
    extractor: str
    """Version of the extractor."""


class Store:
    """The documents of one incident."""

    def __init__(self, url: str) -> None:
        """Open the store, and make it where there is none.

        Raises StoreError: it cannot be opened, or a newer version wrote it.
        """
        self.url = url
        self._engine = _engine(url)
        self._writer = self._engine.execution_options(**{WRITES: True})
        with self._write(counted=False) as connection:
            _prepare(connection)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @property
    def version(self) -> str:
        """Another word after every write: a key for caches of what is made of the store."""
        with self._read() as connection:
            return str(connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "changes")))

    def has(self, document_id: str) -> bool:
        """Whether the document is in the store."""
        return self.document(document_id) is not None

    def document(self, document_id: str) -> Document | None:
        """The document as its source gave it, without the user's correction."""
        with self._read() as connection:
            row = connection.execute(select(schema.document).where(schema.document.c.id == document_id)).first()
        return _document(row) if row else None

    def originals(self) -> tuple[Document, ...]:
        """All documents as their sources gave them, sorted by id."""
        with self._read() as connection:
            rows = connection.execute(select(schema.document).order_by(schema.document.c.id))
            return tuple(_document(row) for row in rows)

    def documents(self) -> tuple[Document, ...]:
        """All documents with the date that holds for them (stated, inferred or the user's), oldest first."""
        return tuple(extraction.document for extraction in self.extractions())

    def extractions(self) -> tuple[Extraction, ...]:
        """What all documents say, oldest publication first, undated ones last."""
        query = select(schema.extraction.c.record, schema.document.c.text).join(schema.document)
        with self._read() as connection:
            found = [_extraction(row.record, row.text) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda e: (e.document.published or "9999", e.document.id)))

    def extraction(self, document_id: str) -> Extraction | None:
        """What one document says."""
        query = (select(schema.extraction.c.record, schema.document.c.text).join(schema.document)
                 .where(schema.document.c.id == document_id))
        with self._read() as connection:
            row = connection.execute(query).first()
        return _extraction(row.record, row.text) if row else None

    def extractors(self) -> dict[str, str]:
        """The version of the extractor that read each document, by document id."""
        with self._read() as connection:
            rows = connection.execute(select(schema.extraction.c.document_id, schema.extraction.c.extractor))
            return {row.document_id: row.extractor for row in rows}

    def removed(self) -> frozenset[str]:
        """Ids of documents that the user removed."""
        with self._read() as connection:
            return frozenset(connection.scalars(select(schema.tombstone.c.document_id)))

    def dates(self) -> dict[str, str]:
        """The dates that the user set, by document id, kept when a document is removed and comes again."""
        with self._read() as connection:
            rows = connection.execute(select(schema.correction))
            return {row.document_id: row.published for row in rows}

    def corrected(self, document: Document) -> Document:
        """The document with the date that the user set for it, if any."""
        day = self.dates().get(document.id)
        return replace(document, published=day, published_basis="user", published_reason=None) if day else document

    def add(self, document: Document, extraction: Extraction, extractor: str = "") -> None:
        """Write one document and its extraction; the same document again is replaced."""
        self.add_all([Entry(document, extraction, extractor)])

    def add_all(self, entries: Iterable[Entry], dates: dict[str, str | None] | None = None) -> None:
        """Write many in one transaction, all or none; a removed document that is added is removed no longer.

        ``dates`` are the user's, by document id, as for ``set_published``.
        """
        with self._write() as connection:
            for document_id, published in (dates or {}).items():
                _set_date(connection, document_id, published)
            for entry in entries:
                _delete(connection, entry.document.id)
                connection.execute(delete(schema.tombstone).where(schema.tombstone.c.document_id == entry.document.id))
                connection.execute(insert(schema.document).values(_row(entry.document)))
                connection.execute(insert(schema.extraction).values(
                    document_id=entry.document.id, extractor=entry.extractor, record=_record(entry.extraction)))

    def remove(self, document_id: str) -> bool:
        """Take the document out with all it brought, and remember that; False where there was none."""
        with self._write() as connection:
            if not _delete(connection, document_id):
                return False
            connection.execute(delete(schema.tombstone).where(schema.tombstone.c.document_id == document_id))
            connection.execute(insert(schema.tombstone).values(document_id=document_id))
        return True

    def set_published(self, document_id: str, published: str | None) -> None:
        """Keep the user's date for a document; None forgets it.  ``geo.ingest.redate`` also extracts again."""
        with self._write() as connection:
            _set_date(connection, document_id, published)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _failure(self.url, error) from error

    @contextmanager
    def _write(self, *, counted: bool = True) -> Iterator[Connection]:
        """A transaction that is undone by any exception."""
        try:
            with self._writer.begin() as connection:
                yield connection
                if counted:
                    connection.execute(update(schema.meta).where(schema.meta.c.key == "changes")
                                       .values(value=schema.meta.c.value + 1))
        except SQLAlchemyError as error:
            raise _failure(self.url, error) from error


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        _make_folder(parsed)
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(f"{url!r} is not a database URL that can be used ({error}): write sqlite:///PATH.") from error
    except OSError as error:
        raise StoreError(f"the folder of the store {url} cannot be made ({error.strerror}): {REMEDY}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 — the driver's connection
    """Readers go on while one writes (WAL); a second writer waits; foreign keys hold; we begin transactions."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", f"busy_timeout = {BUSY_MS}", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Lock at once where it will be written: two that start together do not both find the store empty."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: Connection) -> None:
    """Make the tables of a new store, mend those of an older one, refuse one that a newer version wrote."""
    if not inspect(connection).has_table(schema.meta.name):
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.meta), [{"key": "schema_version", "value": schema.SCHEMA_VERSION},
                                                 {"key": "changes", "value": 0}])
        return
    found = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "schema_version"))
    if found is None or found > schema.SCHEMA_VERSION:
        raise StoreError(f"the store {connection.engine.url} was written by a newer version of Incident Atlas "
                         f"(schema {found}, this one reads {schema.SCHEMA_VERSION}): update the program, or {REMEDY}")
    if found < schema.SCHEMA_VERSION:
        connection.execute(text("ALTER TABLE document ADD COLUMN outlets TEXT"))
        connection.execute(update(schema.meta).where(schema.meta.c.key == "schema_version")
                           .values(value=schema.SCHEMA_VERSION))


def _failure(url: str, error: SQLAlchemyError) -> StoreError:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    return StoreError(f"the store {url} cannot be used ({reason}): {REMEDY}")


def _delete(connection: Connection, document_id: str) -> bool:
    """Take a document and its extraction out; whether it was there."""
    connection.execute(delete(schema.extraction).where(schema.extraction.c.document_id == document_id))
    return connection.execute(delete(schema.document).where(schema.document.c.id == document_id)).rowcount > 0


def _set_date(connection: Connection, document_id: str, published: str | None) -> None:
    connection.execute(delete(schema.correction).where(schema.correction.c.document_id == document_id))
    if published:
        connection.execute(insert(schema.correction).values(document_id=document_id, published=published))


def _row(document: Document) -> dict[str, Any]:
    return {**pack(document), "warnings": json.dumps(document.warnings), "outlets": json.dumps(document.outlets)}


def _document(row: Row[Any]) -> Document:
    values = {field.name: getattr(row, field.name) for field in fields(Document)}
    return Document(**values | {"warnings": tuple(json.loads(row.warnings)),
                                "outlets": tuple(json.loads(row.outlets or "[]"))})


def _record(extraction: Extraction) -> str:
    """The extraction as JSON; the text stands in the document's row."""
    packed = pack(extraction)
    del packed["document"]["text"]
    return json.dumps(packed, ensure_ascii=False)


def _extraction(record: str, text: str) -> Extraction:
    packed = json.loads(record)
    packed["document"]["text"] = text
    try:
        return unpack(Extraction, packed)
    except (TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"a stored extraction is of another version ({error}): run `python -m geo ingest`.") from error
