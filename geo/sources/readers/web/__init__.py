"""Readers of what the web hands out in bulk: feeds and archives of pages."""
