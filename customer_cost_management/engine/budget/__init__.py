"""How much is left on which budget line."""
