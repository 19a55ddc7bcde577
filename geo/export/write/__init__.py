"""Writes sheets and briefs as files: PDF, slides, documents, each with its fonts."""
