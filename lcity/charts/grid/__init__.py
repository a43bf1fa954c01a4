"""Shares in a grid of shaded cells. `screen` is the form on a page, `print` the one handed out."""
