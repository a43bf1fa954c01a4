"""A room weighs: rooms and their votes, and what a room makes of an index together.

Nothing here knows of HTTP or Streamlit, nor where scores come from.
"""
