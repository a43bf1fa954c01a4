"""What the presets are called."""

import pandas as pd

from lcity.text import Language


def preset_name(preset: str, indicators: pd.DataFrame, lang: Language) -> str:
    """Return the name of a preset.

    Parameters
    ----------
    preset
        A key of `lcity.index.presets`.
    indicators
        Index: the dimensions at least; columns `name` and, where there are any, `name_zh`.
    lang
        The reader's language.
    """
    if lang.has(key := f"index.preset.{preset}"):
        return lang.t(key)
    return lang.t("index.preset.first", name=lang.name(indicators.loc[preset.removesuffix("_first")]))
