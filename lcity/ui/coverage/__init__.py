"""The page Coverage: who can reach a place to learn, and when."""
