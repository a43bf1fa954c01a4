"""Rates over the years. `screen` is the form on a page, `print` the one handed out."""
