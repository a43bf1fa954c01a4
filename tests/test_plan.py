"""The verb ``plan`` from end to end, on a small folder, held against every choice there is."""

import json
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from lcity.cli import main, verbs
from lcity.computed import COMPUTATIONS
from lcity.dataset import read
from lcity.errors import ArgumentError
from lcity.scenario import siting
from lcity.scenario.question import Question
from tests import folders

GEOD = Geod(ellps="WGS84")
RADIUS_M = 2_300


def candidates() -> pd.DataFrame:
    rng = np.random.default_rng(5)
    x, y = zip(*[folders.corner(district) for district in folders.DISTRICTS[:6]], strict=True)
    lon = np.repeat(x, 2) + rng.uniform(0, folders.SIDE, 12)
    lat = np.repeat(y, 2) + rng.uniform(0, folders.SIDE, 12)
    return pd.DataFrame(
        {
            "site": [f"s{i:02d}" for i in range(12)],
            "name": "Site",
            "lon": lon,
            "lat": lat,
            "hours": [None, "Mo-Fr 17:00-20:00", None] * 4,
            "cost": rng.integers(1, 5, 12),
        }
    )


@pytest.fixture(scope="module", autouse=True)
def _each_folder_is_read_once():
    with pytest.MonkeyPatch.context() as patch:
        once = cache(lambda folder: read(folder, COMPUTATIONS))
        patch.setattr(verbs.datasets, "read", lambda folder, computations: once(folder))
        yield


@pytest.fixture(scope="module")
def tables():
    return folders.valid() | {"candidates": candidates()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, tables):
    return str(folders.write(tmp_path_factory.mktemp("planned"), tables))


@pytest.fixture
def plan(capsys, folder):
    def plan(*arguments, of=folder, radius=RADIUS_M):
        within = [] if radius is None else ["--radius-m", str(radius)]
        status = main(["plan", of, *arguments, *within, "--format", "json"])
        told = capsys.readouterr()
        assert (status, told.err) == (0, ""), told.err
        return json.loads(told.out, parse_constant=pytest.fail)

    return plan


@pytest.fixture(scope="module")
def world(tables):
    """Distances in metres and who lives where, from the tables themselves."""
    places, sites = tables["population"], tables["candidates"]
    centres = tables["centres"].astype({"lon": float, "lat": float})

    def metres(to):
        return np.array(
            [[GEOD.inv(p.lon, p.lat, s.lon, s.lat)[2] for s in to.itertuples()] for p in places.itertuples()]
        )

    return places, centres, sites, metres(centres), metres(sites)


def test_the_answer_has_just_these_keys(plan):
    found = plan("--new", "2")
    assert list(found) == ["sites", "value", "bound", "gap", "optimal", "before", "after"]
    assert list(found["sites"][0]) == ["site", "name", "lon", "lat", "gained", "covered", "share"]
    assert list(found["before"]) == list(found["after"]) == ["people", "covered", "share"]


def covered_by(world, group="people", chosen=()):
    places, _, _, to_centres, to_sites = world
    near = (to_centres <= RADIUS_M).any(axis=1) | (to_sites[:, list(chosen)] <= RADIUS_M).any(axis=1)
    return places[group].to_numpy(float) * near


@pytest.mark.parametrize("group", ["people", "people_60p"])
def test_most_people_by_every_choice(plan, world, group):
    best = max(covered_by(world, group, c).sum() for c in combinations(range(12), 3))
    found = plan("--new", "3", "--group", group)
    assert found["optimal"]
    assert (found["gap"], found["bound"]) == (0, found["value"])
    assert found["value"] == found["after"]["covered"] == pytest.approx(best)
    assert found["before"]["covered"] == pytest.approx(covered_by(world, group).sum())
    gained = [site["gained"] for site in found["sites"]]
    assert gained == sorted(gained, reverse=True)
    assert found["before"]["covered"] + sum(gained) == pytest.approx(found["value"])
    last = found["sites"][-1]
    assert (last["covered"], last["share"]) == (found["after"]["covered"], found["after"]["share"])


