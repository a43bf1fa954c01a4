"""A room on the presenter's screen: opened, voted in, asked again, its weights taken over."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lcity.export import record as records
from lcity.export import table
from lcity.export.pictures import page as pictures
from lcity.meeting import database, store
from lcity.meeting.counted import counted
from lcity.meeting.rooms import Room
from lcity.text import language
from lcity.ui import takeaway
from lcity.ui.meeting import words as meeting_words
from lcity.ui.meeting.numbers import Count
from lcity.ui.server import public_address
from lcity.ui.server.public_address import PublicAddress
from lcity.ui.shared import frame
from lcity.ui.takeaway import record
from tests import folders
from tests.meeting.three_keys import three_keys


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("meeting"))


def vote(code, *shares, start=0):
    """Give votes of so many new voters, each so many points for the first key and the rest for the second."""
    kept = store.shared()
    keys = kept.room(code).ballot.keys
    for number, share in enumerate(shares, start):
        rest = (100 - share) / (len(keys) - 1)
        kept.put_vote(code, f"{number:032x}", (share, *[rest] * (len(keys) - 1))).result()


def opened(open_page, folder, **link):
    app = open_page("meeting", dataset=folder, **link)
    app.button(key="meeting.open").click().run()
    return app, app.query_params["room"]


def buttons(app):
    return {button.key for button in app.button if (button.key or "").startswith("meeting.")}


def test_of_fewer_than_five_votes_only_their_number_is_told(open_page, folder, words):
    app, code = opened(open_page, folder)
    vote(code, 81, 82, 83, 84)
    text = words(app.run())
    assert "4" in app.markdown[0].value
    assert "lc-cloud" not in text
    assert "lc-bars" not in text
    assert "81" not in text
    vote(code, 85, start=4)
    assert "lc-cloud" in words(app.run())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_room_tells_who_leads_how_far_it_agrees_and_what_divides_it(open_page, folder, words, lang):
    app, code = opened(open_page, folder)
    vote(code, *[90] * 6, *[12] * 7)
    app = open_page("meeting", dataset=folder, room=code, lang=lang)
    text, t = words(app), language(lang).t
    assert app.title[0].value == store.shared().room(code).ballot.question
    assert "13" in app.markdown[0].value
    for title in ("compromise", "agreement", "groups"):
        assert t(f"meeting.{title}") in [own.value for own in app.subheader]
    # Both camps, by their size.
    assert any("7" in own.value and "6" not in own.value for own in app.markdown)
    assert "12" in text
    assert "90" in text


def test_a_room_of_few_that_agree_is_told_so(open_page, folder, words):
    app, code = opened(open_page, folder)
    vote(code, *[100] * 5)
    text, t = words(app.run()).replace("\\", ""), language("en").t
    for message in ("compromise.settled", "disagreement.settled", "agreement.same"):
        assert t(f"meeting.{message}") in text
    # Of so few there can be no two groups of five: that none was found would say too much.
    assert t("meeting.groups.too_few", few="5", least="10") in text


@pytest.mark.parametrize(
    ("agreement", "grade"),
    [(1.0, "same"), (0.999, "most"), (0.896, "most"), (0.67, "half"), (0.41, "little"), (0.0, "hardly")],
)
def test_a_room_divided_by_no_single_weight_is_not_called_settled(monkeypatch, agreement, grade):
    ballot = three_keys()
    lang = language("en")
    monkeypatch.setattr(meeting_words, "reader_language", lambda: lang)
    monkeypatch.setattr(meeting_words, "t", lang.t)
    found = replace(counted(ballot, np.full((5, 3), 1 / 3)), agreement=agreement)
    room = Room("bcdfghjk", ballot, 0.0, None, None, 1, 5, 5)
    assert meeting_words.agreement(found).startswith(lang.t(f"meeting.agreement.{grade}"))
    state = "settled" if agreement > 0.99 else "none"
    assert meeting_words.compromise(room, found) == lang.t(f"meeting.compromise.{state}")
    assert meeting_words.disagreement(room, found) == lang.t(f"meeting.disagreement.{state}")


def test_who_is_first_as_often_as_the_leader_is_named_too(monkeypatch):
    ballot, lang = three_keys(), language("en")
    monkeypatch.setattr(meeting_words, "reader_language", lambda: lang)
    monkeypatch.setattr(meeting_words, "t", lang.t)
    found = counted(ballot, np.full((6, 3), 1 / 3))
    leader, other, third = found.ranking.rank.sort_values().index
    names = ballot.names_of_units("en")
    room = Room("bcdfghjk", ballot, 0.0, None, None, 1, 6, 6)

    def told(*first):
        own = replace(found, first=pd.Series(first, [leader, other, third]))
        return meeting_words.finding(room, Count(pd.DataFrame(), 6, own, ()))

    assert names[other] in told(0.5, 0.5, 0.0)
    assert names[other] in told(0.4, 0.6, 0.0)
    assert not {names[other], names[third]} & set(told(0.5, 0.25, 0.25).replace(";", "").split())


def test_who_has_no_secret_sees_the_room_and_cannot_steer_it(open_page, folder):
    app, code = opened(open_page, folder)
    vote(code, 50)
    app.run()
    assert {"meeting.close", "meeting.again"} <= buttons(app)
    secret = dict(part.split("=") for part in app.code[-1].value.partition("?")[2].split("&"))["steer"]
    assert not {"meeting.close", "meeting.again"} & buttons(open_page("meeting", dataset=folder, room=code))
    other = open_page("meeting", dataset=folder, room=code, steer="x" * 32)
    assert not {"meeting.close", "meeting.again"} & buttons(other)
    own = open_page("meeting", dataset=folder, room=code, steer=secret)
    assert {"meeting.close", "meeting.again"} <= buttons(own)
    own.button(key="meeting.close").click().run()
    assert not store.shared().room(code).is_open(store.shared().now())
    assert "meeting.close" not in buttons(own)


def test_a_second_round_is_held_against_the_first(open_page, folder, words):
    app, code = opened(open_page, folder)
    vote(code, 20, 30, 60, 80, 90)
    app.run()
    app.button(key="meeting.again").click().run()
    assert store.shared().room(code).round == 2
    vote(code, 40, 50, 50, 50, 60)
    app.run()
    told = [own.value for own in app.markdown if "60" in own.value and "50" in own.value]
    assert told
    others = language("en").t("meeting.since.other_votes", before="5", after="6")
    assert others not in words(app).replace("\\", "")
    vote(code, 50, start=5)
    assert others in words(app.run()).replace("\\", "")
    assert language("en").t("meeting.since") in [own.value for own in app.subheader]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_before_a_room_is_opened_it_says_how_many_it_takes_and_that_nobody_can_come(
    open_page, folder, words, monkeypatch, lang
):
    text = words(open_page("meeting", dataset=folder, lang=lang)).replace("\\", "")
    t = language(lang).t
    assert t("meeting.open.least", least="5") in text
    monkeypatch.setattr(public_address, "current", lambda: PublicAddress(lacking="loopback"))
    app = open_page("meeting", dataset=folder, lang=lang)
    assert [own.value.replace("\\", "") for own in app.warning] == [t("address.loopback")]


def test_weights_taken_over_are_named_as_the_room_s_until_one_is_moved(open_page, folder, words, monkeypatch):
    made = {}
    monkeypatch.setattr(takeaway, "offer", lambda name, make: made.update({name: make()}))
    app, code = opened(open_page, folder)
    vote(code, 20, 30, 80, 80, 90)
    app.run()
    app.button(key="meeting.take").click().run()
    assert not app.exception
    link = dict(app.query_params)
    question, metadata = store.shared().room(code).ballot.question, made["ranking"].metadata
    # A picture has the note alone, a table what was chosen: whose weights they are is in both, and on what.
    for told in (metadata.note, " ".join(text for _, text in metadata.chosen)):
        assert question in told
        assert "5 votes" in told
    named = [button.label for button in app.button if (button.key or "").endswith(".weights")]
    assert "5" in named[0]
    weights = dict(pair.split(":") for pair in link["w"].split(","))
    first = store.shared().room(code).ballot.keys[0]
    second = store.shared().room(code).ballot.keys[1]
    # The median is 80 of 100.
    assert int(weights[first]) == 4 * int(weights.get(second, 50))
    again = open_page("overview", dataset=folder, **link)
    assert named[0] in [button.label for button in again.button]
    moved = link | {"w": link["w"].replace(f"{first}:{weights[first]}", f"{first}:7")}
    other = open_page("overview", dataset=folder, **moved)
    assert named[0] not in [button.label for button in other.button]


def test_what_is_handed_out_has_every_vote_without_who_gave_it(open_page, folder, monkeypatch):
    made = {}
    monkeypatch.setattr(takeaway, "offer", lambda name, make: made.update({name: make()}))
    app, code = opened(open_page, folder)
    vote(code, 20, 30, 80, 80)
    app.run()
    assert made == {}
    vote(code, 90, start=4)
    app.run()
    (export,) = made.values()
    lang = language("en")
    weighed = export.tables[1].rows
    assert (weighed["median"].tolist(), weighed["weight"].tolist()) == ([80, 20], pytest.approx([80, 20]))
    each = table.csv(export.tables[-1], export.metadata, lang).decode("utf-8-sig").splitlines()
    shares = [line.split(",")[0] for line in each[1:6]]
    assert [float(share) for share in shares] == [20, 30, 80, 80, 90]
    assert not any(f"{number:032x}"[:8] in line for number in range(5) for line in each)
    assert {"simulated"} < set(export.metadata.provenances)
    assert "simulated" in export.picture.panels[0].title
    assert pictures.png(export.picture, export.metadata, lang, dpi=40).startswith(b"\x89PNG")
    assert "steer" not in export.metadata.link
    kept = record.current("", "", export.decided.rules, export.decided.weights_of, (export.decided.level, ""))
    found = records.read(records.write(kept))
    assert "5" in found.weights_of
    shares = found.situation.weights.shares(found.situation.tree)
    assert shares[store.shared().room(code).ballot.keys[0]] == pytest.approx(0.8)
    assert "steer" not in found.choices


def test_a_room_s_picture_says_what_is_simulated_where_other_rules_are_in_force(
    open_page, folder, monkeypatch
):
    made = {}
    monkeypatch.setattr(takeaway, "offer", lambda name, make: made.update({name: make()}))
    _, code = opened(open_page, folder)
    vote(code, 20, 30, 80, 80, 90)
    open_page("meeting", dataset=folder, room=code, norm="zscore")
    (export,) = made.values()
    assert export.decided is None
    assert "simulated" in export.picture.panels[0].title


def test_where_the_database_does_not_answer_a_sentence_says_so(
    open_page, folder, words, monkeypatch, tmp_path
):
    (tmp_path / "file").touch()
    monkeypatch.setenv(database.DATA, str(tmp_path / "file"))
    monkeypatch.delenv(database.DATABASE, raising=False)
    t = language("en").t
    app = open_page("meeting", dataset=folder)
    app.button(key="meeting.open").click().run()
    assert t("meeting.lost") in [error.value for error in app.error]
    app.text_input(key="meeting.return").set_value("bcdf-ghjk").run()
    assert t("meeting.lost") in [error.value for error in app.error]
    app = open_page("meeting", dataset=folder, room="bcdfghjk")
    assert t("meeting.lost") in words(app)
    monkeypatch.setenv(database.DATA, str(tmp_path))
    app.button(key="meeting.retry").click().run()
    assert t("meeting.gone") in words(app)


def test_a_question_is_text_wherever_it_is_shown(open_page, folder, monkeypatch):
    monkeypatch.setattr(public_address, "current", lambda: PublicAddress("http://192.0.2.1:8501"))
    hostile = "<b>a</b> ![b](//evil.example/c.png) $d$ $\\frac{$ :red[e]"
    made = {}
    monkeypatch.setattr(takeaway, "offer", lambda name, make: made.update({name: make()}))
    app = open_page("meeting", dataset=folder)
    app.text_input(key="meeting.asked.en").set_value(hostile).run()
    app.button(key="meeting.open").click().run()
    code = app.query_params["room"]
    vote(code, 20, 30, 40, 50, 60)
    app.run()
    app.button(key="meeting.large").click().run()
    (dialog,) = app.get("dialog")
    shown = frame.plain(hostile)
    assert shown != hostile
    assert dialog.proto.dialog.title == app.title[0].value == shown
    (export,) = made.values()
    assert pictures.svg(export.picture, export.metadata, language("en"))
