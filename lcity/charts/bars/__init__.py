"""Bars beside their names and figures. `screen` is the form on a page, `print` the one handed out."""
