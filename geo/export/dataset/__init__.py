"""Data of a view for other programs: tables, shapes and the whole incident, each with what it is inside."""
