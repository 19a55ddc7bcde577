"""Makes the project's own Spanish model, ``data/models/es``: ``python -m geo learn spanish --corpora DIR``.

A maintainer's tool: the program reads the model that lies in the tree and never comes here.
"""
