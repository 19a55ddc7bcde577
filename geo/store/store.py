"""Keeps documents and what was extracted from them, in SQLite or any other database of SQLAlchemy.

Every writing method is one transaction: it happens whole or not at all.  Reading needs no right to write.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, true, update

from geo.custody import ANYBODY, FOLDER
from geo.errors import StoreError
from geo.sources.languages import unread_reason
from geo.store import deeds, grades, schema
from geo.store.faults import FAULTS, failure
from geo.store.moved import Whereabouts
from geo.store.opening import WRITES, let_readers_go_on, open_engine, own_file
from geo.store.rows import Damaged, Entry, State, document_of, document_row, extraction_of, is_day, record_of
from geo.types import Extraction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import RowMapping

    from geo.custody import Deed, Grade, Removed
    from geo.types import Document

log = logging.getLogger(__name__)

#: Documents that one query names; databases take no list of any length.
ASKED = 5_000


@dataclass(frozen=True, slots=True)
class Contents:
    """What can be shown; ``Store.damaged`` names the rest."""

    extractions: tuple[Extraction, ...]
    """What all documents say, oldest publication first, undated ones last; without records where they are damaged."""
    unread: tuple[tuple[str, str], ...]
    """(document id, reason) of those that are listed and not read: "Spanish: not read yet"."""


class Store:
    """The documents of one incident."""

    def __init__(self, url: str) -> None:
        """Open the store, and make it where there is none; one of this version is not written to.

        Raises StoreError: it cannot be opened, a newer version wrote it, or it is no store.
        """
        self.url = url
        self._engine = open_engine(url)
        self._writer = self._engine.execution_options(**{WRITES: True})
        self._whereabouts = Whereabouts(self._engine, None)  # until it has been opened there may be no file
        try:
            with self._read() as connection:
                current = schema.is_current(connection)
            let_readers_go_on(self._engine)
            if not current:
                with self._write(counted=False) as connection:
                    schema.upgrade(connection)
            self._whereabouts = Whereabouts(self._engine, own_file(self._engine.url))
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def __len__(self) -> int:
        """How many documents it holds."""
        with self._read() as connection:
            return connection.scalar(select(func.count()).select_from(schema.document)) or 0

    @property
    def version(self) -> str:
        """Another word after every write, and for every other store: a key for caches of what is made of it."""
        with self._read() as connection:
            told = {row.key: row.value for row in connection.execute(select(schema.meta))}
        return f"{told.get('made', 0)}-{told.get('changes')}"

    def contents(self) -> Contents:
        """Everything in the store, each document judged for itself: a damaged one stops no other."""
        extractions, unread = [], []
        with self._read() as connection:
            for row in connection.execute(_rows(true())).mappings():
                document = _document(row)
                if isinstance(document, Damaged):
                    continue
                extraction, damage = _extraction(row, document)
                extractions.append(extraction)
                if reason := unread_reason(document) or extraction.set_aside or damage:
                    unread.append((document.id, reason))
        order = sorted(extractions, key=lambda e: (e.document.published or "9999", e.document.id))
        return Contents(tuple(order), tuple(sorted(unread)))

    def damaged(self) -> tuple[Damaged, ...]:
        """Rows of which not even a document can be made."""
        with self._read() as connection:
            documents = map(_document, connection.execute(select(schema.document)).mappings())
            return (*(found for found in documents if isinstance(found, Damaged)), *_orphans(connection))

    def extractions(self) -> tuple[Extraction, ...]:
        """What all documents say, as in ``contents``."""
        return self.contents().extractions

    def documents(self) -> tuple[Document, ...]:
        """All documents with the date that holds for them (stated, inferred or the user's), oldest first."""
        return tuple(extraction.document for extraction in self.extractions())

    def state(self, document_id: str) -> State:
        """What the store holds of one document."""
        return self.states([document_id])[document_id]

    def states(self, ids: Collection[str] | None = None) -> dict[str, State]:
        """What the store holds of each of ``ids``, or of all that it knows of."""
        with self._read() as connection:
            if ids is None:
                return _states(connection, None)
            asked = list(ids)
            parts = [_states(connection, asked[at : at + ASKED]) for at in range(0, len(asked), ASKED)]
        return {key: state for part in parts for key, state in part.items()}

    def add(self, document: Document, extraction: Extraction, extractor: str = "") -> None:
        """Write one document and its extraction; the same document again is replaced."""
        self.add_all([Entry(document, extraction, extractor)])

    def add_all(
        self, entries: Iterable[Entry], dates: dict[str, str | None] | None = None, *, by: str = FOLDER
    ) -> frozenset[str]:
        """Write many in one transaction, all or none; a removed document that is added is removed no longer.

        ``dates`` are the user's, by document id; None forgets one.  Returns the ids of what was written: an entry
        whose document somebody else changed since it was read (``Entry.seen``) is left out, with its date.
        ``by`` stands in the log of what is new, has changed or is dated.
        """
        entries = list(entries)
        if not entries:
            return frozenset()
        with self._write() as connection:
            now = _states(connection, [entry.document.id for entry in entries if entry.seen])
            written = [entry for entry in entries if not entry.seen or entry.seen == now[entry.document.id]]
            for entry in written:
                _put(connection, entry, by)
                if dates and entry.document.id in dates:
                    _set_date(connection, entry.document, dates[entry.document.id], by)
        return frozenset(entry.document.id for entry in written)

    def remove(self, document_id: str, *, by: str = ANYBODY) -> bool:
        """Take the document out with all it brought, and remember that; False where there was none."""
        with self._write() as connection:
            title = deeds.title_of(connection, document_id)
            held = deeds.held(connection, document_id)
            if not _delete(connection, document_id):
                return False
            deeds.put_away(connection, document_id, held)
            deeds.write(connection, by, "removed", document_id, title)
        return True

    def bring_back(self, document_id: str, *, by: str = ANYBODY) -> bool:
        """Undo a removal: the document is there again with all it brought; False where nothing is kept of it."""
        with self._write() as connection:
            title = deeds.bring_back(connection, document_id)
            if title is None:
                return False
            deeds.write(connection, by, "brought back", document_id, title)
        return True

    def removed(self) -> tuple[Removed, ...]:
        """What was taken out and can be brought back."""
        with self._read() as connection:
            return deeds.removed(connection)

    def log(self) -> tuple[Deed, ...]:
        """What was done to sources, oldest first."""
        with self._read() as connection:
            return deeds.read(connection)

    def grade(self, document_id: str, grade: Grade | None, *, by: str = ANYBODY) -> bool:
        """Set or, with None, take back what is held of a source; False where there is no such source."""
        with self._write() as connection:
            return grades.put(connection, document_id, grade, by)

    def grades(self) -> tuple[tuple[str, Grade], ...]:
        """(document id, grade) of those that have one, by id; removed ones too."""
        with self._read() as connection:
            return grades.read(connection)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        self._whereabouts.check()
        try:
            with self._engine.connect() as connection:
                yield connection
        except FAULTS as error:
            raise failure(self._engine.url, error) from error

    @contextmanager
    def _write(self, *, counted: bool = True) -> Iterator[Connection]:
        """A transaction that is undone by any exception."""
        self._whereabouts.check()
        try:
            with self._writer.begin() as connection:
                yield connection
                if counted:
                    connection.execute(
                        update(schema.meta).where(schema.meta.c.key == "changes").values(value=schema.meta.c.value + 1)
                    )
        except FAULTS as error:
            raise failure(self._engine.url, error) from error


def _rows(which: ColumnElement[bool]) -> Any:  # noqa: ANN401 — a Select of two tables
    """Documents with what was extracted from them, if that is there."""
    joined = schema.document.outerjoin(schema.extraction)
    columns = schema.document, schema.extraction.c.extractor, schema.extraction.c.record
    return select(*columns).select_from(joined).where(which)


def _document(row: RowMapping) -> Document | Damaged:
    try:
        return document_of(row)
    except (TypeError, ValueError) as error:
        log.warning("the document %s is damaged: %s", row["id"], error)
        return Damaged(str(row["id"]), f"its text, title or date is damaged ({error}): add it again, or remove it.")


def _extraction(row: RowMapping, document: Document) -> tuple[Extraction, str | None]:
    """What the document says, or nothing and why."""
    if row["record"] is None:
        return Extraction(document), "Not read yet: read at the next start"
    try:
        return extraction_of(row["record"], document), None
    except (TypeError, ValueError) as error:
        log.warning("the extraction of %s is damaged: %s", document.id, error)
        return Extraction(document), "Its record is damaged or of another version: read again at the next start"


def _orphans(connection: Connection) -> Iterator[Damaged]:
    """Extractions without their document."""
    known = select(schema.document.c.id)
    query = select(schema.extraction.c.document_id).where(schema.extraction.c.document_id.not_in(known))
    for document_id in connection.scalars(query):
        yield Damaged(str(document_id), "its text is missing: add it again, or remove it.")


def _states(connection: Connection, ids: Collection[str] | None) -> dict[str, State]:
    def of(column: ColumnElement[str]) -> ColumnElement[bool]:
        return true() if ids is None else column.in_(ids)

    removed = set(connection.scalars(select(schema.tombstone.c.document_id).where(of(schema.tombstone.c.document_id))))
    dated = connection.execute(select(schema.correction).where(of(schema.correction.c.document_id)))
    dates = {row.document_id: row.published for row in dated if is_day(row.published)}
    held = dict[str, tuple["Document", str | None]]()
    for row in connection.execute(_rows(of(schema.document.c.id))).mappings():
        document = _document(row)
        if not isinstance(document, Damaged):
            sound = _extraction(row, document)[1] is None
            held[document.id] = document, row["extractor"] if sound else None
    asked = {*removed, *dates, *held} if ids is None else ids
    states = {key: State(removed=key in removed, date=dates.get(key)) for key in asked}
    return states | {
        key: replace(states[key], document=document, extractor=extractor) for key, (document, extractor) in held.items()
    }


def _put(connection: Connection, entry: Entry, by: str) -> None:
    """Write a document in the place of what the store holds of it."""
    before = entry.seen.document if entry.seen else None
    if not _delete(connection, entry.document.id):
        deeds.write(connection, by, "added", entry.document.id, entry.document.title, _came(entry.document))
    elif before and before != replace(entry.document, name=before.name, warnings=before.warnings):
        deeds.write(connection, by, "changed", entry.document.id, entry.document.title, _came(entry.document))
    connection.execute(delete(schema.tombstone).where(schema.tombstone.c.document_id == entry.document.id))
    connection.execute(insert(schema.document).values(document_row(entry.document)))
    connection.execute(
        insert(schema.extraction).values(
            document_id=entry.document.id, extractor=entry.extractor, record=record_of(entry.extraction)
        )
    )


def _came(document: Document) -> str:
    """In which file it came; empty for a pasted text."""
    return f"{document.name} sha256:{document.original}" if document.original else ""


def _delete(connection: Connection, document_id: str) -> bool:
    """Take a document and its extraction out; whether either was there."""
    extraction = connection.execute(delete(schema.extraction).where(schema.extraction.c.document_id == document_id))
    document = connection.execute(delete(schema.document).where(schema.document.c.id == document_id))
    return extraction.rowcount + document.rowcount > 0


def _set_date(connection: Connection, document: Document, published: str | None, by: str) -> None:
    connection.execute(delete(schema.correction).where(schema.correction.c.document_id == document.id))
    if published:
        connection.execute(insert(schema.correction).values(document_id=document.id, published=published))
    deeds.write(connection, by, "dated" if published else "undated", document.id, document.title, published or "")
