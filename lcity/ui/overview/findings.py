"""What else is worth knowing at a glance: sentences computed from the data, each with where to go on."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import streamlit as st

from lcity.errors import ArgumentError
from lcity.index import Ranking
from lcity.ui.shared import cache, frame, reach, selection, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules


@dataclass(frozen=True)
class Finding:
    """A sentence computed from the data, the page that goes on with it, whether it is simulated, or planned.

    `official` asks that page to count official figures only; `ask` is called before the page is opened where
    it is to be asked otherwise than it is now.
    """

    sentence: str
    page: str
    simulated: bool
    official: bool = False
    ask: Callable[[], None] | None = None
    planned: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks it bears."""
        return (*(["simulated"] if self.simulated else []), *(["planned"] if self.planned else []))


def findings(ranking: Ranking, level: str, rules: Rules) -> list[Finding]:
    """Return what else is worth knowing at a glance, as far as the dataset has it."""
    return [
        *_spread("coverage_1000m", "coverage", rules),
        *_spread("participation_60p", "participation", rules),
        *_official(ranking, level, rules),
    ]


def draw_findings(found: list[Finding]) -> None:
    """Write findings side by side, each a link to the page that goes on with it."""
    if not found:
        return
    with st.container(key="findings"):
        for column, finding in zip(st.columns(len(found), gap="medium"), found, strict=True):
            with column:
                draw(finding)


def draw(finding: Finding) -> None:
    """Write a finding as a link to the page that goes on with it."""
    label = " ".join((frame.plain(finding.sentence), *map(frame.tag, finding.marks)))
    page = f"pages/{finding.page}.py"
    ask = (lambda: standing.official_choice().set(True)) if finding.official else finding.ask
    if ask is None:
        st.page_link(page, label=label)
    elif st.button(label, type="tertiary"):
        ask()
        st.switch_page(page)


def _spread(computed: str, page: str, rules: Rules) -> Iterator[Finding]:
    """Yield a finding on the range of an indicator that counts over the units first shown.

    Where a unit is chosen and has a figure, it begins with that.
    """
    leaves = [leaf for leaf in rules.tree.leaves if cache.row("indicators", leaf)["computed"] == computed]
    if not leaves:
        return
    over = selection.first_level()
    found = cache.values(over, selection.chosen_year())
    hundred = 100 if cache.row("indicators", leaves[0])["unit"] == "%" else 1
    values = found.values[leaves[0]].dropna() / hundred
    if len(values) < 2:
        return
    lang = reader_language()
    names = standing.names(over)
    shares = {
        "low": lang.percent(values.min()),
        "high": lang.percent(values.max()),
        "lowest": names[values.idxmin()],
        "highest": names[values.idxmax()],
        "centre": reach.centre(),
    }
    sentence = t(f"overview.{page}_found", **shares)
    if shares["low"] == shares["high"]:
        sentence = t(f"overview.{page}_alike.{over}", share=shares["low"], centre=shares["centre"])
    level, unit = selection.unit_chosen()
    own = (
        cache.values(level, selection.chosen_year()).values.at[unit, leaves[0]] / hundred
        if unit
        else math.nan
    )
    if not math.isnan(own):
        name = standing.names(level)[unit]
        sentence = t(f"overview.{page}_found_in.{over}", **shares, name=name, own=lang.percent(own))
    planned = cache.provenance()[leaves[0]] == "planned"
    yield Finding(sentence, page, leaves[0] in cache.simulated(), planned=planned)


def _official(ranking: Ranking, level: str, rules: Rules) -> Iterator[Finding]:
    """Yield a finding on what the order would be on official figures alone, of the chosen unit if any."""
    tree = cache.official_tree()
    if not tree.leaves or tree.leaves == rules.tree.leaves:
        return
    alone = replace(rules, tree=tree)
    own, unit = selection.unit_chosen()
    try:
        sentence = (_moves(own, unit, rules, alone) if unit else "") or _first_place(ranking, level, alone)
    except ArgumentError:
        return
    if sentence:
        planned = standing.is_planned(rules, own if unit else level)
        told = reader_language().sentences((sentence, standing.planned_note(rules)))
        yield Finding(told, "ranking", simulated=False, official=True, planned=planned)


def _moves(level: str, unit: str, rules: Rules, others: Rules) -> str:
    """Say where a unit would stand by other rules; "" where it is unranked by either."""
    lang = reader_language()
    before, after = standing.among_both(standing.ranked(level, rules), standing.ranked(level, others))
    if unit not in after.index:
        return ""
    same = before[unit] == after[unit]
    return t(
        "overview.official_same_in" if same else "overview.official_found_in",
        name=standing.names(level)[unit],
        rank=lang.number(int(after[unit])),
        before=lang.number(int(before[unit])),
        count=lang.number(len(after)),
        units=t(f"overview.units.{level}"),
    )


def _first_place(ranking: Ranking, level: str, rules: Rules) -> str:
    """Say who would lead by other rules, and how many would change place; "" where nobody is ranked."""
    lang = reader_language()
    before, after = standing.among_both(ranking, standing.ranked(level, rules))
    if after.empty:
        return ""
    return t(
        "overview.official_found",
        first=lang.listed(standing.names(level)[after.index[after == 1]]),
        moved=lang.number(int((before != after).sum())),
        count=lang.number(len(after)),
        units=t(f"overview.units.{level}"),
    )
