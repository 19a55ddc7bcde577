"""What a PDF says of its pages of paper: directions of lines, and what a browser prints around a page."""
