"""Amounts of units as bars, in print; on screen they stand in a table with other figures."""
