"""Two small datasets whose districts do not all have a row of the latest year, as people publish them."""

from pathlib import Path

INDICATORS = """\
key,parent,name,unit,direction,weight,low,high,denominator,provenance,source,definition
learn,,Learning,,,1,,,,,,
library_members,learn,Library members,%,1,1,,,,official,,Members of a public library per 100 residents.
no_internet,learn,Households without internet,%,-1,1,,,,official,,Households without internet per 100.
"""
CITIES = "city,name\nA,Ashby\nB,Birch\n"
HEAD = "district,city,year,people,library_members,no_internet\n"
MERGED = """\
A1,A,2010,10000,10,40
A2,A,2010,20000,12,38
A3,A,2010,12000,20,30
A9,A,2020,33000,30,10
A3,A,2020,14000,25,15
B1,B,2010,50000,15,30
B1,B,2020,52000,25,14
"""
CARRIED = """\
A1,A,2010,10000,20,40
A2,A,2010,11000,21,39
A2,A,2020,11000,41,29
A3,A,2010,12000,22,38
B1,B,2010,13000,23,37
B1,B,2020,13000,43,27
B2,B,2010,14000,24,36
B3,B,2010,15000,25,35
B3,B,2020,15000,45,25
"""


def merged(folder: Path) -> Path:
    """Write districts of which A1 and A2 became A9, and return the folder."""
    return _written(folder, MERGED)


def carried(folder: Path) -> Path:
    """Write six districts, three of them without a row of 2020, and return the folder."""
    return _written(folder, CARRIED)


def _written(folder: Path, rows: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("indicators", INDICATORS), ("cities", CITIES), ("values_district", HEAD + rows)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
