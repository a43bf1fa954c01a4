"""A scenario is state: every page obeys it, says so, and is as it was once it is taken back."""

import pytest

from lcity.scenario import Add, Scenario
from lcity.scenario.compact import pack
from tests import folders
from tests.browser.harness import pages


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("scenario"))


SCENARIO = Scenario("more", (Add("p1", "New", "library", 111.05, 30.05, "Mo-Su 09:00-22:00"),))


@pytest.mark.parametrize("page", pages())
def test_opens(open_page, folder, page):
    app = open_page(page, dataset=folder, scenario=pack(SCENARIO))
    assert app.query_params["scenario"] == pack(SCENARIO)
