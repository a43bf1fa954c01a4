"""What is wrong with a partitioned dataset, or with the machines that measure it, in one sentence."""

from lcity.errors import LcityError
from lcity.text import Language, language


class PartitionError(LcityError):
    """A country cannot be partitioned, or not measured to its end.

    Parameters
    ----------
    code
        Its sentence is the message ``partitions.error.<code>``.
    details
        What the sentence names, as text.
    """

    def __init__(self, code: str, **details: str):
        self.code, self.details = code, details
        super().__init__(code)

    def __reduce__(self):
        """Say how it is sent from one process to another: with its details."""
        return _again, (self.code, self.details)

    def text(self, lang: Language) -> str:
        """Return the sentence."""
        return lang.t(f"partitions.error.{self.code}", **self.details)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.text(language("en"))


def _again(code: str, details: dict[str, str]) -> PartitionError:
    return PartitionError(code, **details)
