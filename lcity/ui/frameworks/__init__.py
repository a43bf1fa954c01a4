"""The same figures under two frameworks."""
