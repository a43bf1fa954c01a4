"""Bars beside their names and figures. `rows` are drawn, by `screen` on a page and by `print` to hand out."""
