"""Who is meant by the words that name a speaker: a person, a body, several, the author of a paper."""
