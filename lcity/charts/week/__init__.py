"""The week hour by hour. `cells` is drawn, by `screen` on a page and by `print` to hand out."""
