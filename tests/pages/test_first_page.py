"""The first page waits for no library that only later ones want."""

import json
import os
import subprocess
import sys

from tests.pages.conftest import ROOT

LATER = {
    *("pandera", "chardet", "matplotlib", "pptx", "docx", "openpyxl", "reportlab"),
    *(
        "streamlit.emojis",
        "sqlalchemy",
        "alembic",
        "dask",
        "distributed",
        "scipy.spatial",
        "pydeck",
        "osmium",
        "rasterio",
        "h3",
    ),
}
OPEN = """
import json, sys
import pytest
from tests.pages.conftest import _opener
import app
with pytest.MonkeyPatch.context() as patch:
    opened = _opener(patch)()
print(json.dumps([len(opened.main), list(sys.modules)]))
"""


def test_the_first_page_imports_what_it_draws_with_and_nothing_else(tmp_path):
    # Nothing is kept, nor can be: what it takes of the shipped dataset was made when that was built.
    env = {**os.environ, "LCITY_DATASET": "data/china15", "LCITY_CACHE": str(tmp_path / "none")}
    (tmp_path / "none").touch()
    command = [sys.executable, "-W", "ignore", "-c", OPEN]
    told = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout
    drawn, imported = json.loads(told.splitlines()[-1])
    assert drawn
    assert not LATER & set(imported)
