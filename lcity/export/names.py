"""What units and indicators are called in exports, and how their figures are written."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lcity.dataset import Dataset
from lcity.dataset.provenance import leaf_provenance
from lcity.export import amounts, mark
from lcity.export.metadata import PLANNED, SIMULATED
from lcity.text import Language
from lcity.text.language import apart


@dataclass(frozen=True, eq=False)
class Names:
    """Names of units and indicators, and how figures are written, in one language.

    Parameters
    ----------
    units
        Id → name.
    indicators
        As `Dataset.indicators`.
    provenance
        Leaf → provenance.
    digits
        Leaf → decimals.
    lang
        The reader's.
    """

    units: Mapping[str, str]
    indicators: pd.DataFrame
    provenance: pd.Series
    digits: Mapping[str, int]
    lang: Language

    @classmethod
    def of(
        cls,
        dataset: Dataset,
        level: str,
        values: pd.DataFrame,
        lang: Language,
        units: Mapping[str, str] | None = None,
    ) -> "Names":
        """Return the names of a dataset.

        Parameters
        ----------
        dataset, level
            Whose cities or districts.
        values
            Units × leaves: figures whose spread says how many decimals tell them apart.
        lang
            The reader's.
        units
            Id → name, where they are called otherwise than in the dataset.
        """
        if units is None:
            units = {unit: lang.name(row) for unit, row in dataset.units(level).to_dict("index").items()}
        digits = {leaf: amounts.digits(values[leaf]) for leaf in values}
        return cls(units, dataset.indicators, leaf_provenance(dataset), digits, lang)

    def indicator(self, key: str) -> str:
        """Name an indicator; what the dataset does not have by its key."""
        return self.lang.name(self.indicators.loc[key]) if key in self.indicators.index else key

    def unit(self, unit: str) -> str:
        """Name a unit; what is not there any more by its id."""
        return self.units.get(unit, unit)

    def value(self, key: str, amount: float) -> str:
        """Write a figure with its unit."""
        return amounts.value(self.indicators.loc[key], amount, self.digits[key], self.lang)

    def number(self, key: str, amount: float) -> str:
        """Write a figure without its unit, but a percentage with its mark."""
        return amounts.number(self.indicators.loc[key], amount, self.digits[key], self.lang)

    def pair(self, key: str, before: float, after: float) -> tuple[str, str]:
        """Write two figures, the second with its unit, with decimals enough to tell them apart."""
        own = self.indicators.loc[key]

        def write(amount: float, more: int) -> str:
            return amounts.number(own, amount, self.digits[key], self.lang, more)

        one, other = apart((before, after), write, 0)
        return one, amounts.with_unit(own, other, self.lang)

    def marked(self, text: str, key: str) -> str:
        """Return a text with the mark of an indicator's figures, where they are simulated or planned."""
        provenance = self.provenance.get(key, "")
        return mark.marked(text, provenance if provenance in (SIMULATED, PLANNED) else "", self.lang)
