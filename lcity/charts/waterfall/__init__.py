"""How one share becomes another. `steps` is drawn, by `screen` on a page and by `print` to hand out."""
