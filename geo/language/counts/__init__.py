"""How many people were killed, injured, arrested or missing, and other numbers."""
