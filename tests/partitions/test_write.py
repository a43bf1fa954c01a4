import json
import shutil

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from lcity import dataset as datasets
from lcity.access.blocks import in_blocks
from lcity.errors import DatasetError
from lcity.partitions import Country, PartitionError, Threads, partition, read_partitions, write
from tests import folders
from tests.partitions.test_country import PLACES, tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(5), streets=True))


@pytest.fixture(scope="module")
def whole(folder, tmp_path_factory):
    return partition(folder, tmp_path_factory.mktemp("tiles") / "cut", 3).folder


@pytest.fixture
def index(whole, tmp_path):
    """Return the index of tiles of one's own, to be damaged."""
    return shutil.copytree(whole, tmp_path / "cut") / "tiles" / "tiles.json"


def places_of(cut):
    files = sorted((cut.folder / "tiles").glob("*/places-*.parquet"))
    rows = pd.concat([pd.read_parquet(file) for file in files])
    return rows.astype({"district": "str"}).sort_values(["lon", "lat"], ignore_index=True)


def test_every_place_is_in_one_tile_with_its_district_however_small_the_pieces(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "BATCH", 70)
    monkeypatch.setattr(write, "MOST_HELD", 150)
    told = []
    cut = partition(folder, tmp_path / "cut", 5, told.append)
    assert told == [70, 140, 210, 280, PLACES]
    assert cut == read_partitions(tmp_path / "cut")
    expected = datasets.read(folder).population
    columns = ["lon", "lat", "district", "people", "people_60p"]
    expected = expected[columns].sort_values(["lon", "lat"], ignore_index=True)
    pd.testing.assert_frame_equal(places_of(cut), expected, check_dtype=False)
    assert sum(tile.rows for tile in cut.tiles) == PLACES
    # Each piece of a tile numbers its districts by itself.
    assert max(len([*cut.path(tile).glob("places-*.parquet")]) for tile in cut.tiles) > 1
    people = Country.open(cut.folder, Threads(1), "line").coverage()["people"]
    assert people[people > 0].to_dict() == expected.groupby("district")["people"].sum().to_dict()


def test_the_identity_of_a_country_in_tiles_is_of_what_it_was_cut_from(folder, whole, tmp_path):
    assert datasets.content_hash(partition(folder, tmp_path / "finer", 5).folder) == datasets.content_hash(
        whole
    )
    found = {datasets.content_hash(whole)}
    for table in ("population.parquet", "streets.csv"):
        changed = shutil.copytree(folder, tmp_path / table)
        if table == "streets.csv":
            (changed / table).write_text((changed / table).read_text().rstrip("\n").rsplit("\n", 1)[0])
        else:
            people = pd.read_parquet(changed / table)
            people.assign(people=people["people"] + 1).to_parquet(changed / table)
        found.add(datasets.read(partition(changed, tmp_path / f"cut-{table}", 3).folder).hash)
    assert len(found) == 3


def test_tiles_cut_before_that_was_noted_open_as_they_are(index):
    kept = json.loads(index.read_text())
    before = datasets.content_hash(index.parents[1])
    del kept["content"]
    index.write_text(json.dumps(kept))
    assert len(read_partitions(index.parents[1]).tiles) == len(kept["tiles"])
    kept["tiles"][0]["rows"] += 1
    found = {before, datasets.content_hash(index.parents[1])}
    index.write_text(json.dumps(kept))
    found.add(datasets.content_hash(index.parents[1]))
    assert len(found) == 3


def test_neighbours_lie_together_in_a_tile(whole):
    for file in (whole / "tiles").glob("*/places-*.parquet"):
        lonlat = pd.read_parquet(file)[["lon", "lat"]].to_numpy()
        assert in_blocks(lonlat).tolist() == list(range(len(lonlat)))


def test_a_tile_has_every_centre_and_street_in_its_places_reach_and_not_all(folder, tmp_path):
    cut = partition(folder, tmp_path / "cut", 6)
    streets = [len(pd.read_parquet(cut.path(tile) / "streets.parquet")) for tile in cut.tiles]
    assert min(streets) < max(streets) <= len(datasets.read(folder).streets)
    assert not (tmp_path / "cut" / "streets.csv").exists(), "streets are not kept twice"


