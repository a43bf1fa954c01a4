"""What LCity says: message catalogues in English and Chinese, and numbers as each language writes them.

A message key is ``area.name``; its text stands in ``<language>/<area>.po``. Pure functions that
write words take a `Language` as an argument, so that nothing depends on who is reading.
"""

from lcity.text.contained import contained
from lcity.text.language import LANGUAGES, Language, language

__all__ = ["LANGUAGES", "Language", "contained", "language"]
