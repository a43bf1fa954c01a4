"""What the button of an answer says."""

from lcity.dataset import PROVENANCES, Answer, Problem
from lcity.dataset.problem import visible
from lcity.text import Language


def label(answer: Answer, problem: Problem, lang: Language) -> str:
    """Return what an answer does, as its button says it."""
    known = answer.value in PROVENANCES
    return lang.t(
        f"intake.answer.{answer.way}",
        value=lang.t(f"common.provenance.{answer.value}") if known else visible(answer.value),
        before=visible(answer.before),
        after=visible(answer.after),
        n=len(problem.rows),
        count=lang.number(len(problem.rows)),
    )
