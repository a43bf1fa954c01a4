"""What a component tells is taken over without a run exactly where that would draw nothing new."""

import asyncio
import os
import re
from textwrap import dedent

import pytest

from tests.browser.harness import ROOT, serve
from tests.reader import Failed, Reader

APP = dedent(
    """
    import time
    import streamlit as st
    from starlette.middleware import Middleware
    from lcity.ui.server import without_run

    @st.fragment
    def live():
        mount(key="slider", on_settings_change=settled, on_selected_change=chosen)
        beside(key="beside", on_settings_change=lambda: None)
        st.button("back", on_click=back)
        st.text(f"live {now()}")
        without_run.offer("slider", "settings", lambda: now()[0] > 50)

    def now():
        return st.session_state.get("weight", 0), st.session_state.get("calls", 0)

    def settled():
        told = st.session_state.slider.settings
        st.session_state.calls = now()[1] + 1
        st.session_state.weight = told["weight"]
        if told.get("linked", True):
            st.query_params["w"] = str(told["weight"])

    def chosen():
        st.session_state.chosen = st.session_state.slider.selected

    def back():
        st.session_state.weight = 0

    if __name__ == "__main__":
        mount = st.components.v2.component("slider", js="export default () => {}\\n")
        beside = st.components.v2.component("beside", js="export default () => {}\\n")
        other = st.components.v2.component("other", js="export default () => {}\\n")
        st.text(f"page {now()} {st.session_state.get('chosen')}")
        other(key="other", on_told_change=lambda: None)
        time.sleep(0.05)
        live()
    else:
        app = st.App(__file__, middleware=[Middleware(without_run.WithoutRun)])
    """
)


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("without_run") / "server.log"


@pytest.fixture(scope="module")
def base(log):
    app = log.with_name("app.py")
    app.write_text(APP, encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    with serve(
        log, app=app, env={"PYTHONPATH": path, "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
    ) as base:
        yield base


def play(base, game):
    """Return what a game with a reader of a session of its own comes to."""

    async def played():
        async with Reader.at(base) as reader:
            await reader.open()
            return await game(reader)

    return asyncio.run(asyncio.wait_for(played(), 60))


def settle(reader, weight):
    return reader.tell("slider", "settings", {"weight": weight})


async def at_rest(reader, *weights):
    """Settle weights in turn until one needs no run: one before may still be ending when it has told all.

    Return how many were settled.
    """
    for number in range(200):
        answer = await settle(reader, weights[number % len(weights)])
        if not answer.ran:
            assert answer.size < 200
            return number + 1
    raise AssertionError("each weight is answered by a run")


def test_what_draws_nothing_new_is_answered_with_the_link_alone_and_is_there_for_all_that_follows(base):
    async def game(reader):
        settled = await at_rest(reader, 10, 20)
        answers = [await settle(reader, weight) for weight in (30, 40, 50)]
        return settled + len(answers), answers, reader.query, await reader.run()

    count, answers, query, after = play(base, game)
    assert [answer.ran for answer in answers] == [False, False, False]
    assert query == "w=50"
    assert after.texts == [f"page (50, {count}) None", f"live (50, {count})"]


def test_what_draws_something_else_is_run_and_its_callback_called_once(base):
    async def game(reader):
        count = await at_rest(reader, 10, 20)
        above = await settle(reader, 60)
        assert reader.query == "w=60"
        count += 1 + await at_rest(reader, 70, 80)
        return above, count, await settle(reader, 40)

    above, count, below = play(base, game)
    assert above.ran
    assert above.texts[0].startswith("live (60,")
    assert below.texts == [f"live (40, {count + 1})"]


def test_what_is_told_by_another_name_or_of_another_component_or_clicked_is_run(base):
    async def game(reader):
        ran = []
        for name, value in (("selected", "Ash"), ("selected", "Birch")):
            count = await at_rest(reader, 10, 20)
            ran.append((await reader.tell("slider", name, value)).ran)
            await at_rest(reader, 10, 20)
            ran.append((await reader.tell("other", "told", [name, count])).ran)
            await at_rest(reader, 10, 20)
            back = reader.parts["back"]
            ran.append((await reader.run(back.fragment, back.widget)).ran)
        return ran, await reader.run()

    ran, after = play(base, game)
    assert ran == 6 * [True]
    assert re.fullmatch(r"page \(0, \d+\) Birch", after.texts[0])


def test_what_another_component_of_the_part_tells_by_that_name_is_run(base):
    async def game(reader):
        await at_rest(reader, 10, 20)
        return (await reader.tell("beside", "settings", {"weight": 30})).ran

    assert play(base, game)


def test_what_is_told_in_one_breath_with_what_another_component_tells_is_run(base):
    async def game(reader):
        await at_rest(reader, 10, 20)
        reader.tell_later("beside", "settings", {"weight": 60})
        return (await settle(reader, 30)).ran

    assert play(base, game)


def test_what_changes_no_link_is_answered_too_and_what_else_stands_in_the_link_stays(base):
    async def game(reader):
        await at_rest(reader, 10, 20)
        reader.query = "city=330100&w=10"
        changed, linked = await settle(reader, 30), reader.query
        other = await reader.tell("slider", "settings", {"weight": 40, "linked": False})
        return changed.ran, linked, other.ran, reader.query

    linked = "city=330100&w=30"
    assert play(base, game) == (False, linked, False, linked)


def test_what_is_told_in_one_breath_with_a_click_is_run(base):
    async def game(reader):
        back = reader.parts["back"]
        count = await at_rest(reader, 10, 20)
        answers = []
        # A click is told by the same words each time: what is told beside it is all that has changed.
        for weight in range(30, 40):
            reader.tell_later("slider", "settings", {"weight": weight})
            answers += (await reader.run(back.fragment, back.widget)).texts
        return count, answers

    count, answers = play(base, game)
    assert answers == [f"live ({weight}, {count + 1 + weight - 30})" for weight in range(30, 40)]


def test_a_weight_that_comes_while_the_page_is_drawn_is_of_the_next_run(base):
    async def game(reader):
        count = await at_rest(reader, 10, 20)
        await reader.ask()
        await reader.answer(until="page")
        answer = await settle(reader, 30)
        while f"live (30, {count + 1})" not in answer.texts:
            answer = await reader.answer()
        return answer

    assert play(base, game).ran


def test_a_callback_that_fails_is_told_as_in_any_run_and_the_session_goes_on(base, log):
    async def game(reader):
        await at_rest(reader, 10, 20)
        with pytest.raises(Failed):
            await reader.tell("slider", "settings", "no weight")
        await reader.answer()
        await at_rest(reader, 10, 20)
        await settle(reader, 30)
        return await reader.run()

    assert play(base, game).texts[0].startswith("page (30,")
    assert len(re.findall("TypeError", log.read_text())) == 1


def test_sessions_do_not_hear_of_each_other(base):
    async def game(reader):
        await at_rest(reader, 10)
        async with Reader.at(base) as other:
            await other.open()
            await at_rest(other, 40)
            return (await reader.run()).texts[0], (await other.run()).texts[0]

    assert play(base, game) == ("page (10, 1) None", "page (40, 1) None")
