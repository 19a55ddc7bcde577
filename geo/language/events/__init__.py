"""What happened: one telling for each event of a sentence, with its day."""