def test_a_row_that_is_wrong_in_a_later_piece_is_told_by_its_number_and_nothing_is_left(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(write, "BATCH", 100)
    made = tables(np.random.default_rng(6), streets=False)
    made["population"].loc[250, "people"] = -3
    folder = folders.write(tmp_path / "whole", made)
    with pytest.raises(DatasetError) as error:
        partition(folder, tmp_path / "cut")
    assert [(p.file, p.row, p.column) for p in error.value.problems] == [
        ("population.parquet", 252, "people")
    ]
    assert not (tmp_path / "cut").exists()


def test_a_district_nobody_knows_is_told(tmp_path):
    made = tables(np.random.default_rng(6), streets=False)
    made["population"]["district"] = folders.DISTRICTS[0]
    made["population"].loc[7, "district"] = "nowhere"
    folder = folders.write(tmp_path / "whole", made)
    with pytest.raises(DatasetError) as error:
        partition(folder, tmp_path / "cut")
    assert [(p.row, p.code) for p in error.value.problems] == [(9, "unknown_district")]


def test_what_cannot_be_cut_is_refused_in_a_sentence(folder, tmp_path):
    with pytest.raises(PartitionError) as error:
        partition(folder, folder)
    assert error.value.code == "taken"
    travels = folders.valid() | {"travel": folders.travel()}
    travels["population"] = folders.with_places(travels["population"])
    for without, code in (("population", "no_places"), (None, "travel")):
        made = {
            name: table
            for name, table in travels.items()
            if name not in (without, "travel"[: 6 if without else 0])
        }
        with pytest.raises(PartitionError) as error:
            partition(folders.write(tmp_path / code, made), tmp_path / "cut")
        assert error.value.code == code


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": 99}', "null"])
def test_an_index_that_cannot_be_read_is_told(folder, index, damage):
    index.write_text(damage)
    with pytest.raises(PartitionError) as error:
        read_partitions(index.parents[1])
    assert error.value.code == "index"
    with pytest.raises(PartitionError) as error:
        read_partitions(folder)
    assert error.value.code == "none"


def test_the_index_leads_nowhere_but_into_its_own_folder(index):
    kept = json.loads(index.read_text())
    kept["tiles"][0]["cell"] = "../../elsewhere"
    index.write_text(json.dumps(kept))
    with pytest.raises(PartitionError) as error:
        read_partitions(index.parents[1])
    assert error.value.code == "index"


def test_a_bit_that_has_turned_on_the_disk_is_no_figure(folder, tmp_path):
    cut = partition(folder, tmp_path / "cut", 5)
    tile = max(cut.tiles, key=lambda tile: tile.rows)
    file = cut.path(tile) / "places-0.parquet"
    whole = bytearray(file.read_bytes())
    group = pq.ParquetFile(file).metadata.row_group(0)
    columns = {column.path_in_schema: column for column in map(group.column, range(group.num_columns))}
    people = columns["people"]
    start = people.dictionary_page_offset or people.data_page_offset
    whole[start + people.total_compressed_size - 1] ^= 1
    file.write_bytes(whole)
    with pytest.raises(PartitionError) as error:
        Country.open(tmp_path / "cut", Threads(1)).coverage()
    assert tile.cell in str(error.value)


@pytest.mark.parametrize("gone", ["places-1.parquet", "places-0.parquet", "*"])
def test_a_tile_of_which_a_part_is_missing_is_no_half_answer(folder, tmp_path, monkeypatch, gone):
    monkeypatch.setattr(write, "BATCH", 100)
    monkeypatch.setattr(write, "MOST_HELD", 100)
    cut = partition(folder, tmp_path / "cut", 3)
    lost = cut.path(max(cut.tiles, key=lambda tile: tile.rows))
    assert (lost / "places-1.parquet").exists()
    if gone == "*":
        shutil.rmtree(lost)
    else:
        (lost / gone).unlink()
    with pytest.raises(PartitionError) as error:
        Country.open(tmp_path / "cut", Threads(1)).week()
    assert lost.name in str(error.value)
