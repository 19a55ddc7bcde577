"""What all rooms of language ask of a text: its grammar, its paragraphs, marks, numbers, words of speech."""
