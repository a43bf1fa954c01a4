"""The Lorenz curve. `curve` is drawn, by `screen` on a page and by `print` to hand out."""
