"""The parts of the page of sources on their custody: who may change them, what was done to them."""
