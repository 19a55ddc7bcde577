"""What is kept of sources beside what they say (``records``), who may change it (``access``), our ``databases``."""

from geo.custody.records import ANYBODY, FOLDER, Credibility, Deed, Grade, Reliability, Removed, What, grade_of, now

__all__ = ["ANYBODY", "FOLDER", "Credibility", "Deed", "Grade", "Reliability", "Removed", "What", "grade_of", "now"]
