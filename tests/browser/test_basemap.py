"""A basemap of tiles on the map: asked for once the reader turns it on, of the host its owner names alone."""

import io
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image
from playwright.sync_api import expect

from tests.browser.harness import PATIENCE_S, address, serve, settled

CREDIT = "© Surveyors of Nowhere"
TILE = re.compile(r"/(\d+)/(\d+)/(\d+)\.png")


@contextmanager
def tiles():
    """Serve one grey tile for all; yield the server's address and what it is asked for."""
    picture, requests = io.BytesIO(), []
    Image.new("RGB", (256, 256), "#cccccc").save(picture, "PNG")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append((self.path, self.headers.get("Referer", "")))
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(picture.getvalue())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", requests
    finally:
        server.shutdown()
        server.server_close()


def test_tiles_are_asked_for_where_one_looks_and_only_once_turned_on(browser, tmp_path):
    with tiles() as (host, requests):
        env = {"LCITY_BASEMAP": f"{host}/{{z}}/{{x}}/{{y}}.png", "LCITY_BASEMAP_CREDIT": CREDIT}
        with serve(tmp_path / "server.log", env=env) as base:
            page = browser.new_page()
            page.set_default_timeout(1000 * PATIENCE_S)
            page.goto(address(base, "overview", city="330100", lang="en"))
            turn = page.get_by_role("button", name="Basemap", exact=True)
            expect(turn).to_be_visible()
            settled(page)
            assert requests == [], "nothing is asked of anybody before"
            turn.click()
            first = page.locator(".tiles img").first
            expect(first).to_have_js_property("complete", True)
            expect(first).to_have_js_property("naturalWidth", 256)
            expect(page.locator(".credit")).to_have_text(CREDIT)
            found = [tuple(map(int, TILE.fullmatch(path).groups())) for path, _ in requests]
            # Hangzhou, 118.3–120.7° E and 29.2–30.6° N, of 2^z tiles around the world.
            for z, x, y in found:
                assert 115 < (x + 0.5) / 2**z * 360 - 180 < 124
                assert 0.39 < (y + 0.5) / 2**z < 0.44
            # Whoever serves tiles learns who asks, never what is looked at.
            assert {referer for _, referer in requests} == {f"{base}/"}
            turn.click()
            expect(page.locator(".tiles img")).to_have_count(0)
            page.close()
