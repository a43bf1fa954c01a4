"""A list of branches alone: its map and hours at once, and on every other page what is missing."""

import pytest

PAGES = ("overview", "ranking", "coverage", "participation", "compare", "plan", "monitor", "data", "method")
LISTS = {
    "with hours": (
        "centre,name,kind,lon,lat,hours,provenance",
        "c1,Ashgate,Library,10.0250,50.0250,Mo-Fr 09:00-17:00,official",
        "c2,Central,Library,10.0750,50.0250,Mo-Sa 10:00-20:00,official",
        "c3,Mill Lane,Partnership Library,10.1250,50.0250,,official",
        "c4,North Road,Library,10.0250,50.0750,Tu 14:00-18:00,official",
    ),
    "without hours": (
        "centre,name,kind,lon,lat,provenance",
        "c1,**Ashgate** <b>,Library,10.0250,50.0250,official",
    ),
}


@pytest.fixture(scope="module", params=LISTS)
def folder(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("centres")
    (path / "centres.csv").write_text("\n".join(LISTS[request.param]))
    return request.param, path


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_says_what_is_missing(open_page, words, folder, page, lang):
    _, path = folder
    text = words(open_page(page, dataset=path, lang=lang)).replace("\\", "")
    if page not in ("coverage", "data"):
        assert ("which this page needs" if lang == "en" else "本页需要指标") in text


def test_coverage_shows_the_map_and_the_hours_at_once(open_page, words, folder):
    form, path = folder
    app = open_page("coverage", dataset=path)
    text = words(app).replace("\\", "")
    assert len(app.get("deck_gl_json_chart")) == 1
    assert "population.csv or .parquet" in text
    names = app.dataframe[-1].value["Centre"].tolist()
    if form == "with hours":
        assert "Of 4 learning centres at most 3 are open at once: Tuesday 14:00–15:00." in text
        assert "The hours of 1 are unknown." in text
        assert names == ["Ashgate", "Central", "Mill Lane", "North Road"]
    else:
        assert "1 learning centre, whose opening hours are not known." in text


def test_an_hour_is_chosen_and_counts(open_page, words, tmp_path):
    (tmp_path / "centres.csv").write_text("\n".join(LISTS["with hours"]))
    text = words(open_page("coverage", dataset=tmp_path, hour="sat19")).replace("\\", "")
    assert "Of 4 learning centres 1 are open Saturday 19:00–20:00." in text
