"""The store: documents, extractions and what the user corrected."""

from geo.store.backup import back_up, restore
from geo.store.exchange import is_there
from geo.store.rows import Damaged, Entry, State
from geo.store.salvage import Salvaged, salvage
from geo.store.store import Contents, Store

__all__ = ["Contents", "Damaged", "Entry", "Salvaged", "State", "Store", "back_up", "is_there", "restore", "salvage"]
