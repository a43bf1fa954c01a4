"""Coverage of a country in tiles: measured while the reader waits, or stops it, and kept once it is known."""
