"""Frames to pydeck decks: complete without the internet, no basemap asked of anybody."""
