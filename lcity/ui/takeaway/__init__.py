"""Exports: links, tables, pictures, briefs and decision records."""

from lcity.ui.takeaway.view import offer, picture_file

__all__ = ["offer", "picture_file"]
