"""What the counts of all documents come to."""
