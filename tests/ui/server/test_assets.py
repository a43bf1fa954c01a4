"""What the browser fetches: found by its name alone, for good, and nothing else besides."""

import gc
import posixpath
import re
import threading

import pytest
from starlette.routing import Router

from lcity.ui.server import assets
from lcity.ui.shared import offers, user_dataset
from lcity.ui.shared.user_dataset import Own
from tests.ui.server.asgi import Reply, request

BOARD = "board/js/board.js"
FOREVER = "max-age=31536000, immutable"

IMPORTED = re.compile(r"""(?:from |import\(|new URL\()"(\.?\.?/?[\w./]+\.(?:js|css))\"""")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
ENTRIES = [
    "lib/load.js",
    "board/js/mount.js",
    "board/js/channel.js",
    "map/map.js",
    "table/table.js",
    "profile/profile.js",
    "week/week.js",
    "presenter/presenter.js",
    "live/live.js",
    "chart/chart.js",
]


@pytest.fixture(autouse=True)
def offered(monkeypatch):
    """Nothing is on offer when a test begins."""
    shelf = assets.Shelf(assets.MOST_BYTES)
    monkeypatch.setattr(assets, "SHARED", shelf)
    return shelf


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """A folder of modules nobody has asked for yet."""
    monkeypatch.setattr(assets, "SCRIPTS", tmp_path)
    (tmp_path / "board" / "js").mkdir(parents=True)
    assets._scripts.cache_clear()
    yield tmp_path
    assets._scripts.cache_clear()


def get(path: str, method: str = "GET") -> Reply:
    return request(Router(assets.ROUTES), path, method)


def test_what_is_offered_is_served_as_it_was_and_kept_by_the_browser_for_good():
    status, headers, body = get("/" + offers.offer(b"\x00\xff", "application/octet-stream"))
    assert (status, body) == (200, b"\x00\xff")
    assert headers["content-type"] == "application/octet-stream"
    assert headers["cache-control"] == f"private, {FOREVER}"


def test_the_name_is_that_of_the_content():
    first, again, other = (offers.offer(content, "text/plain") for content in (b"a", b"a", b"b"))
    assert first == again != other
    assert first == "fetch/ca978112ca1bbdcafac231b39a23dc4d"  # the beginning of SHA-256("a")
    assert len(first.split("/")[-1]) * 4 == 128


def test_no_cache_that_people_share_may_keep_data():
    headers = get("/" + offers.offer(b"a", "text/plain"))[1]
    assert headers["cache-control"].split(", ")[0] == "private"


def test_what_is_a_session_s_own_goes_with_its_dataset(monkeypatch):
    session = [Own(None)]
    monkeypatch.setattr(user_dataset, "current", lambda: session[0])
    url = offers.offer(b"mine", "text/plain")
    monkeypatch.setattr(user_dataset, "current", lambda: None)
    everyone_s = offers.offer(b"everyone's", "text/plain")
    assert [get(f"/{url}")[2], get(f"/{everyone_s}")[2]] == [b"mine", b"everyone's"]
    assert get(f"/{url}")[1]["cache-control"] == f"private, {FOREVER}"
    session.clear()
    gc.collect()
    assert get(f"/{url}")[0] == 404


def test_a_module_is_served_as_javascript_and_kept_for_good():
    status, headers, body = get("/" + assets.script(BOARD))
    assert status == 200
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == f"public, {FOREVER}"
    assert body == (assets.SCRIPTS / BOARD).read_bytes()


def test_every_module_another_imports_is_served_where_it_looks_for_it():
    """From the modules the server names, import by import, as a browser does."""
    found, left = set(), ["/" + assets.script(name) for name in ENTRIES]
    while left:
        path = left.pop()
        if path in found:
            continue
        found.add(path)
        status, _, body = get(path)
        assert status == 200, path
        folder = posixpath.dirname(path)
        named = IMPORTED.findall(body.decode())
        left += [posixpath.normpath(posixpath.join(folder, name)) for name in named]
    needed = [name for name in assets.modules() if name not in assets.WITH_THE_PAGE]
    # What has only types is for who reads the code.
    needed = [name for name in needed if COMMENT.sub("", assets.source(name)).strip()]
    assert found == {"/" + assets.script(name) for name in needed}


