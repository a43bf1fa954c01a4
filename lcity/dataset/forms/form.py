"""What readers of forms share: how they tell what they cannot read, and how much they read."""

from collections.abc import Iterable
from typing import NamedTuple

MOST_VERTICES = 20_000_000
"""Points of one file; more would not fit into memory on the way to a map."""
MOST_TOLD = 50


class Fault(NamedTuple):
    """One thing a reader cannot read; see `lcity.dataset.problem.Problem`."""

    code: str
    details: dict
    row: int | None = None
    column: str | None = None


class FormError(ValueError):
    """A file is not what its name says, or announces what is not there.

    Parameters
    ----------
    code
        The problem's code.
    row, column
        Where, as far as known; rows are features, from 1.
    details
        What its sentence names.
    """

    def __init__(self, code: str, row: int | None = None, column: str | None = None, **details):
        self.faults = [Fault(code, details, row, column)]
        super().__init__(code)

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> "FormError":
        """Return the error of several faults, the first `MOST_TOLD` of them."""
        faults = list(faults)[:MOST_TOLD]
        error = cls(faults[0].code)
        error.faults = faults
        return error


def unreadable(form: str, error: object) -> FormError:
    """Return the error of a file that cannot be read as a form, with the reader's own reason."""
    reason = " ".join(str(error).split())[:200]
    return FormError("unreadable", form=form, reason=reason or type(error).__name__)
