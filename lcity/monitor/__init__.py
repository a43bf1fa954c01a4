"""Monitor: are we on the way to what we set out to reach, and what changed since last time."""
