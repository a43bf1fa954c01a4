import pytest

from lcity.build.china15.cells import cells
from lcity.build.china15.places import places
from lcity.build.china15.towns import towns


@pytest.fixture(scope="package")
def taiyuan(china15):
    """Give the towns and places of one city, made anew."""
    districts = china15.districts
    land = cells(districts[districts["city"] == "140100"])
    drawn_to = towns(land)
    return drawn_to, places(land, drawn_to)
