"""How one share becomes another. `screen` is the form on a page, `print` the one handed out."""
