import re

import pandas as pd
import pytest

from lcity.index import AGGREGATIONS, NORMALISATIONS, Tree, preset_name, presets
from lcity.text import LANGUAGES, language


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_method_has_a_name_an_explanation_and_a_formula(code):
    lang = language(code)
    for family, methods in (("normalise", NORMALISATIONS), ("aggregate", AGGREGATIONS)):
        names = [lang.t(f"index.{family}.{method}") for method in methods]
        assert len(set(names)) == len(methods)
        for method in methods:
            assert lang.t(f"index.{family}.{method}.about")
            assert lang.t(f"index.{family}.{method}.formula")


def test_presets_are_called_by_what_they_put_first():
    keys = ("everywhere", "everyone", "talent")
    indicators = pd.DataFrame(
        {"name": ["Everywhere", "Everyone", "Talent"], "name_zh": list("甲乙丙")}, index=keys
    )
    names = [preset_name(p, indicators, language("en")) for p in presets(Tree(keys, (None,) * 3, (1.0,) * 3))]
    assert names == ["Equal", "Access first", "Participation first", "Talent first"]


def test_presets_of_other_trees_are_called_by_the_dimension():
    indicators = pd.DataFrame({"name": ["Clean air"], "name_zh": ["空气质量"]}, index=["air"])
    assert preset_name("air_first", indicators, language("en")) == "Clean air first"
    assert preset_name("air_first", indicators, language("zh")) == "空气质量优先"
    assert re.search(r"[一-鿿]", preset_name("equal", indicators, language("zh")))
