"""Problems written as JSON, and believed again only where they can be told."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from lcity.dataset import Answer, Problem
from lcity.dataset.answers import label
from lcity.text import LANGUAGES, language

Plain = str | int | float | bool | None


@dataclass(frozen=True)
class Told:
    """A problem as it is written: a list of names is a list."""

    file: str
    row: int | None
    column: str | None
    code: str
    details: dict[str, Plain | tuple[Plain, ...]]
    severity: Literal["error", "question", "note"]
    rows: tuple[int, ...]
    answers: tuple[Answer, ...]

    @property
    def problem(self) -> Problem:
        """The problem as it was before it was written."""
        return Problem(**vars(self))


_TOLD = TypeAdapter(tuple[Told, ...])


def written(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON can say them."""
    return [asdict(problem) for problem in problems]


def listed(told: list[dict[str, Any]]) -> tuple[Problem, ...]:
    """Return problems as they were before they were written.

    Raises
    ------
    ValidationError
        They are not what problems are.
    """
    return of(_TOLD.validate_json(json.dumps(told), strict=True))


def of(told: Iterable[Told]) -> tuple[Problem, ...]:
    """Return problems as they were before they were written."""
    return tuple(one.problem for one in told)


def check(problems: Iterable[Problem]) -> None:
    """Raise a ValueError where there are no words for a problem, or it does not say what its words need."""
    kinds = {
        (problem.code, *sorted(problem.details), *(answer.way for answer in problem.answers)): problem
        for problem in problems
    }
    for problem in kinds.values():
        try:
            for code in LANGUAGES:
                lang = language(code)
                problem.text(lang)
                for answer in problem.answers:
                    label(answer, problem, lang)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise ValueError(f"{problem.code} cannot be told: {error!r}") from None
