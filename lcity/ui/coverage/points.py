"""What lies on the map of who can reach a centre: people out of reach, and centres."""

import json
from typing import Any, NamedTuple

import numpy as np

from lcity.colour import kind_colours, out_of_reach, planned
from lcity.maps.coverage import QUIET_PX, cell_m, centre_px, gather, radius_px
from lcity.maps.paths import Picture
from lcity.maps.view import fit, metres_per_px
from lcity.text import language
from lcity.ui.coverage import numbers
from lcity.ui.coverage.numbers import Answer, Question, Seen
from lcity.ui.coverage.tips import dot_tips
from lcity.ui.shared import cache, offers
from lcity.ui.shared.reader import dark, reader_language

SIZE_PX = (620, 560)
"""The map's size a dot's square is chosen for."""
MOST_PX = 14
LEGEND_PEOPLE = (1_000, 10_000, 100_000)
JSON = "application/json"


class Counts(NamedTuple):
    """How many of a city's own centres are drawn how.

    Parameters
    ----------
    by_kind
        Kind → those that count, planned ones left out, the commonest kind first.
    planned
        Those that are a scenario's.
    others
        Those that do not count.
    """

    by_kind: dict[str, int]
    planned: int
    others: int


def picture(city: str) -> Picture:
    """Return the outlines the points lie on."""
    return cache.outlines_as_paths(city, None)


def points(answer: Answer, question: Question) -> dict[str, Any]:
    """Return people out of reach and centres as the browser takes them.

    Centres are one quiet layer; where kinds are asked for, theirs are coloured. What counts is told by
    opening hours, so that the centres themselves need not be sent again.
    """
    code = reader_language().code
    centres = numbers.centres_on_map(question.seen, code)
    kind, pattern = centres["kind"].to_numpy(), centres["pattern"].to_numpy()
    counts, sizes = {}, {}
    for name in cache.kinds():
        own = kind == name
        if own.any():
            flags = np.ones(pattern.max() + 1, bool)
            flags[pattern[own & ~answer.counts]] = False
            counts[name] = "".join("1" if flag else "0" for flag in flags)
            sizes[name] = (2 * centre_px(int(own.sum())), MOST_PX)
    quiet = 2 * min(centre_px(len(centres)), QUIET_PX)
    return {
        "people": offers.offer(_people_file(question, code), JSON),
        "centres": offers.offer(_centres_file(question.seen, code), JSON),
        "counts": counts,
        "colours": kind_colours(cache.kinds(), dark()) if question.kinds else None,
        "sizes": sizes | {"quiet": (quiet, MOST_PX / 2), "faint": (quiet, MOST_PX / 2)},
        "out": out_of_reach(dark()),
        "planned": planned(dark()),
    }


def counted(answer: Answer, seen: Seen) -> Counts:
    """Count a city's own centres as the legend tells them."""
    centres = numbers.centres_on_map(seen, reader_language().code)
    own, ahead = centres["inside"].to_numpy(bool), centres["planned"].to_numpy(bool)
    found = centres["kind"][own & answer.counts & ~ahead].value_counts()
    by_kind = {kind: int(found[kind]) for kind in cache.kinds() if kind in found}
    return Counts(by_kind, int((own & ahead).sum()), int((own & ~answer.counts & ~ahead).sum()))


def radius(people: float, city: str) -> float:
    """Return the radius on the canvas of the dot that stands for some people."""
    return picture(city).units(float(radius_px(people)) * first_scale_m(city))


def first_scale_m(city: str) -> float:
    """Return the metres of a pixel where a city is first seen whole."""
    return metres_per_px(fit(cache.bounds_of(city), *SIZE_PX))


@cache.shared(64)
def _people_file(question: Question, code: str) -> bytes:
    """Return the people out of reach, those of a square joined: x, y and radius on the canvas, and a tip."""
    scale_m = first_scale_m(question.city)
    drawn = picture(question.city)
    dots = gather(numbers.drawn(numbers.coverage(question).out, question.city), cell_m(scale_m))
    tips = dot_tips(dots["people"], language(code), cache.spatially_simulated(question.hour is not None))
    at = drawn.at(dots[["lon", "lat"]].to_numpy(float)).round(1).tolist()
    # How long a metre is on the canvas is the same for all: it is asked once.
    sizes = (radius_px(dots["people"].to_numpy()) * drawn.units(scale_m)).round(1).tolist()
    return _json([[*xy, size, tip] for xy, size, tip in zip(at, sizes, tips, strict=True)])


@cache.shared(32)
def _centres_file(seen: Seen, code: str) -> bytes:
    """Return centres by kind: x and y on the canvas, hours' pattern, tip, and 1 where they are planned."""
    centres = numbers.drawn(numbers.centres_on_map(seen, code), seen.city)
    at = picture(seen.city).at(centres[["lon", "lat"]].to_numpy(float)).round(1)
    centres = centres.assign(x=at[:, 0], y=at[:, 1], planned=centres["planned"].astype(int))
    columns = ["x", "y", "pattern", "tip", "planned"]
    rows = {kind: of[columns].astype(object).to_numpy().tolist() for kind, of in centres.groupby("kind")}
    return _json(rows)


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
