"""One HTML file that holds a view with its map, charts, sentences and filters, and needs no network; sealed or not."""
