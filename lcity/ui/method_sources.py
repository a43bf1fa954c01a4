"""How it is computed: what the dataset stands on, and what of it is simulated."""

import pandas as pd
import streamlit as st

from lcity.ui import cache, frame
from lcity.ui import method_tree as tree_
from lcity.ui.reader import reader_language, t

SIMULATED = "simulated"
FILES = {"centres": "centres.csv", "population": "population", "participation": "participation.csv"}


def sources() -> None:
    """Draw the table of sources: producer, title, licence, link, and how many indicators stand on each."""
    table = cache.open_dataset().sources
    used = cache.open_dataset().indicators["source"].value_counts().reindex(table.index, fill_value=0)
    lang = reader_language()
    columns = {
        t("method.source"): table["title"],
        t("method.producer"): table["producer"],
        t("method.licence"): table["licence"],
        t("method.link"): table["url"],
        t("method.published"): table["published"],
    }
    shown = pd.DataFrame(
        {head: column.fillna("").map(str).map(frame.plain) for head, column in columns.items()}
    )
    shown[t("method.used_by")] = [lang.number(count) if count else "" for count in used]
    st.table(shown, border="horizontal", hide_index=True)


def dataset() -> None:
    """Write which dataset this is."""
    meta = cache.open_dataset().meta
    title = reader_language().text({"title": meta.title, "title_zh": meta.title_zh}, "title")
    said = t("method.dataset", title=title, licence=meta.licence, hash=cache.open_dataset().hash)
    st.caption(frame.plain(said))


def simulated() -> None:
    """Write what is simulated: indicators and rows, and what the dataset says of how."""
    lang = reader_language()
    meta = cache.open_dataset().meta
    keys = cache.provenance().index[cache.provenance() == SIMULATED]
    lines = [_of_table(name, file) for name, file in FILES.items()]
    if len(keys):
        lines.insert(
            0,
            t(
                "method.simulated.indicators",
                count=lang.number(len(keys)),
                all=lang.number(len(cache.provenance())),
                share=lang.percent(tree_.shares()[keys].sum()),
                names=lang.listed(tree_.name(key) for key in keys),
            ),
        )
    said = [f"- {frame.plain(line)}" for line in lines if line]
    if about := lang.text({"about": meta.about, "about_zh": meta.about_zh}, "about"):
        st.markdown(frame.plain(about))
    if not said:
        st.markdown(t("method.simulated.none"))
        return
    st.markdown("\n".join(said))
    st.markdown(f"{frame.tag(SIMULATED)} {t('method.simulated.caution')}")


def _of_table(name: str, file: str) -> str:
    table = getattr(cache.open_dataset(), name)
    if table is None or "provenance" not in table:
        return ""
    lang = reader_language()
    count = (table["provenance"] == SIMULATED).sum()
    said = t("method.simulated.rows", file=file, count=lang.number(count), all=lang.number(len(table)))
    return said if count else ""
