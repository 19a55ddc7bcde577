"""Places by name: one SQLite file from pinned packages, behind geopy's interface, and the outlines of states."""
