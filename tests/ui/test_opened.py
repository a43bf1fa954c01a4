"""A session's own dataset: nobody else's, computed for it alone, gone with it; saved only where allowed."""

import gc
import weakref

import pytest

from lcity.dataset import read
from lcity.errors import ArgumentError
from lcity.ui import cache, opened
from lcity.ui.opened import Own
from tests import folders


@pytest.fixture
def session(monkeypatch):
    """Stand in for Streamlit's session; the function it gives begins another one."""
    state = {}
    monkeypatch.setattr(opened.st, "session_state", state)
    monkeypatch.setattr(opened, "get_script_run_ctx", lambda **_: object())
    yield state.clear
    state.clear()


@pytest.fixture
def reader_still_there():
    """Keep what the session now holds, as the server does for who may come back."""
    kept = []
    return lambda: kept.append(dict(opened.st.session_state))


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return read(folders.write(tmp_path_factory.mktemp("own")))


def test_what_a_session_opens_is_open_there_and_nowhere_else(session, own):
    servers = cache.open_dataset().hash
    opened.open_(own)
    assert cache.open_dataset() is own
    assert list(cache.names("cities", "en")) == ["Ash", "Birch", "Cedar"]
    session()
    assert cache.open_dataset().hash == servers
    assert "Ash" not in list(cache.names("cities", "en"))


def test_it_is_left_by_one_call(session, own):
    servers = cache.open_dataset().hash
    opened.open_(own)
    opened.close()
    assert cache.open_dataset().hash == servers


def test_outside_a_session_there_is_only_the_server_s(monkeypatch):
    monkeypatch.setattr(opened, "get_script_run_ctx", lambda **_: None)
    assert opened.current() is None


def test_what_is_computed_of_it_is_kept_with_it_and_bounded(own):
    asked = []

    def square(number):
        asked.append(number)
        return number**2

    held = Own(own)
    assert [held.remember(square, (n,), 2) for n in (1, 2, 2, 1, 3, 1, 2)] == [1, 4, 4, 1, 9, 1, 4]
    assert asked == [1, 2, 3, 2], "the one asked for longest ago goes"


def test_it_writes_nothing_into_the_cache_between_starts(session, own, cache_folder):
    opened.open_(own)
    before = set(cache_folder.iterdir())
    assert cache.values("city", None).values.shape == (3, 5)
    assert set(cache_folder.iterdir()) == before


def test_it_goes_with_its_session(session, own):
    class Folder:
        """What the dataset lies in."""

    folder = Folder()
    gone = weakref.ref(folder)
    opened.open_(own, folder)
    del folder
    assert gone() is not None
    session()
    gc.collect()
    assert gone() is None


def test_a_server_holds_only_so_many(session, own, monkeypatch):
    gc.collect()
    monkeypatch.setenv("LCITY_MAX_DATASETS", str(len(opened._open) + 1))
    opened.open_(own)
    opened.open_(own)  # the session's second takes the place of its first
    first = opened.current()
    session()
    with pytest.raises(ArgumentError):
        opened.open_(own)
    assert opened.current() is None
    assert first.dataset is own


@pytest.fixture
def browser(session, monkeypatch):
    """Stand in for the session's browser; the function it gives begins a session of the one named."""
    named = ["one"]
    monkeypatch.setattr(opened.same_browser, "browser", lambda: named[0])

    def begins(name):
        session()
        named[0] = name

    return begins


def test_another_session_of_the_same_browser_finds_it_by_the_link(browser, own, reader_still_there):
    opened.open_(own)
    held = opened.current()
    reader_still_there()
    browser("one")
    opened.open_again(own.hash[:16])
    assert opened.current() is held, "what was computed and is on offer is shared, not made again"


@pytest.mark.parametrize("name", ["two", ""])
def test_another_browser_does_not_though_it_has_the_link(browser, own, reader_still_there, name):
    opened.open_(own)
    reader_still_there()
    browser(name)
    opened.open_again(own.hash[:16])
    assert opened.current() is None


def test_browsers_without_a_secret_are_not_taken_for_each_other(browser, own, reader_still_there):
    browser("")
    opened.open_(own)
    reader_still_there()
    browser("")
    opened.open_again(own.hash[:16])
    assert opened.current() is None


@pytest.mark.parametrize("length", [0, 1, 15, 17])
def test_only_the_link_s_whole_name_of_it_counts(browser, own, reader_still_there, length):
    opened.open_(own)
    reader_still_there()
    browser("one")
    opened.open_again((own.hash + "0")[:length])
    assert opened.current() is None


def test_it_is_looked_for_once_so_that_who_leaves_it_has_left(browser, own, reader_still_there):
    opened.open_(own)
    reader_still_there()
    browser("one")
    opened.open_again("")
    opened.open_again(own.hash[:16])
    assert opened.current() is None


def test_it_stays_until_the_last_of_its_sessions_has_gone(browser, own):
    class Folder:
        """What the dataset lies in."""

    folder = Folder()
    gone = weakref.ref(folder)
    opened.open_(own, folder)
    del folder
    first = dict(opened.st.session_state)
    browser("one")
    opened.open_again(own.hash[:16])
    first.clear()
    gc.collect()
    assert gone() is not None
    browser("one")
    gc.collect()
    assert gone() is None
    opened.open_again(own.hash[:16])
    assert opened.current() is None, "after that the link finds nothing"


def test_what_another_tab_has_open_counts_when_a_session_opens_a_second(
    browser, own, reader_still_there, monkeypatch
):
    gc.collect()
    opened.open_(own)
    reader_still_there()
    monkeypatch.setenv("LCITY_MAX_DATASETS", str(len(opened._open)))
    browser("one")
    opened.open_again(own.hash[:16])
    with pytest.raises(ArgumentError):
        opened.open_(own)


def test_saving_is_only_where_the_owner_says(own, tmp_path, monkeypatch):
    monkeypatch.delenv("LCITY_SAVE", raising=False)
    assert opened.saving_to() is None
    assert opened.saved() == []
    monkeypatch.setenv("LCITY_SAVE", str(tmp_path / "shared"))
    folder = opened.save(own)
    assert folder.parent == tmp_path / "shared"
    assert opened.save(own) == folder
    assert [(one.folder, one.title) for one in opened.saved()] == [(folder, "Three cities")]
    assert read(folder).hash == own.hash
    assert opened.is_saved(own)
    assert [path.name for path in (tmp_path / "shared").iterdir()] == [folder.name], "nothing half-written"


def test_a_title_leads_nowhere_when_saved(tmp_path_factory, tmp_path, monkeypatch):
    tables = folders.sound()
    tables["meta"]["title"] = "../../etc/<b>passwd</b>"
    dataset = read(folders.write(tmp_path_factory.mktemp("evil"), tables))
    monkeypatch.setenv("LCITY_SAVE", str(tmp_path))
    assert opened.save(dataset).parent == tmp_path


def test_sessions_that_are_gone_are_not_counted_though_they_lie_in_a_circle(session, own, monkeypatch):
    monkeypatch.setenv("LCITY_MAX_DATASETS", "2")
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            opened.open_(own)
            circle = {"own": opened.current()}
            circle["self"] = circle
            session()
            del circle
    finally:
        gc.enable()
