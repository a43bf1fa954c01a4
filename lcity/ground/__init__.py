"""One's own ground: OpenStreetMap, people on a raster or a grid and outlines, made a dataset folder."""

from lcity.ground.errors import GroundError

__all__ = ["GroundError"]
