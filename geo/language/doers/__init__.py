"""Who did what a sentence tells, and what a body did by it."""
