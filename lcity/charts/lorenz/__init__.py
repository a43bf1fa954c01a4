"""The Lorenz curve. `screen` is the form on a page, `print` the one handed out."""
