"""What the first page waits for: imported, read and computed while the browser is still starting."""

from contextlib import suppress

import streamlit.emojis  # noqa: F401  # whoever names a page compiles them

from lcity.errors import LcityError
from lcity.text import language
from lcity.ui import presenting, takeaway  # noqa: F401
from lcity.ui.cases import view as cases  # noqa: F401
from lcity.ui.overview import chosen, export, findings, next_places, view  # noqa: F401
from lcity.ui.shared import datasets, standing


def warm() -> None:
    """Do it, of the dataset everyone begins with.

    What is wrong with a dataset the page says.
    """
    language("en")
    with suppress(LcityError), datasets.looking_into(datasets.first()):
        standing.ranking_years()
