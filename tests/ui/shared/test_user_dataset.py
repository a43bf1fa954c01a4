"""A session's own dataset: nobody else's, computed for it alone, gone with it; saved only where allowed."""

import gc
import weakref

import pytest

from lcity.dataset import read
from lcity.errors import ArgumentError
from lcity.ui.shared import cache, datasets, user_dataset
from lcity.ui.shared.user_dataset import Own
from tests import folders


@pytest.fixture
def session(monkeypatch):
    """Stand in for Streamlit's session; the function it gives begins another one."""
    state = {}
    monkeypatch.setattr(user_dataset.st, "session_state", state)
    monkeypatch.setattr(user_dataset, "get_script_run_ctx", lambda **_: object())
    yield state.clear
    state.clear()


@pytest.fixture
def reader_still_there():
    """Keep what the session now holds, as the server does for who may come back."""
    kept = []
    return lambda: kept.append(dict(user_dataset.st.session_state))


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return read(folders.write(tmp_path_factory.mktemp("own")))


def test_what_a_session_opens_is_open_there_and_nowhere_else(session, own):
    servers = cache.open_dataset().hash
    user_dataset.open_(own)
    assert cache.open_dataset() is own
    assert list(cache.names("cities", "en")) == ["Ash", "Birch", "Cedar"]
    session()
    assert cache.open_dataset().hash == servers
    assert "Ash" not in list(cache.names("cities", "en"))


def test_it_is_left_by_one_call(session, own):
    servers = cache.open_dataset().hash
    user_dataset.open_(own)
    user_dataset.close()
    assert cache.open_dataset().hash == servers


def test_what_is_set_aside_for_a_shipped_one_is_kept_and_found_again(session, own):
    user_dataset.open_(own)
    user_dataset.set_aside()
    assert cache.open_dataset() is not own
    assert user_dataset.held().dataset is own
    user_dataset.set_aside(False)
    assert cache.open_dataset() is own
    user_dataset.set_aside()
    user_dataset.open_(own)
    assert cache.open_dataset() is own, "what is opened is in view"


def test_another_dataset_can_be_looked_into_while_one_of_one_s_own_is_open(session, own):
    user_dataset.open_(own)
    with datasets.looking_into("england9"):
        assert cache.open_dataset().folder.name == "england9"
        assert len(cache.names("districts", "zh")) == 80
    assert cache.open_dataset() is own


def test_outside_a_session_there_is_only_the_server_s(monkeypatch):
    monkeypatch.setattr(user_dataset, "get_script_run_ctx", lambda **_: None)
    assert user_dataset.current() is None


def test_what_is_computed_of_it_is_kept_with_it_and_bounded(own):
    calls = []

    def square(number):
        calls.append(number)
        return number**2

    held = Own(own)
    assert [held.remember(square, (n,), 2) for n in (1, 2, 2, 1, 3, 1, 2)] == [1, 4, 4, 1, 9, 1, 4]
    assert calls == [1, 2, 3, 2], "the one asked for longest ago goes"


def test_it_writes_nothing_into_the_cache_between_starts(session, own, tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path))
    user_dataset.open_(own)
    assert cache.values("city", None).values.shape == (3, 5)
    assert list(tmp_path.iterdir()) == []


def test_it_goes_with_its_session(session, own):
    class Folder:
        """What the dataset lies in."""

    folder = Folder()
    gone = weakref.ref(folder)
    user_dataset.open_(own, folder)
    del folder
    assert gone() is not None
    session()
    gc.collect()
    assert gone() is None


def test_a_server_holds_only_so_many(session, own, monkeypatch):
    gc.collect()
    monkeypatch.setenv("LCITY_MAX_DATASETS", str(len(user_dataset._open) + 1))
    user_dataset.open_(own)
    user_dataset.open_(own)  # the session's second takes the place of its first
    first = user_dataset.current()
    session()
    with pytest.raises(ArgumentError):
        user_dataset.open_(own)
    assert user_dataset.current() is None
    assert first.dataset is own


@pytest.fixture
def browser(session, monkeypatch):
    """Stand in for the session's browser; the function it gives begins a session of the one named."""
    named = ["one"]
    monkeypatch.setattr(user_dataset.same_browser, "browser", lambda: named[0])

    def begins(name):
        session()
        named[0] = name

    return begins


