"""Units ranked, with shaded scores. `screen` makes the table a page draws, and `print` draws the same one."""
