"""What can be read as it stands but may be meant otherwise: asked, never changed.

Each finding is a `Problem` of severity "question" with the answers it may be given. On the page it is asked
before a dataset is opened; on the command line the dataset is taken as it stands and the question told.
Ordinary data raise none: what is asked must stand out by more than chance or unevenness explain.
"""

from itertools import chain

from lcity.dataset.contents import Contents
from lcity.dataset.plausible_figures import figures
from lcity.dataset.plausible_jumps import jumps
from lcity.dataset.plausible_places import centres_astray
from lcity.dataset.plausible_totals import totals
from lcity.dataset.plausible_units import units
from lcity.dataset.problem import Problem

FINDS = (centres_astray, units, totals, figures, jumps)


def check_plausible(contents: Contents) -> list[Problem]:
    """Return what of a folder may be meant otherwise than it is read.

    Parameters
    ----------
    contents
        What the folder holds, with errors or without.
    """
    return list(chain.from_iterable(find(contents) for find in FINDS))
