"""`data/england9`: nine English city regions from published figures, nothing simulated."""
