"""Which part of a posted item belongs where."""
