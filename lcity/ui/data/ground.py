"""A dataset of a map extract, where people live and outlines: made apart, then confirmed as any upload."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lcity.ground import GroundError
from lcity.ground.columns import CENTRES, OUTLINES, POPULATION, TRAVEL
from lcity.ground.errors import written
from lcity.ground.uploaded import Offer, made_of, offer
from lcity.intake.limits import Limits
from lcity.ui.data import draft
from lcity.ui.data.columns import Chosen, choose
from lcity.ui.shared import frame
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import side_by_side

POINTS = ("csv", "geojson", "gpkg", "parquet", "zip")
FORMS = {
    CENTRES: ("pbf", "json", *POINTS),
    POPULATION: ("tif", "tiff", "json", *POINTS),
    OUTLINES: ("geojson", "json", "topojson", "gpkg", "parquet", "zip"),
    TRAVEL: ("csv", "parquet"),
}
_TOLD, _OFFERS = "lcity.ground.told", "lcity.ground.offers"


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
        places = dict(zip(FORMS, [*side_by_side(2), *side_by_side(2)], strict=True))
        files = {}
        for part, place in places.items():
            file = place.file_uploader(
                t(f"data.ground_{part}"),
                type=list(FORMS[part]),
                key=f"data.ground.{part}.{draft.turn()}",
                max_upload_size=limits.upload_mb,
            )
            if file is not None:
                files[part] = file
        chosen = {part: _draw_choice(part, files, places[part]) for part in files}
        title = st.text_input(t("data.ground_title"), key="data.ground.title", max_chars=200)
        ready = CENTRES in files and all(chosen.values()) and bool(title.strip())
        due = [name for found in chosen.values() if found for name in found.due]
        if due:
            st.caption(t("data.ground_due", names=lang.listed(due)))
        disabled = not ready or bool(due)
        if st.button(t("data.ground_make"), key="data.ground.make", disabled=disabled, type="primary"):
            _make(files, chosen, title.strip())
        _tell()


def _draw_choice(part: str, files: Mapping[str, UploadedFile], place) -> Chosen | None:
    """Draw what of a file is to be chosen; None where it cannot be used."""
    with place:
        told = _offer_of(part, files[part])
        if isinstance(told, Offer) and not told.problems:
            return choose(part, files[part].file_id, told.columns, frozenset(files))
        code = reader_language().code
        for sentence in told.problems.get(code, ()) if isinstance(told, Offer) else (_sentence(*told),):
            st.error(frame.plain(sentence))
        return None


def _offer_of(part: str, file: UploadedFile) -> Offer | tuple[str, dict]:
    """Return what a file offers, read once; or the code of an error and what it names."""
    kept = st.session_state.setdefault(_OFFERS, {})
    known = kept.get(part)
    if known is None or known[0] != file.file_id:
        with st.spinner(t("data.reading")):
            try:
                found = offer(part, (file.name, file.getvalue()))
            except GroundError as error:
                # Not the error itself: it would hold the frames it came from, and the files in them.
                found = (error.code, error.details)
        known = kept[part] = (file.file_id, found)
    return known[1]


def _make(files: Mapping[str, UploadedFile], chosen: Mapping[str, Chosen], title: str) -> None:
    parts = {part: (file.name, file.getvalue()) for part, file in files.items()}
    if chosen[CENTRES].is_map:
        parts["streets"] = parts[CENTRES]
    options = {"title": title}
    for found in chosen.values():
        options |= found.options
    with st.spinner(t("data.reading")):
        try:
            made = made_of(parts, options)
        except GroundError as error:
            st.session_state[_TOLD] = Told(draft.turn(), error=(error.code, error.details))
            return
    st.session_state[_TOLD] = Told(draft.turn(), made.told, problems=made.problems)
    if made.files:
        draft.take(made.files)
        st.rerun()


def _sentence(code: str, details: dict) -> str:
    return GroundError(code, **details).text(reader_language())


def _tell() -> None:
    """Write what was read and left out, and what is wrong."""
    told, lang = st.session_state.get(_TOLD), reader_language()
    if told is None or told.turn != draft.turn():
        return
    errors = [_sentence(*told.error)] if told.error else []
    for sentence in (*errors, *told.problems.get(lang.code, ())):
        st.error(frame.plain(sentence))
    lines = [frame.plain(lang.t(f"ground.told.{code}", **written(named, lang))) for code, named in told.lines]
    st.caption("  \n".join(lines))
