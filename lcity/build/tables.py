"""The hand-written tables: cities, sources, the index tree and what the dataset says of itself."""

import tomllib
from pathlib import Path

import pandas as pd

from lcity.build import facts

HERE = Path(__file__).parent
CENTRE_OF_CITY = ("PPLC", "PPLA", "PPLA2")
"""GeoNames' classes of the place a city is called after: capital, seat of a province or of a prefecture."""
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
}
COLUMNS = (
    "key parent name name_zh unit unit_zh direction weight low high denominator provenance source computed "
    "unesco unesco_zh theme theme_zh definition definition_zh goalpost_reason goalpost_reason_zh"
).split()


def indicators() -> pd.DataFrame:
    """Return the index tree as `indicators.csv` has it, dimensions first in their own order."""
    nodes = tomllib.loads((HERE / "indicators.toml").read_text(encoding="utf-8"))
    table = pd.DataFrame([{"key": key, "weight": 1} | node for key, node in nodes.items()])
    themes, areas = table["theme"], table["unesco"]
    for place, suffix in enumerate(("", "_zh")):
        table[f"theme{suffix}"] = themes.map({key: names[place] for key, names in THEMES.items()})
        numbered = {number: f"{number} {names[place]}" for number, names in AREAS.items()}
        table[f"unesco{suffix}"] = areas.map(numbered)
    for column in ("low", "high"):
        table[column] = table[column].map("{:g}".format, na_action="ignore")
    return table.reindex(columns=COLUMNS).astype({"direction": "Int64"})


def sources() -> pd.DataFrame:
    """Return what the dataset stands on and under which licence, as `sources.csv` has it."""
    entries = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))
    table = pd.DataFrame([{"source": key} | entry for key, entry in entries.items()])
    columns = "source producer producer_zh title title_zh url licence licence_zh published accessed"
    return table[columns.split()]


def cities() -> pd.DataFrame:
    """Return the cities in the order of their codes: city, name, name_zh, lon, lat, joined, award.

    A city stands where GeoNames puts the place it is called after. `joined` and `award` are blank
    where no source was seen.
    """
    codes = facts.census_2020().groupby("city_zh")["city"].first()
    places = facts.places()
    centre = places[places["fcode"].isin(CENTRE_OF_CITY)].set_index("city")
    members = facts.members().set_index("city")
    table = pd.DataFrame(
        {
            "city": codes,
            "name": members["city_en"],
            "name_zh": codes.index.str.removesuffix("市"),
            "lon": centre["lon"],
            "lat": centre["lat"],
            "joined": members["joined"],
            "award": members["award"],
        }
    )
    return table.sort_values("city", ignore_index=True)


DATASET = """\
title = "Learning cities of China: fifteen members of UNESCO's network"
title_zh = "中国学习型城市：联合国教科文组织全球学习型城市网络的十五个成员"
about = "Schooling and work are official census figures. Where people live inside a district, \
the learning centres, participation and community figures are simulated, and marked so wherever they appear."
about_zh = "受教育程度与就业为官方普查数据；区县内部的人口分布、学习中心、学习参与和社区数据均为模拟，\
并已就近标注。"
licence = "Each source's own, see sources.csv; simulated parts CC0 1.0"
licence_zh = "各来源各自的许可（见 sources.csv）；模拟部分为CC0 1.0"
default_year = 2024
"""
