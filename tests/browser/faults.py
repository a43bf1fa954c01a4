"""What a page does to its readers that it must not: keep some of them out, or jump while it comes."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What jumped since the page was opened, and of what; what a hand has moved does not count.
_SHIFTS = """() => new Promise((tell) => {
    const named = (node) => node?.dataset?.testid ?? node?.className ?? "text";
    const told = ({ value, sources }) => [value, sources.map(({ node, previousRect, currentRect }) =>
        `${named(node)} ${previousRect.y}+${previousRect.height} to ${currentRect.y}+${currentRect.height}`)];
    new PerformanceObserver((list, observer) => {
        observer.disconnect();
        tell(list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput).map(told));
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(tell, 500, []);
})"""


def serious(page: Page) -> list[str]:
    """Return what axe holds to keep some readers out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def shifts(page: Page) -> tuple[float, list[str]]:
    """Return how much a page has jumped since it was opened (the sum of its layout shifts), and what did."""
    found = page.evaluate(_SHIFTS)
    return sum(value for value, _ in found), [f"{value:.3f} {', '.join(what)}" for value, what in found]
