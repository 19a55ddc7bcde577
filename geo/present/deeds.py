"""What was done to a source, in words."""

from __future__ import annotations

from geo.messages import Labels

#: What was done, as pages and files say it.
DEEDS = Labels(
    {
        "added": "added",
        "changed": "changed by its file",
        "dated": "dated",
        "undated": "back to its own date",
        "removed": "removed",
        "brought back": "brought back",
        "graded": "graded",
        "ungraded": "grade taken back",
    },
    "what was done to a source",
)
