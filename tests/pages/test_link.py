"""The link: every choice of every page comes back from it, and what no link says is refused in a sentence."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcity.dataset import read
from lcity.errors import ArgumentError
from lcity.text import language
from lcity.ui import state
from tests import folders
from tests.browser.harness import pages

MOST_CHARACTERS = 2_000
READ_ONCE = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
KINDS = st.lists(st.sampled_from(["community_school", "library"]), unique=True, min_size=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("link"))


@pytest.fixture
def choices(folder, open_page, monkeypatch):
    """Give every choice the pages make, by name and what it allows."""
    found = {}
    made = state.Choice.__init__

    def noted(self, *args, **kwargs):
        made(self, *args, **kwargs)
        found[self.name, self.allowed] = self

    with monkeypatch.context() as patch:
        patch.setattr(state.Choice, "__init__", noted)
        for page in pages():
            open_page(page, dataset=folder)
    return [choice for (name, _), choice in found.items() if name != state.LANGUAGE]


def values(choice):
    """Return a strategy for the values of a choice: those allowed, else those it says itself it has."""
    if choice.allowed is not None:
        return st.sampled_from(choice.allowed)
    known = {"official": st.just(True), "kinds": KINDS}
    return known.get(choice.name)


def test_every_choice_has_a_name_in_both_languages(choices):
    for code in ("en", "zh"):
        assert [choice.name for choice in choices if not language(code).has(f"link.{choice.name}")] == []


@READ_ONCE
@given(data=st.data())
def test_what_a_choice_writes_it_reads_again(choices, data):
    for choice in choices:
        if (strategy := values(choice)) is not None:
            value = data.draw(strategy, label=choice.name)
            if value != choice.default:
                assert str(choice.parse(choice.write(value))) == str(value)


NUMBERS = {
    "r": st.integers(100, 5_000).map(str),
    "min": st.integers(5, 45).map(str),
    "speed": st.floats(3, 6).map(str),
    "detour": st.floats(1, 1.6).map(str),
    "hour": st.builds("{}{:02d}".format, st.sampled_from(["mon", "sat", "sun"]), st.integers(0, 23)),
    "kinds": KINDS.map(",".join),
    "official": st.just("1"),
    "w": st.dictionaries(st.sampled_from(["learned", "open", "everywhere"]), st.integers(0, 100), min_size=1),
}


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_link_of_all_choices_reopens_every_page_and_stays_as_it_is(choices, open_page, folder, data):
    dataset = read(folder)
    link = {"lang": data.draw(st.sampled_from(["en", "zh"])), "v": "1", "d": dataset.hash}
    city = data.draw(st.sampled_from(list(dataset.cities.index)))
    for choice in choices:
        if choice.name == "w":
            keys = list(dataset.indicators.index)
            given_ = data.draw(st.dictionaries(st.sampled_from(keys), st.integers(0, 100), min_size=1))
            text = ",".join(f"{key}:{weight}" for key, weight in sorted(given_.items()))
        elif choice.name in NUMBERS:
            text = data.draw(NUMBERS[choice.name])
        elif choice.allowed and choice.name not in ("city", "district", "level", "see"):
            value = data.draw(st.sampled_from(choice.allowed))
            text = "" if value == choice.default else choice.write(value)
        else:
            continue
        if text:
            link[choice.name] = text
    link |= {"city": city, "level": "city"}
    for page in pages():
        app = open_page(page, dataset=folder, **link)
        assert [note.value for note in app.info if "link" in note.value or "链接" in note.value] == []
        assert {name: app.query_params[name] for name in link} == link


def test_a_link_with_every_weight_of_the_shipped_index_is_short(open_page, china15):
    weights = ",".join(f"{key}:{number}" for number, key in enumerate(china15.indicators.index))
    app = open_page("ranking", w=weights, norm="zscore", agg="geometric", units="district.110000")
    assert app.query_params["d"] == china15.hash
    assert len(urlencode(app.query_params)) <= MOST_CHARACTERS
    assert len(app.info) == 0


def told(app):
    return [note.value.replace("\\", "") for note in app.info]


def test_a_link_made_with_other_data_is_followed_and_says_so(open_page, folder):
    app = open_page("ranking", dataset=folder, v="1", d="0123456789abcdef", agg="geometric")
    (note,) = told(app)
    assert note == (
        "The link was made with other data than are open here, "
        "so figures may differ from what its sender saw."
    )
    assert (app.query_params["agg"], app.query_params["d"]) == ("geometric", "0123456789abcdef")
    app.selectbox(key="widget.city.en").set_value("020000").run()
    assert told(app) == []
    assert app.query_params["d"] == read(folder).hash


def test_weights_of_other_data_are_named_in_the_same_sentence(open_page, folder):
    app = open_page("ranking", dataset=folder, d="0123456789abcdef", w="~abcdef.1.2")
    (note,) = told(app)
    assert note.endswith("; parts of it mean nothing in these data and were left out: weights.")


@pytest.mark.parametrize(
    "link",
    [
        {"v": "2", "agg": "geometric"},
        {"v": "<script>", "agg": "geometric"},
        {"agg": "geometric", "w": "x" * 5_000},
        {"agg": "geometric"} | {f"q{letter}": "1" for letter in "abcdefghijklmnopqrstuvwxyzäöüßéèêàçñøåïîôû"},
    ],
)
def test_a_forged_link_opens_the_default_in_its_language_and_says_so_once(open_page, folder, link):
    app = open_page("ranking", dataset=folder, lang="en", **link)
    assert told(app) == ["The link could not be read; this is the view LCity opens with."]
    assert app.query_params == {"lang": "en", "v": "1", "d": read(folder).hash}


@pytest.mark.parametrize("text", ["", "zz", "<b>", "0" * 200, "../../etc/passwd", "0123456789ABCDEF"])
def test_a_damaged_mark_of_the_data_is_left_out(open_page, folder, text):
    app = open_page("ranking", dataset=folder, d=text)
    assert told(app) == (
        ["Parts of the link could not be understood and were left out: dataset."] if text else []
    )
    assert app.query_params["d"] == read(folder).hash


RUBBISH = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789.,:;~-+eE_|=%", max_size=60),
    st.builds("{}:{}".format, st.sampled_from(["learned", "open", "x"]), st.floats().map(str)),
    st.binary(max_size=30).map(lambda data: "".join(f"%{byte:02x}" for byte in data)),
    st.sampled_from(["x", "9", "~", ",", ":", "٣", "\u202e", "\x00", "=1+1|"]).map(
        lambda text: 100_000 * text
    ),
    st.sampled_from(
        ["nan", "inf", "-inf", "1e999", "-0", "1e-400", "<script>", "../..", "__class__", "\ud800"]
    ),
)


@READ_ONCE
@given(text=RUBBISH)
def test_no_text_breaks_a_choice(choices, text):
    for choice in choices:
        try:
            choice.parse(text)
        except (ArgumentError, KeyError, ValueError):
            continue


@pytest.mark.parametrize("page", pages())
def test_rubbish_for_every_choice_of_a_page_opens_the_default_and_says_so_once(
    open_page, choices, folder, page
):
    names = sorted({choice.name for choice in choices})[: state.LINK_NAMES - 1]
    rubbish = dict(
        zip(names, 20 * ["\x00%ff", "<b>=1+1", "\u202eabc", "nan:nan,1e999", "~~.."], strict=False)
    )
    app = open_page(page, dataset=folder, lang="en", **rubbish)
    (note,) = told(app)
    assert note.startswith("Parts of the link could not be understood and were left out: ")
    assert "<b>" not in note
