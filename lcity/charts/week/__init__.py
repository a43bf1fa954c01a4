"""The week as 7 × 24 cells. `screen` is the form on a page, `print` the one handed out."""
