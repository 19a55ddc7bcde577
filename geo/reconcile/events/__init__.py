"""The tellings of all documents as the incident's events."""
