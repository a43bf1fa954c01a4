"""What the board is told: what there is to weigh and to rank, where to fetch it, and what was chosen."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from lcity.colour import SEQUENTIAL, SEQUENTIAL_ON_DARK, dimension_colours
from lcity.index import AGGREGATIONS, EQUAL, LEAST_PRESENT, NORMALISATIONS
from lcity.text import Language, language
from lcity.ui.parts.board import encode
from lcity.ui.shared import cache, marks, offers, selection, standing, weights
from lcity.ui.shared.intervals import QUESTIONS
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.weights import preset_label

SENTENCES = "board."
LEADER = (
    *("leads", "leads_ahead", "leads_firmly", "leads_if_falls", "leads_if_rises"),
    *("leads_if_rises_far", "leads_and"),
    *("deposed", "rises", "falls", "keeps_level", "keeps_ahead", "keeps_behind", "nobody"),
    *("base.weights", "base.method", "base.figures"),
)
FINDING = (
    *(f"ranking.{key}" for key in LEADER),
    "index.all_zero",
    "frame.of_city",
    "overview.not_apart",
    "frame.banner.share",
    "frame.not_simulated_note",
    "common.provenance.simulated",
    "common.provenance.planned",
)
"""What the finding is made of, so that it follows the hand."""
JSON, BYTES = "application/json", "application/octet-stream"
MEDIA_TYPES = {"units": JSON, "values": BYTES, "outlines": BYTES}


def board_data(settings: dict[str, Any], revision: str, finding: "Finding", camera: str) -> dict[str, Any]:
    """Return the data of the board; of a size that grows neither with the units nor with the tree.

    Parameters
    ----------
    settings
        `weights` (node → 0–100), `official`, `normalise`, `aggregate`, `level`, `scope`.
    revision
        Whose doing the settings are; the board passes over what it has set itself.
    finding
        What the page says first.
    camera
        Where the reader has turned the map, as `lcity.ui.parts.board.camera` writes it; "" where nowhere.
    """
    code = reader_language().code
    dataset = cache.open_dataset()
    year = selection.chosen_year()
    district, city = selection.district_choice().value, selection.city_choice().value
    return {
        "fixed": offers.offer(_fixed(dataset.hash, code), JSON),
        "year": year,
        "levels": {level: _urls(level, year, code) for level in dataset.levels},
        "selected": {"level": "district", "id": district} if district else {"level": "city", "id": city},
        "chosen": {"city": city, "district": district},
        "camera": camera,
        "settings": settings,
        "revision": revision,
        "simulatedOf": t("frame.banner.of", names=marks.of_what(of_the_year=True)),
        **asdict(finding),
    }


@dataclass(frozen=True)
class Finding:
    """What a page says until the board has its figures; after that it says the same of what it shows.

    Parameters
    ----------
    finding
        The page's answer in a sentence.
    simulated
        The share (0–1) of the index that rests on simulated figures.
    caution
        What the answer must not be read without; "" for nothing.
    planned
        Whether any of the index rests on what a scenario changes.
    """

    finding: str
    simulated: float
    caution: str = ""
    planned: bool = False


@lru_cache(maxsize=8 * cache.MOST_OPEN)
def _fixed(hash_: str, code: str) -> bytes:
    return json.dumps(fixed(), ensure_ascii=False).encode()


def fixed() -> dict[str, Any]:
    """Return what the board is told of the dataset, in the reader's language; no choice changes it."""
    lang = reader_language()
    provenance = cache.provenance()
    rows = cache.open_dataset().indicators.to_dict("index")
    names = {key: lang.name(row) for key, row in rows.items()}
    base = standing.equal_rules()
    tree = cache.tree()
    return {
        "language": lang.code,
        "words": lang.messages(SENTENCES) | {key: lang.messages(key)[""] for key in FINDING},
        "least": LEAST_PRESENT,
        "ramps": {"light": SEQUENTIAL, "dark": SEQUENTIAL_ON_DARK},
        "index": {
            "keys": tree.keys,
            "parents": tree.parents,
            "names": names,
            "definitions": {key: lang.text(row, "definition") for key, row in rows.items()},
            "colours": dimension_colours(tree.dimensions),
            "marks": _marks(),
        },
        "indicators": _indicators(),
        "base": {"normalise": base.normalise, "aggregate": base.aggregate},
        "defaults": weights.scaled(tree),
        "presets": {
            key: {
                "label": preset_label(key, names),
                "about": _preset_about(key, names, lang),
                "weights": _on_sliders(dict(preset.overrides)),
            }
            for key, preset in weights.ready_made(tree).items()
        },
        "methods": {
            "normalise": {method: t(f"index.normalise.{method}") for method in NORMALISATIONS},
            "aggregate": {method: t(f"index.aggregate.{method}") for method in AGGREGATIONS},
        },
        "questions": {question: t(f"board.questions.{question}") for question in QUESTIONS},
        "hasOfficial": bool(0 < (provenance == "official").sum() < len(provenance)),
        "scopes": _scopes(),
    }


