"""Who must agree, and what may happen next."""
