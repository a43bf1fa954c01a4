"""Index trees and tables of sources, written by hand as TOML, made into the tables of a dataset."""

import tomllib
from pathlib import Path

import pandas as pd

AREAS = {
    "1": ("Individual empowerment and social cohesion", "个人赋权与社会凝聚"),
    "2": ("Economic development and cultural prosperity", "经济发展与文化繁荣"),
    "3": ("Sustainable development", "可持续发展"),
    "4": ("Inclusive learning in the education system", "教育系统中的全纳学习"),
    "5": ("Revitalised learning in families and communities", "振兴家庭和社区学习"),
    "6": ("Effective learning for and in the workplace", "面向工作和在工作场所的有效学习"),
    "7": ("Extended use of modern learning technologies", "现代学习技术的广泛应用"),
    "8": ("Enhanced quality in learning", "学习质量的提升"),
    "9": ("A vibrant culture of learning throughout life", "充满活力的终身学习文化"),
    "10": ("Strong political will and commitment", "坚定的政治意愿与承诺"),
    "11": ("Governance and participation of all stakeholders", "治理与各利益相关方的参与"),
    "12": ("Mobilisation and utilisation of resources", "资源的动员与利用"),
}
"""The areas of UNESCO's Key Features of Learning Cities (2013), by number."""
THEMES = {
    "access": ("Access", "可及性"),
    "equity": ("Equity", "公平"),
    "time": ("Time", "时间"),
    "participation": ("Participation", "参与"),
    "attainment": ("Attainment", "受教育程度"),
    "knowledge": ("Knowledge work", "知识型就业"),
    "green": ("Green", "绿色发展"),
    "governance": ("Governance", "治理"),
    "culture": ("Culture", "文化"),
    "wellbeing": ("Well-being", "生活质量"),
}
COLUMNS = (
    "key parent name name_zh unit unit_zh direction weight low high denominator provenance source computed "
    "unesco unesco_zh theme theme_zh definition definition_zh goalpost_reason goalpost_reason_zh"
).split()
BREAKS = "breaks"
"""A column only of trees in which a figure cannot be compared over all years."""
SOURCE_COLUMNS = (
    "source producer producer_zh title title_zh url licence licence_zh published accessed".split()
)


def indicators(path: Path) -> pd.DataFrame:
    """Return an index tree as `indicators.csv` has it.

    Parameters
    ----------
    path
        A TOML file, one table a node under its key, dimensions in their own order.
    """
    nodes = tomllib.loads(path.read_text(encoding="utf-8"))
    table = pd.DataFrame([{"key": key, "weight": 1} | node for key, node in nodes.items()])
    themes, areas = table["theme"], table["unesco"]
    for place, suffix in enumerate(("", "_zh")):
        table[f"theme{suffix}"] = themes.map({key: names[place] for key, names in THEMES.items()})
        numbered = {number: f"{number} {names[place]}" for number, names in AREAS.items()}
        table[f"unesco{suffix}"] = areas.map(numbered)
    for column in ("low", "high"):
        table[column] = table[column].map("{:g}".format, na_action="ignore")
    return table.reindex(columns=[*COLUMNS, *table.columns.intersection([BREAKS])]).astype(
        {"direction": "Int64"}
    )


def sources(path: Path) -> pd.DataFrame:
    """Return the sources of a dataset and their licences, as `sources.csv` has it.

    Parameters
    ----------
    path
        A TOML file, one table a source under its id.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    table = pd.DataFrame([{"source": key} | entry for key, entry in entries.items()])
    return table.reindex(columns=SOURCE_COLUMNS).astype("str")
