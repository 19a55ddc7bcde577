"""The brief: what a view shows, in blocks of sentences that each lead to their evidence, and the files made of it."""
