"""The people of a tile are those of its places, however few are added up together."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.partitions import part
from lcity.partitions.part import Inhabited

NAMES = ["d0", "d1", "d2"]


@given(
    st.lists(
        st.tuples(st.integers(0, 99) | st.none(), st.sampled_from([*NAMES, None]), st.booleans()), min_size=1
    ),
    st.integers(1, 9),
)
def test_people_by_district_are_those_of_each_place(places, at_once):
    people, district, is_left_out = zip(*places, strict=True)
    columns = {
        "lon": np.zeros(len(places)),
        "lat": np.zeros(len(places)),
        "people": pa.array(people, pa.float64()),
    }
    table = pa.table(columns | {"district": pd.Categorical(district, NAMES)})
    inhabited = Inhabited.of(table, "people")
    rows = pd.DataFrame({"people": people, "district": district}, dtype=object).fillna({"people": 0})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part, "AT_ONCE", at_once)
        for but in (None, np.flatnonzero(is_left_out)):
            own = rows if but is None else rows.drop(index=but)
            expected = own.groupby("district")["people"].sum().reindex(NAMES, fill_value=0)
            assert inhabited.people("people", but).tolist() == expected.tolist()