def test_a_version_serves_its_own_modules_and_no_other_does(modules):
    (modules / "board" / "js" / "board.js").write_text("1")
    (modules / "board" / "js" / "rank.js").write_text("1")
    before = assets.script(BOARD)
    (modules / "board" / "js" / "rank.js").write_text("2")
    assert assets.script(BOARD) == before  # as long as the server runs
    assert get("/" + before.replace("board.js", "rank.js"))[2] == b"1"
    assets._scripts.cache_clear()
    after = assets.script(BOARD)
    assert after != before
    assert get("/" + after.replace("board.js", "rank.js"))[2] == b"2"
    assert get("/" + before)[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/fetch/",
        "/fetch/0123456789abcdef0123456789abcdef",
        "/fetch/../app.py",
        "/parts/v/nothing.js",
        "/parts/v/",
        "/parts/v/package.json",
        "/parts/v/..",
        "/parts/v/../fetch.py",
        "/parts/v/board/encode.py",
        "/parts/v/../board/js/board.js",
        "/parts/v//etc/passwd",
        "/parts/v/..\\encode.py",
        "/parts/v/board.js/",
        "/parts/v/board.js\x00",
        "/parts/v/\x00.js",
        "/parts/v/" + "x" * 5000 + ".js",
        "/parts",
    ],
)
def test_what_is_not_offered_is_not_found(path):
    status, headers, body = get(path)
    assert status == 404 or headers["location"] == path.removesuffix("/")
    assert "cache-control" not in headers
    assert b"import" not in body


def test_only_modules_and_styles_of_the_components_are_served(modules):
    scripts = modules / "board" / "js"
    (scripts / "folder.js").mkdir()
    (scripts / "package.json").write_text("secret")
    (modules.parent / "secret.js").write_text("secret")
    version = assets.script("").rstrip("/")
    for name in ("../secret.js", f"{scripts}/board.js", "board/js/folder.js", "board/js/package.json"):
        assert get(f"/{version}/{name}")[0] == 404


@pytest.mark.parametrize(
    "path", ["nothing.js", "package.json", "../fetch.py", "../board/js/board.js", f"{BOARD}/", "x" * 5000]
)
def test_the_right_version_opens_nothing_else(path):
    status, headers, body = get("/" + assets.script(path))
    assert status == 404 or headers["location"] == "/" + assets.script(path).removesuffix("/")
    assert b"import" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_taken(method):
    assert get("/" + offers.offer(b"a", "text/plain"), method)[0] == 405


def test_what_was_offered_longest_ago_goes_first(offered, monkeypatch):
    monkeypatch.setattr(offered, "most_bytes", 100)
    first, second = (offers.offer(bytes([i]) * 40, "text/plain") for i in (1, 2))
    assert offers.offer(bytes([1]) * 40, "text/plain") == first  # offered anew
    third = offers.offer(bytes([3]) * 40, "text/plain")
    assert [get(f"/{url}")[0] for url in (first, second, third)] == [200, 404, 200]
    assert kept(offered) == 80


def test_no_more_is_kept_than_may_be_but_for_the_last(offered, monkeypatch):
    monkeypatch.setattr(offered, "most_bytes", 1000)
    for size in range(1, 200):
        offers.offer(bytes(size), "text/plain")
        assert kept(offered) <= 1000
    large = offers.offer(bytes(5000), "text/plain")
    assert get(f"/{large}")[0] == 200
    assert len(offered.offered) == 1


def kept(offered):
    return sum(len(content) for content, _ in offered.offered.values())


def test_nothing_outlives_its_place_on_offer(offered, monkeypatch):
    monkeypatch.setattr(offered, "most_bytes", 100)
    for number in range(50):
        offers.offer(bytes([number]) * 40, "text/plain")
        offers.offer(bytes([number]) * 40, "text/plain")  # another object, the same content
        assert {id(content): name for name, (content, _) in offered.offered.items()} == offered.names
    assert len(offered.offered) == 2


def test_what_is_offered_again_is_not_hashed_again(monkeypatch):
    content = b"a" * 1000
    url = offers.offer(content, "text/plain")
    monkeypatch.setattr(assets.hashlib, "sha256", None)
    assert offers.offer(content, "text/plain") == url


def test_many_threads_may_offer_and_fetch_at_once(offered, monkeypatch):
    monkeypatch.setattr(offered, "most_bytes", 50_000)
    barrier = threading.Barrier(8)
    raised = []

    def work(number):
        try:
            barrier.wait()
            for turn in range(100):
                content = f"{number if turn % 2 else 'all'}:{turn}".encode() * 100
                url = offers.offer(content, "text/plain")
                answer = offered.offered.get(url.removeprefix("fetch/"))
                assert answer in ((content, "text/plain"), None)
        except Exception as error:  # noqa: BLE001 - a thread's error is lost otherwise
            raised.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []
    assert kept(offered) <= 50_000
    for name, (content, _) in offered.offered.items():
        assert get(f"/fetch/{name}")[2] == content
