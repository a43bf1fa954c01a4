"""A dataset folder, read once into validated tables.

`check` holds a folder against the contract and tells every problem, `read` opens a valid one, `examine`
does both, and `unit_values` gives the values of its cities and districts as of a year.
"""

from lcity.dataset.files import content_hash
from lcity.dataset.model import Dataset, Meta
from lcity.dataset.problem import Answer, Problem
from lcity.dataset.provenance import PROVENANCES, leaf_provenance, provenance_shares, weakest
from lcity.dataset.read import check, examine, read
from lcity.dataset.rollup import UnitValues, unit_values

__all__ = [
    "PROVENANCES",
    "Answer",
    "Dataset",
    "Meta",
    "Problem",
    "UnitValues",
    "check",
    "content_hash",
    "examine",
    "leaf_provenance",
    "provenance_shares",
    "read",
    "unit_values",
    "weakest",
]
