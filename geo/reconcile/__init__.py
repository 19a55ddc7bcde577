"""Many documents become one incident: events, counts, people and jurisdictions over all sources.

Pure functions over the records of ``geo.types``; nothing here reads files, time or the network, and no result
depends on the order in which the documents came.
"""

from geo.reconcile.events.dating import dated_together
from geo.reconcile.incident import reconcile

__all__ = ["dated_together", "reconcile"]
