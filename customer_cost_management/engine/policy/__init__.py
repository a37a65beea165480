"""Which rule a document breaks, and how badly."""
