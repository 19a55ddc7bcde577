"""What a text says, sentence by sentence: spaCy with our components; no gazetteer yet."""
