"""Rates over the years. `lines` is drawn, by `screen` on a page and by `print` to hand out."""
