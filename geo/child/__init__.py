"""A process of its own for what may run wild: ``asking`` starts it and asks it, ``serving`` is what it does."""
