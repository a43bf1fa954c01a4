"""Rates by group. `dots` is drawn, by `screen` on a page and by `print` to hand out."""
