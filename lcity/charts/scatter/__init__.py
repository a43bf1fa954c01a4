"""Two shares against each other. `screen` is the form on a page, `print` the one handed out."""
