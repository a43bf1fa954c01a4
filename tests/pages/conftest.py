"""What the tests of the pages share: the app itself, opened on any page as a reader's link opens it."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime import context
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner

from lcity.ui.server import same_browser

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 240
DEFAULT_PAGE = "overview"


@pytest.fixture(scope="session", autouse=True)
def opened_lightly():
    """Spare each run of an `AppTest` what is the same in all and no part of the app.

    The packages are searched for components once, and every page is compiled once. The script's end is
    waited for, not asked for a thousand times a second. The browser's headers are none, as they were of the
    mocks that `AppTest` has for them, which take longer to make than a short page.
    """
    compiled = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        patch.setattr(local_script_runner, "ScriptCache", lambda: compiled)
        patch.setattr(local_script_runner, "require_widgets_deltas", _wait)
        patch.setattr(context, "_get_client_context", lambda: None)
        yield


_ask = local_script_runner.require_widgets_deltas


def _wait(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    runner._script_thread.join(timeout)
    if not runner.script_stopped():
        _ask(runner, timeout=0)


@pytest.fixture(scope="session")
def page_opener() -> Callable[[pytest.MonkeyPatch], Callable[..., AppTest]]:
    """Give the function that makes an `open_page`, for fixtures that last longer than a test."""
    return _opener


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page of the app as a link does: ``open_page("coverage", lang="zh", r=500)``.

    The function it gives takes the page's name and, as keywords, the link's parameters (the names
    the page's choices have in the address bar); besides, keywords of its own:

    dataset
        The folder of another dataset than the one shipped.
    locale
        The browser's language where the link has no ``lang`` ("en-GB").
    theme
        "light" (default) or "dark".

    It returns the `AppTest` after its first run, and fails if the page raised anything. The language
    is English unless the link or the browser says otherwise. From there:

    - widgets by their key, which is ``widget.`` and the choice's name:
      ``at.selectbox(key="widget.city.en").set_value("110000").run()`` (in English: between two runs
      `AppTest` asks for the options' labels outside the session, where nobody has chosen Chinese);
    - ``at.query_params`` is the address bar after the run;
    - another page in the same session: ``at.switch_page("pages/method.py").run()``;
    - all the text a reader sees: the fixture `words`.

    Charts and maps are seen only by their protobuf (``at.get("plotly_chart")``), tables as
    ``at.dataframe[0].value``; a click on a chart or a row cannot be played here.
    """
    return _opener(monkeypatch)


@pytest.fixture(scope="module")
def seen() -> Callable[..., AppTest]:
    """Open a page as `open_page` does, once a file for a link: what is only read is read by many tests."""
    kept = {}

    def seen(page: str = DEFAULT_PAGE, **link: object) -> AppTest:
        key = page, *sorted(link.items())
        if key not in kept:
            with pytest.MonkeyPatch.context() as patch:
                kept[key] = _opener(patch)(page, **link)
        return kept[key]

    return seen


def _opener(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    # With a folder pages/ beside app.py, AppTest takes each run for the old kind of app and would run
    # the page alone, without app.py.
    monkeypatch.setattr(script_runner, "_mpa_v1", _run_script)
    # No browser stands behind an AppTest, and so none that has a secret.
    monkeypatch.setattr(same_browser, "browser", lambda: "")

    def open_(
        page: str = DEFAULT_PAGE,
        *,
        dataset: str | Path | None = None,
        locale: str = "en-GB",
        theme: str = "light",
        **params,
    ) -> AppTest:
        if dataset is not None:
            monkeypatch.setenv("LCITY_DATASET", str(dataset))
        app = AppTest.from_file(ROOT / "app.py", default_timeout=TIMEOUT_S)
        app.context = {"locale": locale, "theme": theme}
        app.query_params.update({name: str(value) for name, value in params.items()})
        if page != DEFAULT_PAGE:
            app.switch_page(f"pages/{page}.py")
        app.run()
        assert not app.exception, [raised.stack_trace for raised in app.exception]
        return app

    return open_


@pytest.fixture
def words() -> Callable[[AppTest], str]:
    """Give the function that returns all text of a run's page, element by element, a line each."""

    def of(app: AppTest) -> str:
        kinds = ("title", "subheader", "markdown", "caption", "text", "info", "warning", "error", "html")
        parts = [getattr(element, "value", "") or "" for kind in kinds for element in app.main.get(kind)]
        parts += [legend for drawn in _maps(app) if drawn["caption"]["always"] for legend in _written(drawn)]
        return "\n".join(str(part) for part in parts)

    return of


def _maps(app: AppTest) -> list[dict]:
    protos = (element.proto for element in app.main.get("bidi_component"))
    return [json.loads(proto.json) for proto in protos if proto.component_name == "lcity_map"]


def _written(drawn: dict) -> list[str]:
    """Return what a map's legend says, a line a row."""
    rows = drawn["caption"]["rows"]
    return ["\n".join([title, *(entry["label"] for entry in entries)]) for title, entries in rows]


def _run_script(path: str) -> None:
    exec(_compiled(path), {"__name__": "__main__"})


@cache
def _compiled(path: str) -> CodeType:
    return compile(Path(path).read_text(encoding="utf-8"), path, "exec")
