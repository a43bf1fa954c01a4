"""What is open: its title and licence, how far its figures can be trusted, which there are, its tables."""

import io
import zipfile
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from lcity.charts.presence import COLOURS, KINDS, presence
from lcity.dataset import PROVENANCES
from lcity.dataset.files import find
from lcity.errors import ArgumentError
from lcity.intake import templates
from lcity.partitions import is_partitioned
from lcity.ui.parts import draw
from lcity.ui.shared import cache, frame, selection, state, user_dataset
from lcity.ui.shared.options import options
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice
from lcity.ui.shared.window import room_px

MOST_DRAWN = 400
MEDIA = {".csv": "text/csv", ".geojson": "application/geo+json", ".toml": "application/toml"}


def level_choice() -> Choice:
    """Return the choice of the units whose figures are pictured."""
    levels = cache.open_dataset().levels
    return Choice("pictured", levels[0] if levels else "city", allowed=levels)


def finding() -> str:
    """Return what the open dataset holds, in one sentence."""
    dataset, lang = cache.open_dataset(), reader_language()
    counted = _counts()
    known = counted["values"].sum()
    real = counted.loc[counted.index.isin(["official", "survey"]), "values"].sum()
    told = t(
        "data.finding",
        indicators=lang.number(int(counted["indicators"].sum())),
        cities=lang.number(len(dataset.cities)),
        districts=lang.number(len(dataset.districts)),
        known=lang.number(int(known)),
        real=lang.percent(real / known if known else float("nan")),
    )
    empty, gaps = _empty(selection.chosen_year()), _gaps(selection.chosen_year())
    told += t("data.finding_gaps", n=gaps, count=lang.number(gaps)) if gaps else ""
    return told + (t("data.finding_empty", n=empty, count=lang.number(empty)) if empty else "")


def simulated() -> bool:
    """Say whether any indicator of the open dataset is simulated."""
    return bool(cache.simulated())


def about() -> None:
    """Say what is open, and lead back to the server's dataset where it is not that."""
    dataset, lang = cache.as_it_is(), reader_language()
    meta = {name: getattr(dataset.meta, name) for name in ("title", "title_zh", "about", "about_zh")}
    meta |= {"licence": dataset.meta.licence, "licence_zh": dataset.meta.licence_zh}
    st.markdown(f"**{frame.plain(lang.text(meta, 'title'))}**")
    if text := lang.text(meta, "about"):
        st.text(text)
    licence = lang.text(meta, "licence") or t("data.no_licence")
    sources = [lang.text(row, "title") for row in dataset.sources.to_dict("records")]
    st.caption(frame.plain(t("data.licence", licence=licence, hash=dataset.hash)))
    if sources:
        st.caption(frame.plain(t("data.sources", names=lang.listed(sources))))
    own = user_dataset.current()
    if own is None:
        return
    st.info(t("data.own"), icon=":material/lock:")
    with st.container(horizontal=True):
        st.button(t("data.back"), key="data.back", on_click=_back)
        if user_dataset.saving_to() is not None and not user_dataset.is_saved(dataset):
            st.button(t("data.save"), key="data.save", on_click=_save, help=t("data.save_about"))


def provenance() -> None:
    """Tell how many indicators and how many figures there are of each provenance."""
    lang = reader_language()
    counted = _counts()
    total = counted["values"].sum()
    table = pd.DataFrame(
        {
            t("data.provenance"): [t(f"common.provenance.{kind}") for kind in counted.index],
            t("data.indicators"): [lang.number(n) for n in counted["indicators"]],
            t("data.figures"): [lang.number(n) for n in counted["values"]],
            t("data.share"): [lang.percent(n / total if total else float("nan")) for n in counted["values"]],
        }
    )
    draw.figures(table, "data.provenance", t("data.provenance"))


