from dataclasses import replace

import pandas as pd
import pytest

from lcity.dataset import PROVENANCES, read
from lcity.dataset.provenance import leaf_provenance, provenance_shares, weakest
from tests import folders


def test_the_weakest_is_the_last_of_the_list():
    assert PROVENANCES == ("official", "survey", "derived", "simulated")
    assert weakest(["survey", "official"]) == "survey"
    assert weakest(["derived", None, float("nan"), "simulated"]) == "simulated"
    with pytest.raises(ValueError):
        weakest([None])
    with pytest.raises(ValueError):
        weakest(["guess"])


def test_a_computed_indicator_is_no_better_than_what_it_stands_on(tmp_path):
    opened = read(folders.write(tmp_path))
    assert leaf_provenance(opened).to_dict() == {
        "schooling": "official",
        "literacy": "official",
        "distance": "derived",
        "staff": "survey",
        "coverage_1000m": "simulated",
    }
    real = replace(
        opened,
        centres=opened.centres.assign(provenance="official"),
        participation=opened.participation.assign(provenance="survey"),
    )
    assert leaf_provenance(real)["coverage_1000m"] == "derived"
    guessed = replace(real, population=real.population.assign(provenance=["official"] * 80 + ["simulated"]))
    assert leaf_provenance(guessed)["coverage_1000m"] == "simulated"
    alone = replace(opened, centres=None, participation=None)
    assert leaf_provenance(alone)["coverage_1000m"] == "derived"


def test_shares_of_the_weight():
    shares = provenance_shares(
        pd.Series({"a": 0.5, "b": 0.25, "c": 0.25}),
        pd.Series({"c": "simulated", "a": "official", "b": "official"}),
    )
    assert shares.to_dict() == {"official": 0.75, "survey": 0.0, "derived": 0.0, "simulated": 0.25}
    assert shares.index.tolist() == list(PROVENANCES)
