"""Build the shipped datasets and what lies beside them, or only the datasets, elsewhere.

python -m lcity.build [FOLDER]
"""

import sys
from pathlib import Path

from lcity.build import made, readme

DATA = Path(__file__).parents[2] / "data"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if sys.argv[1:] else DATA
    for name, shipped in readme.SHIPPED.items():
        shipped.build(folder / name)
    if folder == DATA:
        (DATA / "README.md").write_text(readme.data_dictionary(), encoding="utf-8")
        made.write()
