"""What is kept of sources besides what they say (``records``), and who may change it (``access``)."""

from geo.custody.records import ANYBODY, FOLDER, Deed, Removed, What, now

__all__ = ["ANYBODY", "FOLDER", "Deed", "Removed", "What", "now"]
