"""What two decision records differ in, in sentences."""

from collections.abc import Iterator

from lcity.export.changes import Changes, changes
from lcity.export.record import Record
from lcity.index.causes import Change
from lcity.ui.shared import standing
from lcity.ui.shared.reader import and_more, reader_language, t
from lcity.ui.shared.rounding import adding_up

MOST_NAMED = 6
CAUSE_DIGITS = 1


def since(before: Record, after: Record) -> Iterator[str]:
    """Yield what changed from one record to another: weights, method, data, and who moved because of which.

    Raises
    ------
    ArgumentError
        The figures of one cannot be ranked.
    """
    lang, found = reader_language(), changes(before, after)
    if before.day == after.day:
        yield t("record.since_one_day", day=lang.date(before.day))
    else:
        yield t("record.since", before=lang.date(before.day), after=lang.date(after.day))
    if _of_other_data(before, after):
        yield t("record.other_dataset", before=before.title, after=after.title)
        return
    same_units = (before.level, before.city) == (after.level, after.city)
    if not same_units:
        yield t("record.other_units", before=_ranked_units(before), after=_ranked_units(after))
    yield _weights(found, {**before.labels, **after.labels})
    yield t("record.method_changed" if found.method else "record.method_same")
    if not same_units:
        return
    if before.scenario != after.scenario:
        told = [
            record.scenario.name if record.scenario else t("record.as_it_is") for record in (before, after)
        ]
        yield t("record.scenario_changed", before=told[0], after=told[1])
    yield from _data(found, before, after)
    yield from _rank_changes(found, {**before.names, **after.names})


def _of_other_data(before: Record, after: Record) -> bool:
    """Say whether two records are of different datasets, and not of one that has changed."""
    if before.data == after.data or set(before.names.index) & set(after.names.index):
        return False
    return before.level == after.level or before.title != after.title


def _ranked_units(record: Record) -> str:
    """Name the units a record ranks."""
    if not record.city:
        return t(f"board.scope.{record.level}")
    return t("board.scope.of", city=standing.names("city").get(record.city, record.city))


def _scenario(record: Record) -> str:
    return t("record.as_it_is") if record.scenario is None else record.scenario.name


def _weights(found: Changes, labels: dict[str, str]) -> str:
    lang = reader_language()
    if found.weights.empty:
        return t("record.weights_same")
    named = [
        t(
            "record.weight",
            name=labels[key],
            before=lang.percent(row["before"], 1),
            after=lang.percent(row["after"], 1),
        )
        for key, row in found.weights.iloc[:MOST_NAMED].iterrows()
    ]
    weights = t("export.semicolon").join(and_more(named, len(found.weights)))
    return t("record.weights_changed", weights=weights)


def _data(found: Changes, before: Record, after: Record) -> Iterator[str]:
    lang = reader_language()
    if before.data == after.data and not found.values:
        yield t("record.data_same")
    else:
        yield t(
            "record.data_changed", n=found.values, count=lang.number(found.values), all=lang.number(found.of)
        )
    for key, units, names in (("added", found.added, after.names), ("gone", found.gone, before.names)):
        if units:
            named = and_more([names[unit] for unit in units[:MOST_NAMED]], len(units))
            yield t(f"record.units_{key}", names=lang.listed(named))


def _rank_changes(found: Changes, names: dict[str, str]) -> Iterator[str]:
    lang = reader_language()
    if not found.movers:
        yield t("record.nobody_moved")
        return
    yield t(
        "record.moved", n=found.movers, count=lang.number(found.movers), shown=lang.number(len(found.moved))
    )
    for unit, change in found.moved.items():
        if change is None:
            yield t("record.moved_untold", name=names[unit])
        else:
            yield t(
                "record.moved_because",
                name=names[unit],
                before=lang.number(int(change.before["rank"])),
                after=lang.number(int(change.after["rank"])),
                causes=t("export.semicolon").join(_causes(change)),
            )


def _causes(change: Change) -> Iterator[str]:
    """Yield what each cause did, in places gained (+) or lost (-), the greatest first."""
    lang, places = reader_language(), adding_up(-change.causes["rank"], CAUSE_DIGITS)
    for cause in places.abs().sort_values(ascending=False, kind="stable").index:
        if places[cause]:
            yield t(
                "record.cause",
                cause=t(f"record.cause.{cause}"),
                places=lang.number(places[cause], CAUSE_DIGITS, sign=True),
            )
