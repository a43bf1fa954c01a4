"""Frames to plotly figures, one file a chart."""
