"""Dates and times that a text tells, and the day on which it was published."""
