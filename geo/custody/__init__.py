"""What is kept of sources besides what they say (``records``), who may change it (``access``), and which ``databases``
beside the store are ours.
"""

from geo.custody.records import ANYBODY, FOLDER, Credibility, Deed, Grade, Reliability, Removed, What, grade_of, now

__all__ = ["ANYBODY", "FOLDER", "Credibility", "Deed", "Grade", "Reliability", "Removed", "What", "grade_of", "now"]
