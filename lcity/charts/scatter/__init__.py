"""Two shares against each other. `points` is drawn, by `screen` on a page and by `print` to hand out."""
