"""Coverage and ranking through other eyes."""
