"""Keys may be any word, those of Python, pandas, plotly and JavaScript too: every page opens and computes."""

import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import read
from tests import folders

# Attributes and arguments of what keys meet on their way, and words no language lets be names.
LEAVES = ("self", "constructor", "hasownproperty", "class", "true", "index")
PARENTS = ("none", "prototype")
VIEWS = {
    "overview": ({},),
    "ranking": ({}, {"level": "district"}),
    "coverage": ({},),
    "participation": ({},),
    "compare": tuple({"see": see} for see in
                     ("profile", "improve", "trust", "personas", "inequality", "frameworks", "abroad")),
    "data": ({},),
    "method": ({},),
}  # fmt: skip
# What arguments, attributes and columns on their way are called.
MORE = """isprototypeof lambda key name values columns axis dtype rank score total unit count size t items get
none_ valueof tostring then length column value variable indicator level_0 level_1 dim id text low high
import""".split()


def named(leaves) -> dict:
    """Return the small dataset, its leaves and inner nodes called by other keys."""
    tables = folders.valid()
    indicators = tables["indicators"]
    old = ["schooling", "literacy", "distance", "staff"]
    renamed = dict(zip([*old, "learned", "people_served"], [*leaves[:4], *PARENTS], strict=True))
    for column in ("key", "parent"):
        indicators[column] = indicators[column].replace(renamed)
    for table in ("values_city", "values_district"):
        tables[table] = tables[table].rename(columns=renamed)
    values = tables["values_district"]
    for i, key in enumerate(leaves[4:]):
        like = indicators[indicators["key"] == leaves[0]].assign(key=key, name=key)
        indicators.loc[len(indicators)] = like.iloc[0]
        values[key] = [str(7 + (i + j) % 7) for j in range(len(values))]
    return tables


@pytest.fixture(scope="module")
def keyed(tmp_path_factory):
    folder = folders.write(tmp_path_factory.mktemp("keyed"), named((*LEAVES, *MORE)))
    assert read(folder, COMPUTATIONS).indicators.index.isin((*LEAVES, *PARENTS, *MORE)).sum() == len(
        {*LEAVES, *PARENTS, *MORE}
    )
    return folder


@pytest.mark.parametrize(
    ("page", "link"), [(page, link) for page, links in VIEWS.items() for link in links],
    ids=lambda given: given if isinstance(given, str) else "-".join(given.values()),
)  # fmt: skip
def test_every_page_opens_whatever_keys_are_called(open_page, keyed, page, link):
    open_page(page, dataset=keyed, city="010000", district="010101", **link)
