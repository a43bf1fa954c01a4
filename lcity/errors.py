"""The errors LCity raises on purpose; anything else that surfaces is a programming error."""


class LcityError(Exception):
    """What LCity tells a reader, as opposed to what Python tells a programmer."""


class DatasetError(LcityError, ValueError):
    """A dataset cannot be opened; `problems` lists everything that is wrong with it.

    Parameters
    ----------
    problems
        The problems found, in the order of the files; `str()` of each is one sentence.
    """

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ArgumentError(LcityError, ValueError):
    """A choice (a method, a year, an hour, a weight) that cannot be used as given."""
