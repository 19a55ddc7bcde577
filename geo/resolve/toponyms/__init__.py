"""The stretches of a text that name places, and what their words tell of them."""
