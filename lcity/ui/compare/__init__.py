"""The page Compare: how does this district differ, and from whom."""
