"""A voter's telephone: the order follows the hand, a vote survives a lost connection, and a room ends."""

import re

import numpy as np
from playwright.sync_api import expect

from lcity.index import rank_scores
from lcity.meeting.ballots import Ballot, shares
from lcity.ui.shared import ballot as ballots
from tests.browser.faults import serious
from tests.browser.harness import PATIENCE_S, SIZES

SEED = 19
PHONE = dict(zip(("width", "height"), SIZES["phone"], strict=True))
ROOM = {"dataset": "china15", "level": "city", "keys": None, "question": "What should count most?"}


def order_of(votes: list[tuple[float, ...]], ballot: Ballot) -> list[list[str]]:
    """Return the names of all units in the order each vote ranks them."""
    names = ballot.names_of_units("en")
    ranks = [
        rank_scores(ballot.table, ballot.weighed.tree, ballot.weighed.weights(shares(vote))).rank
        for vote in votes
    ]
    return [[names[unit] for unit in rank.sort_values().index] for rank in ranks]


def test_a_voter_weighs_votes_without_a_connection_and_is_told_of_the_end(server, browser):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="en-GB")
    ballot = ballots.ballot_of(**ROOM, browser="")
    opened = context.request.post(f"{server}/room", data=ROOM).json()
    context.set_default_timeout(1000 * PATIENCE_S)
    page = context.new_page()
    page.goto(f"{server}/room/{opened['code']}")
    order, state, send = page.locator("#order"), page.locator("#state"), page.locator("#send")
    expect(order).not_to_be_empty()
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_role("img", name="simulated")).to_be_visible()
    assert serious(page) == []

    # With the keyboard alone: the order in the sentence, and the whole of it, are the engine's.
    page.locator("summary").press("Enter")
    page.get_by_label("Talent", exact=True).press("End")
    page.get_by_label("Everywhere", exact=True).press("Home")
    vote = (0, 50, 50, 100, 50, 50)
    (expected,) = order_of([vote], ballot)
    expect(page.locator("#whole li")).to_have_text(expected)
    named = "".join(rf".*\b{place}\s{re.escape(name)}" for place, name in enumerate(expected[:3], start=1))
    expect(order).to_have_text(re.compile(named))
    expect(page.get_by_label("Talent", exact=True)).to_have_attribute("aria-valuetext", re.compile("100"))

    # The page's arithmetic, for votes of any kind.
    random = np.random.default_rng(SEED)
    votes = [tuple(map(int, random.integers(0, 101, 6))) for _ in range(50)]
    found = page.evaluate(
        """async votes => {
            const script = document.querySelector('script[type="module"]').src;
            const { order, shares } = await import(script.replace("voter.js", "order.js"));
            const data = JSON.parse(document.getElementById("data").textContent);
            const ranked = vote => order(data.costs, shares(vote), data.decimals);
            return votes.map(vote => ranked(vote).map(one => data.units[one.unit]));
        }""",
        votes,
    )
    assert found == order_of(votes, ballot)

    # A vote sent without a connection is kept, and counts once there is one; so does a change.
    context.set_offline(True)
    send.click()
    expect(state).to_contain_text("No connection")
    context.set_offline(False)
    expect(state).to_have_class("counted")
    expect(send).to_be_disabled()
    page.get_by_role("radio", name="Share out 100 points").check()
    page.get_by_role("button", name="Fewer for Talent").click()
    expect(page.locator("#left")).to_contain_text("5")
    send.click()
    expect(state).to_have_class("counted")
    expect(state).to_contain_text("1")

    # In the other language it goes on where it was, and a page reloaded knows its vote.
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ROOM["question"])
    expect(state).to_have_class("counted")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    context.request.post(f"{server}/room/{opened['code']}/close", data={"secret": opened["secret"]})
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(send).to_be_hidden()
    expect(state).to_contain_text("关闭")
    expect(page.locator("input[type=range]").first).to_be_disabled()
    context.close()
