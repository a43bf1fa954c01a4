"""Sentences of the crosswalk between frameworks."""

from typing import Any

import pandas as pd

from lcity.index.crosswalk import AREAS, area_key, feature_key
from lcity.ui.frameworks import numbers
from lcity.ui.shared import cache, frame, selection, standing, unit_choice
from lcity.ui.shared.reader import and_more, reader_language, t

MOST_ROWS, MOST_NAMED = 25, 4


def finding(level: str, unit: str) -> str:
    """Say where a unit stands under either framework, and how many ranks depend on the choice."""
    found = numbers.table(level)
    if found is None:
        return t("crosswalk.none")
    lang = reader_language()
    ranked = found.dropna(subset=["first", "second"])
    count = int(ranked["depends"].sum())
    whole = t(
        f"crosswalk.depend.{level}",
        n=count,
        count=lang.number(count),
        all=lang.number(len(ranked)),
    )
    if unit in numbers.left_out(level):
        own = t("crosswalk.in_one", name=unit_choice.names(level)[unit])
        return t("crosswalk.both", own=own, whole=whole)
    if unit not in ranked.index:
        return whole[0].upper() + whole[1:]
    first, second = (int(ranked.at[unit, column]) for column in ("first", "second"))
    own = t(
        "crosswalk.same" if first == second else "crosswalk.differs",
        name=unit_choice.names(level)[unit],
        first=lang.number(first),
        second=lang.number(second),
    )
    return t("crosswalk.both", own=own, whole=whole)


def outside(found: pd.DataFrame, names: pd.Series) -> str:
    """Name the units drawn whose rank depends on the framework."""
    lang = reader_language()
    units = found.index[found["depends"]]
    if not len(units):
        return t("crosswalk.nobody_outside")
    listed = [
        t(
            "crosswalk.moved",
            name=names[unit],
            first=lang.number(int(found.at[unit, "first"])),
            second=lang.number(int(found.at[unit, "second"])),
        )
        for unit in units
    ]
    return t("crosswalk.outside", names=lang.listed(listed))


def left_out(found: pd.DataFrame, level: str) -> str:
    """Say among how many units both ranks are, and who is left out; "" where nobody is."""
    units = numbers.left_out(level)
    if units.empty:
        return ""
    lang = reader_language()
    names = and_more(list(unit_choice.names(level)[units[:MOST_NAMED]]), len(units), "crosswalk.more")
    count = lang.number(int(found["first"].notna().sum()))
    return t(f"crosswalk.both_count.{level}", count=count, names=lang.listed(names))


def drawn(found: pd.DataFrame, level: str) -> tuple[pd.DataFrame, str]:
    """Return the units to draw, and what they are: a city's districts, or those that move furthest."""
    city = selection.city_choice().value
    if level == "district" and city:
        own = cache.in_city(found.index, city)
        return found.loc[own], t("crosswalk.of_city", city=selection.city_label(city))
    if len(found) <= MOST_ROWS:
        return found, t("crosswalk.all")
    moved = (found["second"] - found["first"]).abs().astype("Float64").fillna(-1)
    furthest = moved.nlargest(MOST_ROWS).index
    title = t("crosswalk.furthest", count=reader_language().number(MOST_ROWS))
    return found[found.index.isin(furthest)], title


def axis(found: pd.DataFrame, level: str) -> str:
    """Say what the axis of ranks is, and of how many units."""
    return t(f"crosswalk.rank.{level}", count=reader_language().number(int(found["first"].notna().sum())))


def framework() -> str:
    """Write the features with their shares and their indicators, as Markdown; those not measured too."""
    lang, rules = reader_language(), numbers.unesco_rules()
    names = cache.names("indicators", lang.code)
    shares, placed = rules.weights.shares(rules.tree), numbers.placed()
    parts = []
    for area, features in AREAS.items():
        share = shares.get(area_key(area), 0.0)
        parts.append(f"**{frame.plain(t(f'crosswalk.area.{area}'))}** {frame.plain(lang.percent(share))}")
        lines = []
        for number in features:
            name = feature_name(number)
            leaves = [leaf for leaf in placed.index[placed == number] if leaf in rules.tree.leaves]
            if not leaves:
                lines.append(f"- :gray[{frame.plain(t('crosswalk.not_measured', name=name))}]")
                continue
            listed = lang.listed(names[leaf] for leaf in leaves)
            with_share = f"{name} {lang.percent(shares[feature_key(number)])}"
            lines.append(f"- {frame.plain(with_share)}  \n  :gray[{frame.plain(listed)}]")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def feature_name(number: int) -> str:
    """Name a key feature, its number before it."""
    return t("crosswalk.feature", number=str(number), name=t(f"crosswalk.feature.{number}"))


def footing(level: str) -> dict[str, Any]:
    """Return what the ranks stand on, as `frame.foot` wants it."""
    return standing.footing(standing.chosen_rules(), level) | {"method": method(level)}


def method(level: str) -> str:
    """Say how it is computed, as Markdown."""
    lang = reader_language()
    parts = [t("crosswalk.method_same"), t("crosswalk.method_weights"), t("crosswalk.method_interval")]
    found = numbers.table(level)
    if found is not None and (sentence := left_out(found, level)):
        parts.append(frame.plain(sentence))
    if left := numbers.not_placed():
        names = cache.names("indicators", lang.code)
        listed = lang.listed(names[leaf] for leaf in left)
        parts.append(t("crosswalk.method_left", names=frame.plain(listed)))
    return "\n\n".join(parts)
