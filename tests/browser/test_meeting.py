"""A room from both sides: the presenter's screen and the phones of those who weigh, in both languages."""

import json
import re

from playwright.sync_api import expect

from tests.browser.harness import PATIENCE_S, SIZES, listened

WIDTH, HEIGHT = SIZES["phone"]


def on_a_phone(browser, base, code, lang, presses):
    """Weigh with the keyboard and send it."""
    context = listened(
        browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, locale=lang)
    )
    context.set_default_timeout(1000 * PATIENCE_S)
    phone = context.new_page()
    phone.goto(f"{base}/room/{code}?lang={lang}")
    slider = phone.get_by_role("slider").first
    slider.focus()
    for _ in range(presses):
        slider.press("PageUp")
    with phone.expect_response(lambda answer: answer.request.method == "PUT") as kept:
        phone.locator("#send").click()
    assert kept.value.ok
    context.close()


def by_itself(playwright, base, code):
    """Vote as any client may: with the cookie the room's page gives, and nothing else."""
    client = playwright.request.new_context(base_url=base)
    page = client.get(f"/room/{code}").text()
    keys = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])["keys"]
    sent = client.put(f"/room/{code}/vote", data={"weights": dict.fromkeys(keys, 1)})
    client.dispose()
    return sent.status


def test_a_presenter_and_five_voters_in_both_languages(visit, page, browser, playwright, base):
    visit("meeting")
    page.get_by_role("button", name="Open the room").click()
    votes = page.locator(".count b")
    expect(votes).to_have_text("0")
    page.wait_for_url(re.compile("room="))
    code = re.search(r"room=(\w+)", page.url)[1]
    for number, (lang, presses) in enumerate((("en", 3), ("zh", 1), ("zh", 0)), 1):
        on_a_phone(browser, base, code, lang, presses)
        expect(votes).to_have_text(str(number))
    assert by_itself(playwright, base, code) == 200
    expect(votes).to_have_text("4")
    expect(page.locator(".lc-cloud")).to_have_count(0)
    assert by_itself(playwright, base, code) == 200
    expect(page.locator(".lc-cloud tbody tr")).to_have_count(6)
    expect(page.locator("h2").first).to_contain_text("5")
    expect(page.get_by_role("button", name="Download and share")).to_be_visible()
    page.get_by_role("button", name="Close the vote").click()
    expect(page.get_by_role("button", name="Close the vote")).to_have_count(0)
    assert by_itself(playwright, base, code) == 409
