"""Small lines on one scale. `line` is what is drawn, by `screen` on a page and by `print` to hand out."""
