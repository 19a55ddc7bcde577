"""Sources in, Documents out: files, uploads and pasted text, with their date, language and title."""

from geo.sources.incident import IncidentFile, read_incident_file
from geo.sources.languages import unread_reason
from geo.sources.published import read_published
from geo.sources.reader import make_document, read_bytes, read_file, read_folder, read_text

__all__ = [
    "IncidentFile",
    "make_document",
    "read_bytes",
    "read_file",
    "read_folder",
    "read_incident_file",
    "read_published",
    "read_text",
    "unread_reason",
]
