"""Shares given by many. `rows` are drawn, by `screen` on a page and by `print` to hand out."""
