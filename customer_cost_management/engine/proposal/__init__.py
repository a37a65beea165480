"""What a first cost model looks like: decisions of the setup assistant, from facts alone."""
