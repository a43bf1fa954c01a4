"""How the tables became what they are, step by step, so that what is kept outlives a newer LCity."""