def picture() -> None:
    """Draw which figures there are, unit by unit, in the chosen year."""
    dataset, lang = cache.open_dataset(), reader_language()
    if not dataset.has_index:
        return
    choice = level_choice()
    options(choice, "data.units", lambda level: t(f"data.level.{level}"), "visible")
    level = choice.value
    city = selection.city_choice().value if level == "district" else ""
    values = cache.values_of(level, selection.chosen_year(), city)
    if len(values) > MOST_DRAWN:
        st.caption(t("data.too_many_drawn", most=lang.number(MOST_DRAWN), count=lang.number(len(values))))
        values = values.iloc[:MOST_DRAWN]
    kinds = cache.provenance()
    units = cache.names("cities" if level == "city" else "districts", lang.code)[values.index]
    names = cache.names("indicators", lang.code)[values.columns]
    shown = [kind for kind in KINDS if kind in set(kinds)]
    words = {kind: t(f"common.provenance.{kind}") for kind in shown} | {"missing": t("data.missing")}
    draw.key([(COLOURS[kind], word) for kind, word in words.items()], t("data.picture_key"))
    share = values.notna().to_numpy().mean() if values.size else float("nan")
    alt = t("data.picture_alt", share=lang.percent(share))
    fig = presence(values, kinds, units, names, lang, steep=room_px() == 0)
    draw.figure(fig, "data.presence", alt, bar=False)
    sources, marks = cache.sources_of(tuple(values.columns))
    years = cache.years_of(level, selection.chosen_year(), tuple(values.columns), lang.code)
    frame.foot(sources, marks, years, t("data.picture_about"))


def tables() -> None:
    """Offer every table of the open dataset as it is, and all of them at once where none lies in tiles."""
    dataset, lang = cache.as_it_is(), reader_language()
    in_tiles = is_partitioned(dataset.folder)
    st.caption(t("data.tables_about_tiles" if in_tiles else "data.tables_about"))
    with st.container(horizontal=True):
        if not in_tiles:
            st.download_button(
                t("data.whole"),
                partial(whole, dataset.folder),
                file_name=f"{user_dataset.called(dataset)}.zip",
                mime="application/zip",
                key="data.whole",
                on_click="ignore",
                icon=":material/folder_zip:",
            )
        for path in find(dataset.folder).values():
            size = lang.number(max(path.stat().st_size / 1000, 1))
            st.download_button(
                f"{path.name} ({size} kB)",
                path.read_bytes if path.suffix != ".csv" else partial(_csv, path),
                file_name=path.name,
                mime=MEDIA.get(path.suffix, "application/octet-stream"),
                key=f"data.file.{path.name}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def whole(folder: Path) -> bytes:
    """Return a dataset's files as they are in one .zip: uploaded, it opens the same dataset again."""
    content = io.BytesIO()
    # A file may be dated before 1980, which a .zip cannot say.
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as target:
        for path in find(folder).values():
            target.write(path, path.name)
    return content.getvalue()


def _csv(path: Path) -> bytes:
    """Return a table of the dataset such that a spreadsheet runs nothing of it."""
    return templates.defused(path)


@cache.shared(8)
def _count_table(year: int | None) -> pd.DataFrame:
    kinds = cache.provenance()
    levels = cache.open_dataset().levels
    figures = sum(
        (cache.values(level, year).values.notna().sum() for level in levels), pd.Series(0, kinds.index)
    )
    found = pd.DataFrame({"indicators": kinds.value_counts(), "values": figures.groupby(kinds).sum()})
    return found.reindex([kind for kind in PROVENANCES if kind in found.index]).fillna(0).astype(int)


@cache.shared(8)
def _gaps(year: int | None) -> int:
    """Return how many figures units lack of indicators that others of their level have."""
    values = (cache.values(level, year).values for level in cache.open_dataset().levels)
    return sum(int(found.isna().to_numpy()[:, found.notna().any().to_numpy()].sum()) for found in values)


@cache.shared(8)
def _empty(year: int | None) -> int:
    """Return how many indicators have no figure of any unit, which are no gaps among others' figures."""
    known = (cache.known_leaves(level, year) for level in cache.open_dataset().levels)
    return len(cache.provenance().index.difference(frozenset().union(*known)))


def _counts() -> pd.DataFrame:
    return _count_table(selection.chosen_year())


def _back() -> None:
    user_dataset.close()
    forget_choices()


def _save() -> None:
    try:
        user_dataset.save(cache.as_it_is())
    except OSError:
        st.toast(t("data.not_saved"))
        return
    st.toast(t("data.saved"))


def open_saved(folder: Path) -> None:
    """Open a dataset saved on the server."""
    try:
        user_dataset.open_(cache.folder_dataset(str(folder)))
    except ArgumentError as full:
        st.toast(t("data.full", most=str(full)))
        return
    forget_choices()


def forget_choices() -> None:
    """Keep the choices that exist in the dataset now open; the others fall to their defaults."""
    kept = state.link()
    kept.pop(state.DATASET_NAME, None)
    state.reopen(kept)
