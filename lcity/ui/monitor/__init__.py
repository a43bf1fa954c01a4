"""Monitor: who is on the way to which target, and who has solved it before."""