def test_people_of_one_district_alone_count_and_places_in_it(world, folder):
    places, district = world[0], folders.DISTRICTS[0]
    own = (places["district"] == district).to_numpy()
    inside = [number for number in range(12) if number // 2 == 0]
    best = max(covered_by(world, chosen=[number])[own].sum() for number in inside)
    question = Question(new=1, city=folders.CITIES[0], district=district, radius=RADIUS_M)
    found = siting.plan(verbs.datasets.read(folder, COMPUTATIONS), question)
    assert found.optimal
    assert found.value == pytest.approx(best)
    assert found.before.people == places["people"][own].sum()
    with pytest.raises(ArgumentError, match=folders.DISTRICTS[-1]):
        siting.plan(read(folder), replace(question, district=folders.DISTRICTS[-1]))


def test_most_for_a_budget(plan, world):
    cost = world[2]["cost"].to_numpy(float)
    best = max(
        covered_by(world, chosen=c).sum()
        for n in range(7)
        for c in combinations(range(12), n)
        if cost[list(c)].sum() <= 7
    )
    assert plan("--budget", "7")["value"] == pytest.approx(best)


def test_fewest_for_a_share(plan, world):
    now, most = (covered_by(world, chosen=chosen).sum() for chosen in ((), range(12)))
    share = (now + 0.8 * (most - now)) / world[0]["people"].sum()
    fewest = next(
        n
        for n in range(13)
        for c in combinations(range(12), n)
        if covered_by(world, chosen=c).sum() >= share * world[0]["people"].sum() - 1e-6
    )
    found = plan("--share", f"{share:.12f}")
    assert found["value"] == found["bound"] == len(found["sites"]) == fewest
    assert found["after"]["share"] >= share - 1e-9


def test_the_worst_district(plan, world):
    district = world[0]["district"].to_numpy()

    def lowest(chosen):
        people, served = world[0]["people"].to_numpy(float), covered_by(world, chosen=chosen)
        city = np.array([d[1] == "1" for d in district])
        return min(served[district == d].sum() / people[district == d].sum() for d in set(district[city]))

    best = max(lowest(c) for c in combinations(range(12), 3))
    found = plan("--new", "3", "--objective", "worst", "--city", folders.CITIES[0])
    assert found["optimal"]
    assert found["value"] == pytest.approx(best)


def test_least_distance_with_centres_kept_and_from_nothing(plan, world, tables, tmp_path):
    places, _, _, to_centres, to_sites = world
    people = places["people"].to_numpy(float)

    def walked(chosen, kept):
        away = np.hstack([to_sites[:, list(chosen)], *([to_centres] if kept else [])])
        return people @ away.min(axis=1)

    for kept in (True, False):
        without = {name: table for name, table in tables.items() if name != "centres"}
        of = str(folders.write(tmp_path / str(kept), tables if kept else without))
        best = min(walked(c, kept) for c in combinations(range(12), 2))
        found = plan("--new", "2", "--objective", "distance", of=of)
        assert found["optimal"]
        # The geodesic bends with the earth, the straight line does not.
        assert found["value"] == pytest.approx(best, rel=1e-5)


def test_planned_from_nothing(plan, world, tables, tmp_path):
    of = str(folders.write(tmp_path, {name: table for name, table in tables.items() if name != "centres"}))
    near = world[4] <= RADIUS_M
    people = world[0]["people"].to_numpy(float)
    best = max(people @ near[:, list(c)].any(axis=1) for c in combinations(range(12), 3))
    found = plan("--new", "3", of=of)
    assert found["before"]["covered"] == 0
    assert found["value"] == pytest.approx(best)


def test_hours_count_as_the_mean_over_them(plan, world, tables):
    """Monday and Saturday 18:00–19:00; sites that state hours are open in the first of them only."""
    places, centres, sites, to_centres, to_sites = world
    people = places["people"].to_numpy(float)
    is_open = {
        "Mo-Fr 09:00-17:00": (False, False),
        "24/7": (True, True),
        "": (False, False),
        "Tu-Su 10:00-21:00": (False, True),
    }
    now = np.array([is_open[hours] for hours in centres["hours"]])
    then = np.array([(True, pd.isna(hours)) for hours in sites["hours"]])

    def covered(chosen):
        return np.mean(
            [
                people @ ((to_centres <= RADIUS_M)[:, now[:, h]].any(axis=1)
                | (to_sites <= RADIUS_M)[:, [s for s in chosen if then[s, h]]].any(axis=1))
                for h in (0, 1)
            ]
        )  # fmt: skip

    best = max(covered(c) for c in combinations(range(12), 3))
    found = plan("--new", "3", "--hours", "Mo,Sa 18:00-19:00")
    assert found["before"]["covered"] == pytest.approx(covered(()))
    assert found["value"] == pytest.approx(best)


def test_centres_kept_open_longer(plan, world):
    people, near = world[0]["people"].to_numpy(float), world[3] <= RADIUS_M
    hours = world[1]["hours"]
    now = near[:, (hours == "24/7").to_numpy()].any(axis=1)
    could = np.flatnonzero(~hours.isin(["24/7", ""]))
    best = max(people @ (now | near[:, list(c)].any(axis=1)) for c in combinations(could, 2))
    found = plan("--new", "2", "--hours", "Mo 22:00-23:00", "--candidates", "hours")
    assert found["value"] == pytest.approx(best)
    assert {site["site"] for site in found["sites"]} <= set(world[1]["centre"].iloc[could])


def test_a_kind_that_does_not_count(plan, world, tables, tmp_path):
    meta = tables["meta"] | {"kinds_not_counted": "library"}
    of = str(folders.write(tmp_path, tables | {"meta": meta}))
    people, near = world[0]["people"].to_numpy(float), world[3] <= RADIUS_M
    libraries = (world[1]["kind"] == "library").to_numpy()
    now = near[:, ~libraries].any(axis=1)
    best = max(
        people @ (now | near[:, list(c)].any(axis=1)) for c in combinations(np.flatnonzero(libraries), 2)
    )
    found = plan("--new", "2", "--candidates", "library", of=of)
    assert found["before"]["covered"] == pytest.approx(people @ now)
    assert found["value"] == pytest.approx(best)


def test_cells_where_people_live(plan, world):
    found = plan("--new", "1", "--candidates", "cells")
    places = world[0]
    site = found["sites"][0]
    assert site["site"] == f"cell_{site['lon']:.5f}_{site['lat']:.5f}"
    assert ((places["lon"] - site["lon"]).abs() + (places["lat"] - site["lat"]).abs()).min() < 1e-9


def test_locked_sites_are_in_and_banned_ones_are_not(plan, world):
    free = plan("--new", "3")
    first = free["sites"][0]["site"]
    without = plan("--new", "3", "--ban", first)
    assert first not in {site["site"] for site in without["sites"]}
    worst = world[2]["site"].iloc[int(np.argmin([covered_by(world, chosen=[i]).sum() for i in range(12)]))]
    held = plan("--new", "3", "--lock", worst)
    assert worst in {site["site"] for site in held["sites"]}
    assert held["value"] <= free["value"]


def test_more_places_never_cover_fewer(plan):
    values = [plan("--new", str(k))["value"] for k in (1, 2, 4, 12)]
    assert values == sorted(values)


def scenario(tmp_path, *changes) -> str:
    path = tmp_path / "later.json"
    path.write_text(json.dumps({"lcity_scenario": 1, "name": "x", "changes": list(changes)}))
    return str(path)


def test_a_plan_put_into_a_scenario_covers_what_it_said(plan, capsys, folder, tmp_path):
    found = plan("--new", "2", radius=None)
    adds = [
        {"add": {"site": s["site"], "name": s["name"], "kind": "library", "lon": s["lon"], "lat": s["lat"]}}
        for s in found["sites"]
    ]
    path = scenario(tmp_path, *adds)
    assert main(["coverage", folder, "--scenario", path, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert sum(row["covered"] for row in rows) == pytest.approx(found["value"])
    assert {row["provenance"] for row in rows} == {"planned"}
    assert plan("--new", "1", "--scenario", path, radius=None)["before"]["covered"] == pytest.approx(
        found["value"]
    )


def test_rank_with_a_scenario_is_planned(capsys, folder, tmp_path):
    arguments = ["rank", folder, "--level", "district", "--format", "json"]
    path = scenario(tmp_path, *({"close": f"c{i:02d}"} for i in range(9)))
    ranked = []
    for more in ([], ["--scenario", path]):
        assert main([*arguments, *more]) == 0
        ranked.append({row["id"]: row for row in json.loads(capsys.readouterr().out)})
    assert "planned" not in {row["provenance"] for row in ranked[0].values()}
    assert {row["provenance"] for row in ranked[1].values()} == {"planned"}
    assert any(ranked[0][unit]["score"] != ranked[1][unit]["score"] for unit in ranked[0])


def test_a_scenario_with_a_problem_is_status_1(capsys, folder, tmp_path):
    assert main(["coverage", folder, "--scenario", scenario(tmp_path, {"close": "c99"})]) == 1
    err = capsys.readouterr().err
    assert err.startswith("later.json:1: close: ")
    assert len(err.splitlines()) == 1
    assert main(["coverage", folder, "--scenario", str(tmp_path / "none.json")]) == 2


def test_table_and_csv(capsys, folder):
    assert main(["plan", folder, "--new", "2", "--radius-m", "2300"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Site", "Name", "Lon", "Lat", "Gained", "Covered", "Share"]
    assert "Proved" in lines[-2]
    assert "simulated" in lines[-1]
    assert main(["plan", folder, "--new", "2", "--radius-m", "2300", "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == "site,name,lon,lat,gained,covered,share"
    assert len(told.err.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "--new"),
        (["--new", "2", "--share", "0.5"], "--share"),
        (["--new", "0"], "new 0"),
        (["--new", "few"], "few"),
        (["--share", "1.5"], "share 1.5"),
        (["--share", "nan"], "share nan"),
        (["--share", "1"], "all 12 sites together reach"),
        (["--share", "0.5", "--objective", "worst"], "worst"),
        (["--budget", "-1"], "budget"),
        (["--budget", "5", "--candidates", "cells"], "candidates.csv"),
        (["--new", "1", "--candidates", "library"], "counts already"),
        (["--new", "1", "--candidates", "pub"], "listed"),
        (["--new", "1", "--candidates", "hours"], "hours"),
        (["--new", "1", "--hours", "evening"], "evening"),
        (["--new", "1", "--hours", "off"], "whole hour"),
        (["--new", "1", "--objective", "best"], "best"),
        (["--new", "1", "--objective", "distance", "--hours", "24/7"], "distance"),
        (["--new", "1", "--city", "nowhere"], "nowhere"),
        (["--new", "1", "--group", "people_99"], "people_99"),
        (["--new", "1", "--along", "streets"], "streets"),
        (["--new", "1", "--lock", "s99"], "s99"),
        (["--new", "1", "--lock", "s00", "--lock", "s01"], "locked"),
        (["--new", "1", "--radius-m", "-1"], "-1"),
        (["--new", "1", "--district", "nowhere"], "nowhere"),
        (["--new", "1", "--place", "here"], "here"),
        (["--new", "1", "--place", "200,95"], "degrees"),
        (["--budget", "5", "--place", "111,30"], "by hand"),
        (["--rank", "1"], "--city"),
        (["--rank", "1", "--city", "nowhere"], "nowhere"),
        (["--rank", "0", "--city", folders.CITIES[0]], "rank 0"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(capsys, folder, arguments, named):
    assert main(["plan", folder, *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert named in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(("objective", "new"), [("people", 3), ("worst", 2), ("distance", 2)])
def test_places_put_by_hand_are_in_and_the_rest_is_the_best_beside_them(
    plan, world, tables, tmp_path, objective, new
):
    """As if a centre stood there, which is how it is found out here: by a dataset that has one."""
    places = tables["population"]
    lon, lat = (float(places[name].iloc[3]) + 0.003 for name in ("lon", "lat"))
    found = plan("--new", str(new), "--objective", objective, "--place", f"{lon},{lat}")
    assert len(found["sites"]) == new
    assert found["sites"][0]["site"].startswith("placed_")
    there = tables["centres"].iloc[[0]].assign(centre="c99", lon=str(lon), lat=str(lat))
    more = tables | {"centres": pd.concat([tables["centres"], there])}
    of = str(folders.write(tmp_path, more))
    beside = plan("--new", str(new - 1), "--objective", objective, of=of)
    assert found["value"] == pytest.approx(beside["value"])
    assert [site["site"] for site in found["sites"][1:]] == [site["site"] for site in beside["sites"]]
    if objective == "people":
        assert found["before"] == plan("--new", "1")["before"]
        assert found["before"]["covered"] + found["sites"][0]["gained"] == pytest.approx(
            beside["before"]["covered"]
        )


def test_only_what_is_put_by_hand_where_no_more_is_asked_for(plan):
    found = plan("--new", "1", "--place", "111.05,30.05")
    assert [site["site"] for site in found["sites"]] == ["placed_111.05000_30.05000"]
    assert found["optimal"]


def test_all_of_a_kind_open_in_further_hours(plan, world):
    people, near = world[0]["people"].to_numpy(float), world[3] <= RADIUS_M
    kept = world[1]["hours"].to_numpy()
    libraries = (world[1]["kind"] == "library").to_numpy()
    now = near[:, kept == "24/7"].any(axis=1)
    then = now | near[:, libraries & (kept != "")].any(axis=1)
    found = plan("--new", "all", "--candidates", "library", "--hours", "Mo 22:00-23:00")
    assert found["before"]["covered"] == pytest.approx(people @ now)
    assert found["value"] == pytest.approx(people @ then)


def test_which_hours_would_bring_most(capsys, folder):
    assert main(["plan", folder, "--which-hours", "--format", "json", "--city", folders.CITIES[0]]) == 0
    rows = json.loads(capsys.readouterr().out)
    gained = [row["gained"] for row in rows]
    assert gained == sorted(gained, reverse=True)
    assert gained[0] > 0
    assert len(rows) == 5 * 5 + 2 * 14


def ranks(capsys, *arguments):
    assert main(["rank", *arguments, "--format", "json"]) == 0
    return {row["id"]: row["rank"] for row in json.loads(capsys.readouterr().out)}


def test_the_improvements_that_lead_to_a_rank(capsys, folder):
    now = ranks(capsys, folder, "--level", "city")
    last = max(now, key=now.get)
    command = ["plan", folder, "--city", last, "--rank"]
    assert main([*command, "2", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["now"], found["rank"]) == (now[last], 2)
    assert found["reachable"] == bool(found["improvements"])
    assert main([*command, str(now[last])]) == 0
    assert "held already" in capsys.readouterr().out


def test_the_places_that_lead_to_a_rank_do(capsys, folder, tmp_path):
    """The scenario of as many places, given to `rank`, has the rank that was said; of one fewer has not."""
    level = ["--level", "district"]
    now = ranks(capsys, folder, *level)
    district = max(now, key=now.get)
    city = folders.city_of(district)
    goal = str(now[district] - 1)
    command = [
        "plan",
        folder,
        "--district",
        district,
        "--city",
        city,
        "--candidates",
        "cells",
        "--format",
        "json",
    ]
    assert main([*command, "--rank", goal, "--open", "24/7"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["places"] is None or found["reached"] <= int(goal)
    for fewer in (0, 1):
        adds = [
            {
                "add": {
                    "site": s["site"],
                    "name": "x",
                    "kind": "new",
                    "lon": s["lon"],
                    "lat": s["lat"],
                    "hours": "24/7",
                }
            }
            for s in found["sites"][: len(found["sites"]) - fewer]
        ]
        with_them = ranks(capsys, folder, *level, "--scenario", scenario(tmp_path, *adds))
        if not fewer:
            assert with_them[district] == found["reached"]
        elif found["places"] == 1:
            assert with_them[district] > int(goal)
