"""The page Method: how is it computed."""
