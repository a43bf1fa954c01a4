"""Sentences of Meeting: who leads, how far the room agrees, what divides it, what a compromise changes."""

import datetime

from lcity.meeting import sentences
from lcity.meeting.consensus import Consensus
from lcity.meeting.like_minded import FEWEST_VOTES
from lcity.meeting.rooms import Room
from lcity.ui.meeting.numbers import Count
from lcity.ui.shared.reader import reader_language, t

DIGITS = 2
"""Decimals of a coefficient."""
LEAST_GAIN = 0.005
"""Of agreement: less is none, as it is written."""
SAME = 1e-9
GRADES = (("most", 0.9), ("much", 0.7), ("half", 0.5), ("little", 0.3), ("hardly", 0.0))
"""From which Kendall's W on orders are called so: the steps of Schmidt, Managing Delphi surveys using
nonparametric statistical techniques (1997)."""


def keys(room: Room) -> dict[str, str]:
    """Return key → name in the reader's language."""
    return room.ballot.names_of_keys(reader_language().code)


def units(room: Room) -> dict[str, str]:
    """Return unit → name in the reader's language."""
    return room.ballot.names_of_units(reader_language().code)


def together(*sentences: str) -> str:
    """Return sentences one after the other, as the reader's language parts them."""
    return reader_language().sentences(sentences)


def state(room: Room, now_s: float) -> str:
    """Say whether the room is open and until when, and how often it has been asked."""
    if not room.is_open(now_s):
        told_ = t("meeting.state.closed")
    elif room.closes_s is None:
        told_ = t("meeting.state.open")
    else:
        closes = datetime.datetime.fromtimestamp(room.closes_s).astimezone()
        told_ = t("meeting.state.open_until", time=f"{closes:%H:%M}")
    if room.round == 1:
        return told_
    return f"{told_} · {t('meeting.state.round', round=reader_language().number(room.round))}"


def finding(room: Room, count: Count) -> str:
    """Return the sentence that answers what the room values."""
    lang, found = reader_language(), count.found
    least = lang.number(FEWEST_VOTES)
    if found is None:
        if not count.number:
            return t("meeting.waiting.none", least=least)
        return t("meeting.waiting", n=count.number, count=lang.number(count.number), least=least)
    names = units(room)
    leaders = list(found.ranking.rank.index[found.ranking.rank.eq(1).fillna(False)])
    if not leaders:
        return t("meeting.nobody")
    counted = {
        "n": found.votes,
        "count": lang.number(found.votes),
        "leaders": lang.listed(names[unit] for unit in leaders),
    }
    share, most = float(found.first[leaders].max()), float(found.first.max())
    if most > share:
        often = lang.listed(names[unit] for unit in found.first.index[found.first == most])
        return t("meeting.finding.other", **counted, most=often, share=lang.percent(most))
    if share == 1:
        return t("meeting.finding.all", **counted)
    tied = [names[unit] for unit in found.first.index[found.first == share] if unit not in leaders]
    if share and tied:
        return t("meeting.finding.tied", **counted, most=lang.listed(tied), share=lang.percent(share))
    return t("meeting.finding.leads", **counted, share=lang.percent(share))


def agreement(found: Consensus) -> str:
    """Say how far voters agree on the order and on the weights."""
    lang = reader_language()
    written = round(found.agreement, DIGITS)
    grade = "same" if _same_order(found) else next(own for own, least in GRADES if written >= least)
    return together(
        t(
            "meeting.agreement.order",
            grade=t(f"meeting.agreement.{grade}"),
            agreement=lang.number(found.agreement, DIGITS),
        ),
        t("meeting.agreement.overlap", overlap=lang.percent(found.overlap)),
    )


def _same_order(found: Consensus) -> bool:
    return found.agreement > 1 - SAME


def _settled(found: Consensus) -> bool:
    """Say whether all orders are the same, as far as agreement on them is written."""
    return found.agreement > 1 - LEAST_GAIN


def groups(room: Room, count: Count) -> list[str]:
    """Say of each group what it gives most to and who is first there; that there are none, where so."""
    lang, names = reader_language(), keys(room)
    few, least = lang.number(FEWEST_VOTES), lang.number(2 * FEWEST_VOTES)
    if count.number < 2 * FEWEST_VOTES:
        return [t("meeting.groups.too_few", few=few, least=least)]
    if not count.groups:
        return [t("meeting.groups.none", few=few)]
    return [
        t(
            "meeting.groups.own",
            n=own.votes,
            count=lang.number(own.votes),
            name=names[own.median.idxmax()],
            share=lang.percent(float(own.median.max())),
            first=lang.listed(units(room)[unit] for unit in own.first),
        )
        for own in count.groups
    ]


def disagreement(room: Room, found: Consensus) -> str:
    """Say what divides the room."""
    if found.disagreement is None:
        return t("meeting.disagreement.settled" if _settled(found) else "meeting.disagreement.none")
    return sentences.disagreement(found.disagreement, keys(room), units(room), reader_language())


def compromise(room: Room, found: Consensus) -> str:
    """Say what would change if everybody met at the median of the one disputed weight."""
    lang = reader_language()
    if found.disagreement is None:
        return t("meeting.compromise.settled" if _settled(found) else "meeting.compromise.none")
    name = keys(room)[found.disagreement.key]
    if found.compromise is None:
        return t("meeting.compromise.nothing", name=name)
    share = lang.percent(found.compromise.share)
    then = found.compromise.first
    # Of those that are first as often, who is most often so now.
    most = max(then.index, key=lambda unit: (then[unit], found.first[unit]))
    shares = float(then[most]), float(found.first[most])
    first, now = lang.percents(shares)
    if found.compromise.agreement < found.agreement + LEAST_GAIN:
        return t("meeting.compromise.idle", name=name, share=share)
    before, after = lang.numbers([found.agreement, found.compromise.agreement], DIGITS)
    return together(
        t("meeting.compromise.agreement", name=name, share=share, before=before, after=after),
        t(
            "meeting.compromise.same" if shares[0] == shares[1] else "meeting.compromise.first",
            most=units(room)[most],
            first=first,
            now=now,
        ),
    )


def weights_note(found: Consensus) -> str:
    """Say what the line, the band and the room's weight are, and how far medians are from the whole."""
    total = float(found.median.sum())
    if not total:
        return t("meeting.cloud.note_mean")
    return t("meeting.cloud.note", sum=reader_language().percent(total))


def since(room: Room, before: Consensus, after: Consensus) -> str:
    """Say what a discussion has changed, and where others voted than before."""
    lang = reader_language()
    key = (after.median - before.median).abs().idxmax()
    was, now = lang.percents([before.median[key], after.median[key]])
    agreed = lang.numbers([before.agreement, after.agreement], DIGITS)
    told = t("meeting.since.told", before=agreed[0], after=agreed[1], name=keys(room)[key], was=was, now=now)
    if before.votes == after.votes:
        return told
    votes = {"before": lang.number(before.votes), "after": lang.number(after.votes)}
    return together(told, t("meeting.since.other_votes", **votes))


def whose(room: Room, found: Consensus) -> str:
    """Say whose weights these are, as what is handed out has it."""
    lang = reader_language()
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return t(
        "record.room_weights",
        question=room.ballot.question,
        count=lang.number(found.votes),
        date=lang.date(today),
    )
