"""Sources in, Documents out: files, uploads and pasted text, with their date, language and title."""

from geo.sources.fetching.address import is_address, read_addresses, refuse_other_address
from geo.sources.files import arrived, read_bytes, read_file, read_files, read_folder, read_path, read_uploads
from geo.sources.incident import IncidentFile, read_incident_file
from geo.sources.languages import unread_reason
from geo.sources.published import read_published
from geo.sources.reader import make_document, read_text

__all__ = [
    "IncidentFile",
    "arrived",
    "is_address",
    "make_document",
    "read_addresses",
    "read_bytes",
    "read_file",
    "read_files",
    "read_folder",
    "read_incident_file",
    "read_path",
    "read_published",
    "read_text",
    "read_uploads",
    "refuse_other_address",
    "unread_reason",
]
