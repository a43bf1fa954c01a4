import pytest

from lcity.index import AGGREGATIONS, NORMALISATIONS
from lcity.text import LANGUAGES, language


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_method_has_a_name_of_its_own_and_an_explanation(code):
    lang = language(code)
    for family, methods in (("normalise", NORMALISATIONS), ("aggregate", AGGREGATIONS)):
        assert len({lang.t(f"index.{family}.{method}") for method in methods}) == len(methods)
        assert len({lang.t(f"index.{family}.{method}.about") for method in methods}) == len(methods)
