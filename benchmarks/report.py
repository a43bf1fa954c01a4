"""What a benchmark found, as tables people read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """One finding: a title, rows under heads, and what is to be known of them."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def markdown(self) -> str:
        """Return the table as Markdown, numbers to the right."""
        rules = ["---", *["---:"] * (len(self.heads) - 1)]
        lines = [f"| {' | '.join(row)} |" for row in (self.heads, rules, *self.rows)]
        return "\n".join(filter(None, (f"### {self.title}", "", *lines))) + (
            f"\n\n{self.note}\n" if self.note else "\n"
        )


def show(tables: Iterable[Table]) -> None:
    """Print tables."""
    for table in tables:
        print(table.markdown())


def verdict(found: float, most: float) -> str:
    """Say whether a figure is within its target."""
    return "met" if found <= most else "missed"


def ms(value: float) -> str:
    """Write milliseconds; small ones with a decimal."""
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"
