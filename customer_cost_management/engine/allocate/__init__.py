"""How cost flows from pools through activities to customers."""
