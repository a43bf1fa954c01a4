"""On Data a map extract and a list of people become a dataset: made apart, told, confirmed and opened."""

from tests.ground.extracts import helsinki

PEOPLE = b"lon,lat,inhabitants\n24.94,60.17,100\n24.95,60.17,50\n"


def place(app, label: str):
    return next(one for one in app.get("file_uploader") if one.label.startswith(label))


def press(app, label: str) -> None:
    app.button(key=next(b.key for b in app.button if b.label == label)).click().run()
    assert not app.exception


def test_a_city_from_an_extract_and_people_in_four_steps(open_page, words):
    app = open_page("data")
    assert app.button(key="data.ground.make").disabled, "nothing to make anything of"
    place(app, "Map extract").upload("cut.osm.pbf", helsinki().read_bytes()[:200_000]).run()
    app.text_input(key="data.ground.title").set_value("Central Helsinki").run()
    press(app, "Make the dataset")
    assert "cut.osm.pbf cannot be read as OSM PBF" in app.error[0].value.replace("\\", "")
    place(app, "Map extract").upload("Helsinki.osm.pbf", helsinki().read_bytes())
    place(app, "Where people live").upload("people.csv", PEOPLE).run()
    press(app, "Make the dataset")
    told = words(app).replace("\\", "")
    assert "Museum: 6" in told
    assert "inhabitants is read as people" in told
    assert app.error == [], "what was wrong before is so no more"
    press(app, "Open it")
    assert "Central Helsinki" in words(app)
    assert "OpenStreetMap contributors" in words(app)
    assert "Museum: 6" not in words(app), "what was told of files goes with them"
    assert not [one for one in app.get("file_uploader") if getattr(one, "value", None)]
