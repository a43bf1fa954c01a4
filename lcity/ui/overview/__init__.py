"""The page Overview: where do we stand."""
