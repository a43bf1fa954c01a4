"""Rates by group, dots on one line per unit. `screen` is the form on a page, `print` the one handed out."""
