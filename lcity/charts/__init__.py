"""Frames to figures, one file a chart; a folder where it has a form on screen and one in print."""
