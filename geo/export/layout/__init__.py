"""Lays a brief out on sheets of 16:9: words in lines, lines in columns, tables, the drawings beside them."""
