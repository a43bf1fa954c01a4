"""Small multiples: the same figure over the years, a line a unit on one scale."""
