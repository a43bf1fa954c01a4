"""The page Participation: who takes part."""
