"""How things are written and drawn for readers: words, colours, fonts, key figures, passages."""