def _preset_about(key: str, names: dict[str, str], lang: Language) -> str:
    dimension = key.removesuffix("_first")
    if dimension not in names:
        return t("board.preset_equal") if key == EQUAL else ""
    share = weights.ready_made(cache.tree())[key].shares(cache.tree())[dimension]
    return t("board.preset_about", name=names[dimension], share=lang.percent(share))


def _on_sliders(preset: dict[str, float]) -> dict[str, float]:
    """Return weights a slider can stand at: whole numbers, or where the dataset declares it."""
    declared = weights.scaled(cache.tree())
    return {key: weight if weight == declared[key] else round(weight) for key, weight in preset.items()}


def _indicators() -> dict[str, dict[str, Any]]:
    table = cache.open_dataset().indicators
    provenance = cache.provenance()
    return {
        key: {
            "direction": int(table.at[key, "direction"]),
            "low": _number(table.at[key, "low"]),
            "high": _number(table.at[key, "high"]),
            "official": provenance[key] == "official",
            "simulated": key in cache.simulated(),
            "planned": provenance[key] == "planned",
        }
        for key in cache.tree().leaves
    }


def _marks() -> dict[str, str]:
    """Return the mark of each node that rests on simulated figures, wholly or in part."""
    tree, simulated = cache.tree(), cache.simulated()
    kinds = {key: {key in simulated} for key in tree.leaves}
    for key in tree.inner:
        kinds[key] = set().union(*(kinds[child] for child in tree.children(key)))
    return {
        key: t("board.partly_simulated" if False in found else "common.provenance.simulated")
        for key, found in kinds.items()
        if True in found
    }


def _number(value: float) -> float | None:
    return None if value != value else float(value)


@cache.shared(1)
def scopes() -> tuple[str, ...]:
    """Return what can be ranked: cities, districts, or the districts of one city; of one city only those."""
    dataset = cache.open_dataset()
    if len(dataset.levels) < 2 or len(dataset.cities) < 2:
        return (selection.first_level(),)
    return (*dataset.levels, *(f"district.{city}" for city in dataset.cities.index))


def _scopes() -> list[dict[str, str]]:
    parts = [(key, *key.partition(".")[::2]) for key in scopes()]
    return [
        {
            "key": key,
            "level": level,
            "city": city,
            "label": t("board.scope.of", city=selection.city_label(city))
            if city
            else t(f"board.scope.{level}"),
        }
        for key, level, city in parts
    ]


def figures_url(level: str) -> str:
    """Return where the board fetches a level's figures of the chosen year; other figures have another."""
    return _urls(level, selection.chosen_year(), reader_language().code)["values"]


def _urls(level: str, year: int | None, code: str) -> dict[str, str]:
    files = board_files(level, year, code)
    return {part: offers.offer(content, MEDIA_TYPES[part]) for part, content in files.items()}


@cache.shared(32)
def board_files(level: str, year: int | None, code: str) -> dict[str, bytes]:
    """Return what the board fetches of a level: its units, their values and, of districts, the outlines."""
    dataset = cache.open_dataset()
    files = {
        "units": encode.units(cache.units(level, year), dataset.cities, level, language(code)),
        "values": encode.values(cache.values(level, year).values),
    }
    drawn = level == "district" and dataset.has_outlines
    return files | ({"outlines": encode.outlines(cache.units(level, year))} if drawn else {})
