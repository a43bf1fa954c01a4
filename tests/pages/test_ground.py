"""On Data files of one's own ground become a dataset: what is unclear is chosen, told, confirmed, opened."""

from tests.ground.extracts import helsinki

PEOPLE = b"ruutu,lon,lat,inhabitants,homes\na,24.94,60.17,100,60\nb,24.95,60.17,50,20\n"
BRANCHES = b"centre,name,lon,lat\nc,Central,24.94,60.171\n"
TIMES = b"from_id,to_id,travel_time_p50,distance\na,c,5,300\nb,c,25,900\n"


def place(app, label: str):
    return next(one for one in app.get("file_uploader") if one.label.startswith(label))


def box(app, label: str):
    return next(one for one in app.selectbox if one.label == label)


def press(app, label: str) -> None:
    app.button(key=next(b.key for b in app.button if b.label == label)).click().run()
    assert not app.exception


def test_a_city_from_an_extract_and_people_in_four_steps(open_page, words):
    app = open_page("data")
    assert app.button(key="data.ground.make").disabled, "nothing to make anything of"
    place(app, "Map extract").upload("cut.osm.pbf", helsinki().read_bytes()[:200_000]).run()
    app.text_input(key="data.ground.title").set_value("Central Helsinki").run()
    assert "cut.osm.pbf cannot be read as OSM PBF" in app.error[0].value.replace("\\", "")
    assert app.button(key="data.ground.make").disabled, "what cannot be read makes nothing"
    place(app, "Map extract").upload("Helsinki.osm.pbf", helsinki().read_bytes())
    place(app, "Where people live").upload("people.csv", PEOPLE).run()
    assert app.error == [], "what was wrong before is so no more"
    assert "Level 10: " in " ".join(box(app, "Areas of the extract that are districts").options)
    assert box(app, "Column of the number of people").value == "inhabitants"
    press(app, "Make the dataset")
    told = words(app).replace("\\", "")
    assert "Museum: 6" in told
    assert "inhabitants is read as people" in told
    press(app, "Open it")
    assert "Central Helsinki" in words(app)
    assert "OpenStreetMap contributors" in words(app)
    assert "Museum: 6" not in words(app), "what was told of files goes with them"
    assert not [one for one in app.get("file_uploader") if getattr(one, "value", None)]


def test_a_list_of_branches_with_walking_times_asks_what_nothing_says(open_page, words):
    app = open_page("data")
    place(app, "Map extract").upload("branches.csv", BRANCHES)
    place(app, "Where people live").upload("people.csv", PEOPLE)
    place(app, "Walking times").upload("matrix.csv", TIMES)
    app.text_input(key="data.ground.title").set_value("Mytown").run()
    due = next(one.value for one in app.caption if one.value.startswith("Still to be chosen"))
    for label in ("Kind of these", "How far the list", "ids walking times", "how far it is", "What it is in"):
        assert label in due
    assert box(app, "Column of the places people set out from").value == "from_id"
    assert app.button(key="data.ground.make").disabled
    box(app, "Kind of these centres").select("library")
    box(app, "How far the list can be trusted").select("official")
    box(app, "Column of the ids walking times name places by").select("ruutu")
    box(app, "Column of how far it is").select("distance").run()
    assert not [one for one in app.caption if one.value.startswith("Still")], "its heading says what it is in"
    press(app, "Make the dataset")
    assert app.error == []
    press(app, "Open it")
    assert "Mytown" in words(app)
