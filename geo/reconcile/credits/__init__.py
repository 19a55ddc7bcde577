"""What a text says of whose it is: the agency that wrote it, the text that it is a translation of."""
