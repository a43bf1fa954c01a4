"""A grid of shaded cells. `cells` is drawn, by `screen` on a page and by `print` to hand out."""
