"""Ranks under two frameworks. `pairs` is drawn, by `screen` on a page and by `print` to hand out."""
