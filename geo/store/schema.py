"""The tables of the store."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

#: Raised with every change that an older program could not read; an older program then refuses to open the store.
#: 2: ``document.outlets``.
SCHEMA_VERSION = 2

metadata = MetaData()

meta = Table(
    "meta", metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""``schema_version``, and ``changes``: how often the store was written to."""

document = Table(
    "document", metadata,
    Column("id", String(16), primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("url", Text),
    Column("domain", Text),
    Column("published", String(10)),
    Column("published_basis", String(8)),
    Column("published_reason", Text),
    Column("language", String(3), nullable=False),
    Column("kind", Text),
    Column("name", Text),
    Column("warnings", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outlets", Text),
)
"""Sources as they came in; ``warnings`` is a JSON list."""

extraction = Table(
    "extraction", metadata,
    Column("document_id", String(16), ForeignKey("document.id"), primary_key=True),
    Column("extractor", String(64), nullable=False),
    Column("record", Text, nullable=False),
)
"""What was extracted, as JSON without the text, and by which version of the extractor."""

tombstone = Table("tombstone", metadata, Column("document_id", String(16), primary_key=True))
"""Documents the user removed: the folder of seeds does not bring them back."""

correction = Table(
    "correction", metadata,
    Column("document_id", String(16), primary_key=True),
    Column("published", String(10), nullable=False),
)
"""Dates set by the user; they outlive the document."""
