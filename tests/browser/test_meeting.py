"""A room from its opening to its end: the presenter's window, and three phones in both languages."""

import json
import re

from playwright.sync_api import expect

from lcity.text import language
from tests.browser.board.page import Board
from tests.browser.harness import PATIENCE_S, SIZES, listened

WIDTH, HEIGHT = SIZES["phone"]
SAME_PAGE = "page => window.shown === page"


class Phone:
    """A voter's phone, on the page of a room.

    Parameters
    ----------
    browser
        In which it is a window of its own.
    address
        Of the room's page.
    lang
        What its owner reads.
    """

    def __init__(self, browser, address: str, lang: str):
        size = {"width": WIDTH, "height": HEIGHT}
        self.context = listened(browser.new_context(viewport=size, has_touch=True, locale=lang))
        self.context.set_default_timeout(1000 * PATIENCE_S)
        self.page = self.context.new_page()
        self.page.goto(address)
        self.state, self.send = self.page.locator("#state"), self.page.locator("#send")
        self.t = language("zh" if lang.startswith("zh") else "en").t

    def slider(self, number: int):
        return self.page.get_by_role("slider").nth(number)

    def tap_slider(self, number: int, share: float) -> None:
        """Touch a slider at a share of its length."""
        slider = self.slider(number)
        slider.scroll_into_view_if_needed()
        slider.tap(position={"x": share * slider.bounding_box()["width"], "y": 20})

    def to(self, element) -> None:
        """Go to an element with the Tab key alone."""
        for _ in range(40):
            if element.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        expect(element).to_be_focused()

    def look(self) -> None:
        """Come back to the page, as from another one on the phone."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


class Client:
    """Another browser: the cookie of the room's page, and nothing else."""

    def __init__(self, playwright, base: str, code: str):
        self.request, self.code = playwright.request.new_context(base_url=base), code
        page = self.request.get(f"/room/{code}").text()
        self.keys = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])["keys"]

    def vote(self, *weights: float) -> int:
        """Weigh the first keys and nothing else; return the answer's status."""
        sent = {"weights": dict(zip(self.keys, weights, strict=False))}
        return self.request.put(f"/room/{self.code}/vote", data=sent).status

    def result(self, lang: str) -> dict:
        return self.request.get(f"/room/{self.code}/result?lang={lang}").json()


def test_a_presenter_and_three_phones_from_the_opening_to_the_end(visit, page, browser, playwright, base):
    width, height = SIZES["projector"]
    page.set_viewport_size({"width": width, "height": height})
    visit("meeting")
    page.get_by_role("button", name="Open the room").click()
    votes, cloud, finding = page.locator(".count b"), page.locator(".lc-cloud"), page.locator("h2").first
    expect(votes).to_have_text(["0"])
    page.wait_for_url(re.compile("room="))
    code = re.search(r"room=(\w+)", page.url)[1]
    page.evaluate("window.shown = 'since the room was opened'")

    slides, shares, types = phones = [
        Phone(browser, f"{base}/room/{code}", lang) for lang in ("en-GB", "zh-CN", "en-GB")
    ]
    others = [Client(playwright, base, code) for _ in range(2)]

    # With a finger on sliders.
    slides.tap_slider(0, 0.9)
    slides.tap_slider(1, 0.05)
    slides.send.tap()
    expect(slides.state).to_have_class("counted")
    expect(votes).to_have_text(["1"])
    # With a hundred points.
    shares.page.get_by_role("radio", name=shares.t("room.page_points")).tap()
    for _ in range(8):
        shares.page.locator(".step").nth(3).tap()
    shares.page.locator(".step").nth(7).tap()
    expect(shares.page.locator("#left")).to_contain_text("55")
    shares.send.tap()
    expect(shares.state).to_have_class("counted")
    expect(votes).to_have_text(["2"])
    # With the keyboard alone.
    types.to(types.slider(2))
    types.page.keyboard.press("End")
    types.to(types.send)
    types.page.keyboard.press("Enter")
    expect(types.state).to_have_class("counted")
    expect(votes).to_have_text(["3"])

    assert others[0].vote(1, 1) == 200
    expect(votes).to_have_text(["4"])
    expect(cloud).to_have_count(0)
    assert others[1].vote(0, 0, 0, 1) == 200
    expect(cloud.locator("tbody tr")).to_have_count(6)
    expect(votes).to_have_text(["5"])
    expect(finding).to_contain_text("5")
    told = others[0].result("en")
    expect(page.get_by_text(told["disagreement"]["sentence"], exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Download and share")).to_be_visible()
    page.wait_for_function(SAME_PAGE, arg="since the room was opened")

    # The board ranks by the room's weights, and the room is there when the presenter comes back.
    page.get_by_role("button", name="Take to City ranking").click()
    board = Board(page)
    board.ready()
    expect(board.slider(max(told["median"], key=told["median"].get))).to_have_value(re.compile(r"^\d{2,3}$"))
    page.wait_for_url(re.compile("[?&]wr=5"))
    for key, share in told["median"].items():
        expect(page.locator(f'.weight[data-key="{key}"] .share')).to_have_text(
            re.compile(rf"^{100 * share:.0f}\b")
        )
    page.get_by_test_id("stSidebar").get_by_role("link", name="Meeting").click()
    expect(finding).to_contain_text("5")
    page.evaluate("window.shown = 'since the board'")

    # Asked again, who votes as before counts as well as who has changed.
    page.get_by_role("button", name="Vote again").click()
    expect(votes).to_have_text(["0"])
    for phone in phones:
        phone.look()
        expect(phone.state).to_have_text(phone.t("room.page.again"))
    slides.send.tap()
    expect(votes).to_have_text(["1"])
    shares.page.locator(".step").nth(3).tap()
    shares.send.tap()
    expect(votes).to_have_text(["2"])
    for client in others:
        assert client.vote(1, 2) == 200
    assert Client(playwright, base, code).vote(1, 2) == 200
    expect(cloud).to_have_count(1)
    expect(page.get_by_role("heading", name="Before and after the discussion")).to_be_visible()
    expect(page.locator(".lc-bars")).to_have_count(2)
    page.wait_for_function(SAME_PAGE, arg="since the board")

    # Closed, the room takes no vote, and each phone says what became of its own. One has not heard of it.
    shares.page.route(
        "**/vote", lambda route: route.abort() if route.request.method == "GET" else route.continue_()
    )
    shares.page.locator(".step").nth(3).tap()
    expect(shares.state).to_have_text(shares.t("room.page.changed"))
    page.get_by_role("button", name="Close the vote").click()
    expect(page.get_by_role("button", name="Close the vote")).to_have_count(0)
    assert others[0].vote(1) == 409
    shares.send.tap()
    for phone in (slides, types):
        phone.look()
    for phone, word in ((slides, "closed_with"), (shares, "closed_changed"), (types, "closed_again")):
        expect(phone.state).to_have_text(phone.t(f"room.page.{word}"))
        expect(phone.send).to_be_hidden()
    for phone in phones:
        phone.context.close()
    for client in others:
        client.request.dispose()
