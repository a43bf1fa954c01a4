"""The server is there before what the pages stand on."""

import subprocess
import sys

HEAVY = ("pandas", "geopandas", "pandera", "pydeck", "scipy", "lcity.ui.cache", "lcity.dataset")


def test_the_server_answers_before_tables_and_maps_are_imported():
    code = "import sys, lcity.ui.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint(HEAVY)
