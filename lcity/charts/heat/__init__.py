"""Units ranked, a shaded score a dimension. `screen` is the form on a page, `print` the one handed out."""
