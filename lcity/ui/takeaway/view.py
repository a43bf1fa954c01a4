"""Download and share: what a page shows, as a link, tables, pictures, a brief or a record.

A page asks for it at its foot with a function that makes its `Export`; that is called only while the
reader has the list open, and a file is only made when it is asked for.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.export import brief_pdf, brief_pptx, table, workbook
from lcity.export import record as records
from lcity.export.metadata import Metadata
from lcity.export.pictures import page as pictures
from lcity.export.pictures.page import Panel, Picture
from lcity.text import Language
from lcity.ui.shared import frame, user_dataset
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import record
from lcity.ui.takeaway.export import Export

WHOLE = -1
LABEL_PX, PART_PX = 64, 250
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@st.fragment
def offer(name: str, made: Callable[[], Export]) -> None:
    """Draw the list of what can be taken away; opening it draws nothing else anew.

    Parameters
    ----------
    name
        Of the page: of the files too.
    made
        Makes the export, in the reader's session.
    """
    popover = st.popover(
        t("export.take_away"),
        key=f"takeaway.{name}",
        on_change="rerun",
        icon=":material/download:",
        type="tertiary",
    )
    if popover.open:
        with popover:
            _list(name, made(), reader_language())


def picture_file(
    name: str, kind: str, metadata: Metadata, picture: Picture, size_in: tuple[float, float]
) -> tuple[str, bytes]:
    """Return a picture as a file: its name and its content.

    Parameters
    ----------
    name
        Of the page.
    kind
        "png" or "svg".
    metadata, picture, size_in
        As for `lcity.export.pictures.page.png`.
    """
    draw = pictures.png if kind == "png" else pictures.svg
    return f"{_stem(name, metadata)}.{kind}", draw(picture, metadata, reader_language(), size_in=size_in)


def _stem(name: str, metadata: Metadata) -> str:
    return f"lcity-{name}-{metadata.day.isoformat()}"


def _list(name: str, export: Export, lang: Language) -> None:
    metadata = export.metadata
    stem = _stem(name, metadata)
    st.caption(t("export.link_about"))
    st.code(metadata.link, language=None, wrap_lines=True)
    if metadata.link_note:
        st.caption(frame.plain(metadata.link_note))
    if user_dataset.current() is not None:
        st.caption(t("export.link_own"))
    if export.tables:
        with _row(t("export.table")):
            for number, own in enumerate(export.tables):
                label = "CSV" if len(export.tables) == 1 else t("export.csv_of", title=frame.plain(own.title))
                last = f"-{number + 1}" if number else ""
                _file(label, partial(table.csv, own, metadata, lang), f"{stem}{last}.csv", "text/csv")
            _file("Excel", partial(workbook.xlsx, export.tables, metadata, lang), f"{stem}.xlsx", XLSX)
    if export.picture:
        with _row(t("export.picture")):
            picture = _picture(name, export.picture, export.others)
            _file("PNG", partial(pictures.png, picture, metadata, lang), f"{stem}.png", "image/png")
            _file("SVG", partial(pictures.svg, picture, metadata, lang), f"{stem}.svg", "image/svg+xml")
    if export.files:
        with _row(t("export.more")):
            for own in export.files:
                _file(own.label, own.make, f"{stem}{own.ending}", own.mime)
    with _row(t("export.brief")):
        brief = metadata, export.picture, lang
        _file("PowerPoint", partial(brief_pptx.pptx, *brief), f"{stem}.pptx", PPTX)
        _file("PDF", partial(brief_pdf.pdf, *brief), f"{stem}.pdf", "application/pdf")
    decided = export.decided
    how = (decided.rules, decided.weights_of, (decided.level, "")) if decided else ()
    present = record.current(metadata.question, metadata.finding, *how) if export.recorded else None
    with st.expander(t("record.keep")):
        if present:
            kept = partial(records.write, present)
            _file(t("record.save"), kept, f"lcity-record-{metadata.day.isoformat()}.json", "application/json")
        record.opener(f"takeaway.{name}.record", lambda: present)


def _picture(name: str, picture: Picture, others: tuple[Panel, ...]) -> Picture:
    """Draw the choice of a part of the picture, or of another chart, and return what is chosen."""
    panels = (*picture.panels, *others)
    if len(panels) < 2:
        return picture
    number = st.selectbox(
        t("export.picture"),
        range(WHOLE, len(panels)),
        format_func=lambda number: t("export.whole") if number == WHOLE else panels[number].title,
        key=f"takeaway.{name}.part",
        label_visibility="collapsed",
        width=PART_PX,
    )
    return picture if number == WHOLE else Picture(((panels[number],),))


def _row(title: str) -> DeltaGenerator:
    """Return a line that begins with what its buttons are of."""
    line = st.container(horizontal=True, vertical_alignment="center", gap="small")
    line.caption(title, width=LABEL_PX)
    return line


def _file(label: str, make: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(label, make, file_name, mime, on_click="ignore", key=f"takeaway.{file_name}.{label}")
