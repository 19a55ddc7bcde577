"""The grades that editors give to sources, as rows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from geo.custody import Grade
from geo.store import deeds, schema
from geo.store.records import unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection


def put(connection: Connection, document_id: str, grade: Grade | None, by: str) -> bool:
    """Write a grade in the place of another, or take it away, and log it; False where there is no such source."""
    if connection.scalar(select(schema.document.c.id).where(schema.document.c.id == document_id)) is None:
        return False
    connection.execute(delete(schema.grade).where(schema.grade.c.document_id == document_id))
    title, told = deeds.title_of(connection, document_id), ""
    if grade:
        reason = deeds.whole(grade.reason)
        row = {"reliability": grade.reliability, "credibility": grade.credibility, "reason": reason}
        connection.execute(insert(schema.grade).values(document_id=document_id, **row))
        told = f"{grade.code}: {reason}"
    deeds.write(connection, by, "graded" if grade else "ungraded", document_id, title, told)
    return True


def read(connection: Connection) -> tuple[tuple[str, Grade], ...]:
    """All grades by the id of their document; a damaged row is none."""
    rows = connection.execute(select(schema.grade).order_by(schema.grade.c.document_id)).mappings()
    return tuple(found for row in rows for found in grades_of(row))


def grades_of(row: Mapping[Any, Any]) -> Iterator[tuple[str, Grade]]:
    """What a row holds; nothing where it is damaged."""
    with suppress(TypeError, ValueError):
        grade = unpack(Grade, {key: row[key] for key in ("reliability", "credibility", "reason")})
        f"{row['document_id']}{grade.reason}".encode()
        yield row["document_id"], grade
