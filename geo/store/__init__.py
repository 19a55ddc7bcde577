"""The store: documents, extractions and what the user corrected."""

from geo.store.store import Entry, Store

__all__ = ["Entry", "Store"]
