"""The board as a test sees it: what it shows, what it can be asked, where it has come to rest."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import settled

SORTED = """
    const place = row => Number(row.getAttribute("aria-posinset"));
    const rows = element => [...element.getRootNode().querySelectorAll(".list .row")]
        .sort((a, b) => place(a) - place(b));
    const name = row => row.querySelector(".name").firstChild.textContent;
    const frame = () => new Promise(requestAnimationFrame);
"""
READ_ROWS = f"""async list => {{
    {SORTED}
    await frame();
    await frame();
    const text = (row, part) => row.querySelector(part).textContent;
    const rank = row => text(row, ".rank").replace("≈", "");
    return rows(list).map(row => [rank(row), text(row, ".change"), name(row), text(row, ".score")]);
}}"""
# Who stands first, second … in the frame after a slider has moved.
WATCH_NEXT_FRAME = f"""slider => {{
    {SORTED}
    window.nextFrame = new Promise(resolve => slider.addEventListener("input", async () => {{
        await frame();
        resolve(rows(slider).map(name));
    }}, {{once: true}}));
}}"""
DRAWN = """canvas => {
    const {width, height} = canvas;
    if (!canvas.getRootNode().querySelector(".list").checkVisibility({visibilityProperty: true})) return true;
    return width && canvas.getContext("2d").getImageData(0, 0, width, height).data.some(part => part);
}"""
# Moves a slider at every frame, and tells the orders and the pictures of the map that were drawn.
DRAG = f"""async slider => {{
    {SORTED}
    const canvas = slider.getRootNode().querySelector(".canvas canvas");
    const drawn = {{orders: [], pictures: []}};
    for (let weight = 51; weight <= 90; weight++) {{
        slider.value = weight;
        slider.dispatchEvent(new Event("input"));
        await frame();
        drawn.orders.push(rows(slider).map(name).join());
        if (weight % 4 === 0) drawn.pictures.push(canvas.toDataURL());
    }}
    return drawn;
}}"""


@dataclass(frozen=True)
class Board:
    """The board on a page."""

    page: Page

    @property
    def ranking(self) -> Locator:
        return self.page.locator(".list")

    @property
    def live(self) -> Locator:
        return self.page.locator(".live")

    @property
    def finding(self) -> Locator:
        return self.page.locator(".finding > span").first

    @property
    def hint(self) -> Locator:
        return self.page.locator(".hint")

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Return what the rows in view say, best first: rank, change, name, score."""
        return [tuple(row) for row in self.ranking.evaluate(READ_ROWS)]

    def row(self, name: str) -> Locator:
        return self.ranking.locator(".row", has=self.page.locator(f".name:text-is('{name}')"))

    def slider(self, key: str) -> Locator:
        return self.page.locator(f'.weight[data-key="{key}"] > input')

    def button(self, name: str) -> Locator:
        return self.page.locator(".board").get_by_role("button", name=name, exact=True)

    @property
    def link(self) -> dict[str, str]:
        """What the reader chose, as the link holds it."""
        query = dict(parse_qsl(urlsplit(self.page.url).query))
        return {name: text for name, text in query.items() if name not in ("lang", "v", "d")}

    def drawn(self) -> None:
        """Wait until the map has been drawn; there is none to draw where nothing is ranked."""
        self.page.wait_for_function(DRAWN, arg=self.page.locator(".canvas canvas").first.element_handle())

    def ready(self) -> None:
        """Wait until the board has its figures and the map has been drawn."""
        expect(self.page.locator(".share").first).not_to_be_empty()
        self.drawn()

    def rest(self, **link: str) -> None:
        """Wait until the link holds this and the server has nothing more to say."""
        self.page.wait_for_url(lambda _: self.link == link)
        settled(self.page)
