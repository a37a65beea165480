"""What a customer is worth, how sure that is, and what should be done."""
