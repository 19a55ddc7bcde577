"""What is kept of sources besides what they say (``records``), and who may change it (``access``)."""

from geo.custody.records import ANYBODY, FOLDER, Credibility, Deed, Grade, Reliability, Removed, What, grade_of, now

__all__ = ["ANYBODY", "FOLDER", "Credibility", "Deed", "Grade", "Reliability", "Removed", "What", "grade_of", "now"]
