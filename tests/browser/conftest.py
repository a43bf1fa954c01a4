"""Fixtures for driving the real app in Chromium; a test fails if its page complains (see `Watch`)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import (
    PATIENCE_S,
    SIZES,
    Watch,
    address,
    launch_args,
    listened,
    serve,
    settled,
    whole,
)

expect.set_options(timeout=1000 * PATIENCE_S)


LONGEST = ("test_reload", "test_paths", "test_room", "test_everyone", "test_presenting", "test_data")
"""Files that take longest begin first, so that all workers end together: xdist takes files as they stand."""


def pytest_collection_modifyitems(items):
    own = [item for item in items if "browser" in item.path.parts]
    for item in own:
        item.add_marker("browser")
    last = len(LONGEST)
    own.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else last)
    items[:] = [item for item in items if "browser" not in item.path.parts] + own


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    result = yield
    watch = pyfuncitem.funcargs.get("watch")
    if watch is not None:
        watch.verdict()
    return result


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | launch_args()


@pytest.fixture(scope="session")
def base_url():
    """Nothing: links are written out here; the plugin's own fixture is of a form pytest gives up."""


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of the app, started once for all tests of a worker."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with serve(log) as base:
        yield base
    logged = log.read_text()
    if "Traceback" in logged:
        pytest.fail(f"the server raised:\n{logged[-4000:]}", pytrace=False)


@pytest.fixture
def fresh_server(tmp_path):
    """The address of an app that nobody has opened yet."""
    with serve(tmp_path / "server.log") as base:
        yield base


@pytest.fixture(params=SIZES)
def size(request):
    """The name of a window size; ask for it to run a test in each."""
    return request.param


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    """A colour scheme; ask for it to run a test in each."""
    return request.param


@pytest.fixture(params=["en", "zh"])
def lang(request):
    """The code of a language; ask for it to run a test in each."""
    return request.param


@pytest.fixture
def look(request):
    """What of size, scheme and language the test asks for, else the usual."""
    usual = {"size": "laptop", "scheme": "light", "lang": "en"}
    return {
        name: request.getfixturevalue(name) if name in request.fixturenames else value
        for name, value in usual.items()
    }


@pytest.fixture(scope="session")
def windows(browser):
    """Give the window without or with touch that all tests of a worker share.

    What the app loads is fetched and compiled once for all of them; a window a test costs twice the work.
    """
    contexts = {}

    def window(touch: bool) -> Page:
        if touch not in contexts:
            contexts[touch] = listened(browser.new_context(has_touch=touch, locale="en-GB"))
            contexts[touch].set_default_timeout(1000 * PATIENCE_S)
        context = contexts[touch]
        return context.pages[0] if context.pages else context.new_page()

    yield window
    for context in contexts.values():
        context.close()


@pytest.fixture
def touch():
    """Say whether this test has fingers."""
    return False


@pytest.fixture
def page(windows, touch, look, request, output_path):
    """The window, as if nobody had used it; pictured if the test fails."""
    page = windows(touch)
    width, height = SIZES[look["size"]]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        media="screen", color_scheme=look["scheme"], reduced_motion="no-preference", forced_colors="none"
    )
    page.mouse.up()
    page.mouse.move(0, 0)
    for key in ("Shift", "Control", "Alt"):
        page.keyboard.up(key)
    yield page
    context, (kept, *others) = page.context, page.context.pages
    called = getattr(request.node, "rep_call", None)
    try:
        if called and called.failed and request.config.getoption("--screenshot") != "off":
            for number, shown in enumerate(context.pages, 1):
                shown.screenshot(path=Path(output_path) / f"failed-{number}.png")
    finally:
        for other in others:
            other.close()
        kept.unroute_all()
        context.unroute_all()
        if kept.url.startswith("http"):
            kept.evaluate("localStorage.clear(); sessionStorage.clear()")
        kept.goto("about:blank")
        context.clear_cookies()
        context.clear_permissions()


@pytest.fixture
def context(page):
    """The context of the window."""
    return page.context


@pytest.fixture
def base(request):
    """The address of the app this test drives."""
    return request.getfixturevalue("fresh_server" if "fresh_server" in request.fixturenames else "server")


@pytest.fixture
def watch(context, base):
    """What the pages of this test complain about."""
    with Watch(context, base) as watch:
        yield watch


@pytest.fixture
def visit(watch, page, base, look):
    """Open a page of the app, `visit("ranking", city="110000")`, and wait until it is drawn, and whole."""

    def visit(name="overview", **query):
        page.goto(address(base, name, **{"lang": look["lang"]} | query))
        settled(page)
        whole(page)
        return page

    return visit
