"""Kinds of damage done to what is uploaded, by name; ``python -m tests.intake.damage`` prints them."""
