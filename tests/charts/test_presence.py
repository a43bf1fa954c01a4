"""Which figures there are: each cell by its provenance, missing by its own colour, names as they are."""

import numpy as np
import pandas as pd

from lcity.charts.presence import COLOURS, KINDS, presence


def test_each_cell_says_how_far_it_can_be_trusted(english):
    values = pd.DataFrame({"a": [1.0, np.nan], "b": [0.0, 2.0]}, index=["x", "y"])
    provenance = pd.Series({"a": "official", "b": "simulated"})
    units = pd.Series({"x": "<b>Ash</b>", "y": "Birch"})
    names = pd.Series({"a": "A", "b": "B"})
    figure = presence(values, provenance, units, names, english)
    heat = figure.data[0]
    missing, simulated = KINDS.index("missing"), KINDS.index("simulated")
    assert np.asarray(heat.z).tolist() == [[0, simulated], [missing, simulated]], "zero is a figure"
    assert np.asarray(heat.customdata).tolist() == [["official", "simulated"], ["missing", "simulated"]]
    assert heat.colorscale[0][1] == COLOURS["official"]
    assert heat.colorscale[-1][1] == COLOURS["missing"]
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;Ash&lt;/b&gt;"
    assert figure.layout.height >= 260
