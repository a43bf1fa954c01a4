"""Print each kind of damage and what the app says: ``python -m tests.intake.damage [--lang zh] [WORD]``."""

import argparse
import sys

from lcity.text import Language, language
from tests.intake.damage import kinds
from tests.intake.damage.valid import HARMLESS, VERBATIM, Kind, Outcome, take_in


def sentence_of(kind: Kind, outcome: Outcome, lang: Language) -> str:
    """Return what the app says, in short."""
    prepared = outcome.prepared
    told = [problem for problem in prepared.problems if problem.code == kind.code]
    if told or prepared.problems:
        told = told or [prepared.problems[0]]
        rest = len(prepared.problems) - 1
        offers = ", ".join(dict.fromkeys(reading.way for reading in prepared.readings))
        more = [f"  (+{rest})"] * bool(rest) + [f"  offers: {offers}"] * bool(offers)
        return "".join([told[0].text(lang), *more])
    if outcome.has_questions:
        plan = prepared.proposal.plan
        if prepared.layouts:
            return f"asks: {prepared.layouts}"
        return f"asks: {dict(plan.headings)}" if kind.column else f"asks: {plan.tables}"
    if prepared.corrections:
        return f"offers: {prepared.corrections[0].how}, {prepared.corrections[0].table}"
    return {HARMLESS: "opens it", VERBATIM: "opens it, the text as it is"}.get(kind.code, "OPENS IT")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--lang", default="en")
    given = parser.parse_args()
    for name, kind in kinds.ALL.items():
        if given.word in name:
            sentence = sentence_of(kind, take_in(kind.upload(), confirm=kind.note), language(given.lang))
            sys.stdout.write(f"{name}\n    {sentence}\n")
