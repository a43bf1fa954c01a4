"""The small dataset with two activities: courses as before, and visits by people aged 16 and over."""

import pandas as pd

from tests import folders

COURSES, VISITS = "Courses", "Visits"


def two() -> dict:
    """Return the tables of the small dataset; half of the people visit, in 2020 and on site only.

    Courses are official, visits surveyed; the indicator `older` is computed of courses.
    """
    tables = folders.valid()
    courses = tables["participation"].assign(activity=COURSES, activity_zh="课程", provenance="official")
    everyone = courses[(courses["group"] == "all") & (courses["mode"] == "any") & (courses["year"] == "2020")]
    visits = everyone.assign(
        activity=VISITS,
        activity_zh="到访",
        group="16p",
        mode="onsite",
        participants=(everyone["people"].astype(int) // 2).astype(str),
        provenance="survey",
    )
    tables["participation"] = pd.concat([courses, visits], ignore_index=True)
    indicators = tables["indicators"]
    older = indicators.iloc[-1].to_dict() | {
        "key": "older",
        "name": "Older learners",
        "provenance": "official",
        "computed": f"participation_60p:{COURSES}",
    }
    tables["indicators"] = pd.concat([indicators, pd.DataFrame([older])], ignore_index=True)
    return tables
