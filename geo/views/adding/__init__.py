"""Adding sources: the forms, the work that they begin, and what came of it."""
