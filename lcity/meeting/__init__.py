"""A room weighs: rooms and their votes, and what a room makes of an index together."""
