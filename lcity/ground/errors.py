"""What is wrong with a file of one's own, or with a server's answer, in one sentence."""

from lcity.errors import LcityError
from lcity.text import Language, language

LONGEST_REASON = 200


class GroundError(LcityError):
    """Something that stands outside a dataset cannot be used.

    Parameters
    ----------
    code
        Its sentence is the message ``ground.error.<code>``.
    details
        What the sentence names; whole numbers are counts, tuples lists of names.
    """

    def __init__(self, code: str, **details: str | int | tuple[str, ...]):
        self.code, self.details = code, details
        super().__init__(code)

    def text(self, lang: Language) -> str:
        """Return the sentence."""
        return lang.t(f"ground.error.{self.code}", **written(self.details, lang))

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.text(language("en"))


def written(details: dict, lang: Language) -> dict[str, str]:
    """Return what a sentence names as a language writes it."""
    # The reading process raises errors and writes none: it need not import what reads tables.
    from lcity.dataset.problem import visible

    def one(value: str | int | tuple[str, ...]) -> str:
        if isinstance(value, tuple | list):
            return lang.listed([visible(part) for part in value])
        return lang.number(value) if isinstance(value, int | float) else visible(value, LONGEST_REASON)

    words = {name: one(value) for name, value in details.items()}
    counts = [value for value in details.values() if isinstance(value, int)]
    return {"n": counts[0]} | words if counts else words


def reason(error: Exception, path: str = "") -> str:
    """Return a library's own reason on one line, without the folder the file lies in."""
    reason = " ".join(str(error).replace(path, "…").split() if path else str(error).split())
    return reason[:LONGEST_REASON] or type(error).__name__
