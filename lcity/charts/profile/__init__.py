"""Profiles of units. `strips` has what is drawn, by `screen` on a page and by `print` to hand out."""
