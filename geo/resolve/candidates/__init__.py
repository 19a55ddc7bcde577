"""Which of the places that bear a name is meant."""
