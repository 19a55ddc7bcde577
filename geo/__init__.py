"""Incident Atlas: news articles in, a map that can be defended out."""

__version__ = "0.3.0"
