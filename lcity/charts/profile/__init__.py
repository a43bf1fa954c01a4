"""Profiles of a few units among many. `screen` is the form on a page, `print` the one handed out."""
