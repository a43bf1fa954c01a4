"""A whole in its parts; on screen they are told in words."""
