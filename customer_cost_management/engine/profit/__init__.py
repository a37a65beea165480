"""What a customer earns, whether it ties to the books, and why it changed."""
