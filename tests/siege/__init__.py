"""A siege of the pages: hostile files, addresses and settings, tried in a real browser and told in a table.

``python -m tests.siege --help`` says how; ``make siege`` runs all of it.  Everything here is invented and written for
this purpose; it is the same in every run.
"""
