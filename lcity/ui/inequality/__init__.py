"""How unequal units are, and where districts cluster."""
