"""Ranks under two frameworks. `screen` is the form on a page, `print` the one handed out."""
