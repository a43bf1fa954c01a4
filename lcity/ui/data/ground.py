"""A dataset of a map extract, where people live and outlines: made apart, then confirmed as any upload."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st

from lcity.ground import GroundError
from lcity.ground.errors import written
from lcity.ground.uploaded import made_of
from lcity.intake.limits import Limits
from lcity.ui.data import draft
from lcity.ui.shared import frame
from lcity.ui.shared.reader import reader_language, t

FORMS = {
    "map": ("pbf", "json", "geojson"),
    "outlines": ("geojson", "json", "topojson", "gpkg", "parquet", "zip"),
    "people": ("tif", "tiff", "csv", "geojson", "json", "gpkg", "parquet", "zip"),
}
PARTS = {"centres": "map", "streets": "map", "outlines": "outlines", "population": "people"}
"""Which file each part of a dataset is of."""
COLUMNS = ("name_column", "id_column", "city_column", "value_column", "admin_level")
_TOLD = "lcity.ground.told"


class Told(NamedTuple):
    """What was told of the last files, and in which turn of uploads: it goes with the files."""

    turn: int
    lines: tuple[tuple[str, dict], ...] = ()
    error: tuple[str, dict] | None = None
    problems: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def ground() -> None:
    """Draw the way from files of one's own ground to a draft."""
    limits, lang = Limits.from_environment(), reader_language()
    with st.expander(t("data.ground")):
        st.caption(t("data.ground_about", most=lang.number(limits.upload_mb)))
        files = {}
        for place, (what, forms) in zip(st.columns(len(FORMS)), FORMS.items(), strict=True):
            files[what] = place.file_uploader(
                t(f"data.ground_{what}"),
                type=list(forms),
                key=f"data.ground.{what}.{draft.turn()}",
                max_upload_size=limits.upload_mb,
            )
        title = st.text_input(t("data.ground_title"), key="data.ground.title", max_chars=200)
        with st.expander(t("data.ground_columns")):
            places = st.columns(len(COLUMNS))
            options = {
                of: place.text_input(t(f"data.ground_{of}"), key=f"data.ground.{of}", max_chars=100).strip()
                for place, of in zip(places, COLUMNS, strict=True)
            }
        ready = files["map"] is not None and bool(title.strip())
        if st.button(t("data.ground_make"), key="data.ground.make", disabled=not ready, type="primary"):
            _make(files, {"title": title.strip()} | {of: text for of, text in options.items() if text})
        _tell()


def _make(files: dict, options: dict[str, str]) -> None:
    given = {what: (file.name, file.getvalue()) for what, file in files.items() if file is not None}
    parts = {of: given[what] for of, what in PARTS.items() if what in given}
    with st.spinner(t("data.reading")):
        try:
            made = made_of(parts, options)
        except GroundError as error:
            # Not the error itself: it would hold the frames it came from, and the files in them.
            st.session_state[_TOLD] = Told(draft.turn(), error=(error.code, error.details))
            return
    st.session_state[_TOLD] = Told(draft.turn(), made.told, problems=made.problems)
    if made.files:
        draft.take(made.files)
        st.rerun()


def _tell() -> None:
    """Write what was read and left out, and what is wrong."""
    told, lang = st.session_state.get(_TOLD), reader_language()
    if told is None or told.turn != draft.turn():
        return
    code, details = told.error or ("", {})
    errors = [GroundError(code, **details).text(lang)] if code else []
    for sentence in (*errors, *told.problems.get(lang.code, ())):
        st.error(frame.plain(sentence))
    lines = [frame.plain(lang.t(f"ground.told.{code}", **written(named, lang))) for code, named in told.lines]
    st.caption("  \n".join(lines))
