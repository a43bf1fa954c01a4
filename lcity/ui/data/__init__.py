"""The page Data: what is this built on, and how do I use my own."""