def test_another_session_of_the_same_browser_finds_it_by_the_link(browser, own, reader_still_there):
    user_dataset.open_(own)
    held = user_dataset.current()
    reader_still_there()
    browser("one")
    user_dataset.open_again(own.hash[:16])
    assert user_dataset.current() is held, "what was computed and is on offer is shared, not made again"


@pytest.mark.parametrize("name", ["two", ""])
def test_another_browser_does_not_though_it_has_the_link(browser, own, reader_still_there, name):
    user_dataset.open_(own)
    reader_still_there()
    browser(name)
    user_dataset.open_again(own.hash[:16])
    assert user_dataset.current() is None


def test_browsers_without_a_secret_are_not_taken_for_each_other(browser, own, reader_still_there):
    browser("")
    user_dataset.open_(own)
    reader_still_there()
    browser("")
    user_dataset.open_again(own.hash[:16])
    assert user_dataset.current() is None


@pytest.mark.parametrize("length", [0, 1, 15, 17])
def test_only_the_link_s_whole_name_of_it_counts(browser, own, reader_still_there, length):
    user_dataset.open_(own)
    reader_still_there()
    browser("one")
    user_dataset.open_again((own.hash + "0")[:length])
    assert user_dataset.current() is None


def test_it_is_looked_for_once_so_that_who_leaves_it_has_left(browser, own, reader_still_there):
    user_dataset.open_(own)
    reader_still_there()
    browser("one")
    user_dataset.open_again("")
    user_dataset.open_again(own.hash[:16])
    assert user_dataset.current() is None


def test_it_stays_until_the_last_of_its_sessions_has_gone(browser, own):
    class Folder:
        """What the dataset lies in."""

    folder = Folder()
    gone = weakref.ref(folder)
    user_dataset.open_(own, folder)
    del folder
    first = dict(user_dataset.st.session_state)
    browser("one")
    user_dataset.open_again(own.hash[:16])
    first.clear()
    gc.collect()
    assert gone() is not None
    browser("one")
    gc.collect()
    assert gone() is None
    user_dataset.open_again(own.hash[:16])
    assert user_dataset.current() is None, "after that the link finds nothing"


def test_what_another_tab_has_open_counts_when_a_session_opens_a_second(
    browser, own, reader_still_there, monkeypatch
):
    gc.collect()
    user_dataset.open_(own)
    reader_still_there()
    monkeypatch.setenv("LCITY_MAX_DATASETS", str(len(user_dataset._open)))
    browser("one")
    user_dataset.open_again(own.hash[:16])
    with pytest.raises(ArgumentError):
        user_dataset.open_(own)


def test_saving_is_only_where_the_owner_says(own, tmp_path, monkeypatch):
    monkeypatch.delenv("LCITY_SAVE", raising=False)
    assert user_dataset.saving_to() is None
    assert user_dataset.saved() == []
    monkeypatch.setenv("LCITY_SAVE", str(tmp_path / "shared"))
    folder = user_dataset.save(own)
    assert folder.parent == tmp_path / "shared"
    assert user_dataset.save(own) == folder
    assert [(one.folder, one.title) for one in user_dataset.saved()] == [(folder, "Three cities")]
    assert read(folder).hash == own.hash
    assert user_dataset.is_saved(own)
    assert [path.name for path in (tmp_path / "shared").iterdir()] == [folder.name], "nothing half-written"


def test_a_title_leads_nowhere_when_saved(tmp_path_factory, tmp_path, monkeypatch):
    tables = folders.valid()
    tables["meta"]["title"] = "../../etc/<b>passwd</b>"
    dataset = read(folders.write(tmp_path_factory.mktemp("evil"), tables))
    monkeypatch.setenv("LCITY_SAVE", str(tmp_path))
    assert user_dataset.save(dataset).parent == tmp_path


def test_sessions_that_are_gone_are_not_counted_though_they_lie_in_a_circle(session, own, monkeypatch):
    monkeypatch.setenv("LCITY_MAX_DATASETS", "2")
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            user_dataset.open_(own)
            circle = {"own": user_dataset.current()}
            circle["self"] = circle
            session()
            del circle
    finally:
        gc.enable()
