"""Meeting: what a room values, and what divides it."""
