import dataclasses
from dataclasses import replace

import pandas as pd
import pytest

from lcity.computed import SPATIAL
from lcity.dataset import PROVENANCES, read
from lcity.dataset.provenance import (
    NEEDS_HOURS,
    leaf_provenance,
    provenance_shares,
    reach_provenances,
    weakest,
)
from tests import folders


def test_the_weakest_is_the_last_of_the_list():
    assert PROVENANCES == ("official", "survey", "volunteered", "derived", "simulated", "planned")
    assert weakest(["survey", "official"]) == "survey"
    assert weakest(["derived", None, float("nan"), "simulated"]) == "simulated"
    assert weakest(["survey", "volunteered"]) == "volunteered"
    assert weakest(["derived", "volunteered"]) == "derived"
    assert weakest(PROVENANCES) == "planned"
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
    assert shares[shares > 0].to_dict() == {"official": 0.75, "simulated": 0.25}
    assert shares.index.tolist() == list(PROVENANCES)


def test_only_what_asks_for_an_hour_stands_on_hours(tmp_path):
    tables = folders.valid()
    tables["centres"] = tables["centres"].assign(provenance="official", hours_provenance="simulated")
    tables["indicators"].loc[tables["indicators"]["key"] == "coverage_1000m", "computed"] = "coverage_weekend"
    opened = read(folders.write(tmp_path / "hours", tables))
    assert reach_provenances(opened, hours=False) == ["official"]
    assert reach_provenances(opened, hours=True) == ["official", "simulated"]
    opened = dataclasses.replace(opened, participation=None)
    assert leaf_provenance(opened)["coverage_1000m"] == "simulated"
    tables["indicators"].loc[tables["indicators"]["key"] == "coverage_1000m", "computed"] = "coverage_1000m"
    opened = dataclasses.replace(read(folders.write(tmp_path / "positions", tables)), participation=None)
    assert leaf_provenance(opened)["coverage_1000m"] == "derived"


def test_the_computations_that_stand_on_hours_are_those_that_change_with_them(tmp_path):
    dataset = read(folders.write(tmp_path))
    always, never = (
        dataclasses.replace(dataset, centres=dataset.centres.assign(hours=hours)) for hours in ("24/7", "off")
    )
    changed = {
        name
        for name, compute in SPATIAL.items()
        if not compute(always, "district").value.equals(compute(never, "district").value)
    }
    assert changed == NEEDS_HOURS
