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


def test_no_two_columns_are_cut_to_the_same_name(english):
    long = "Centre open within 1,000 m "
    names = [f"{long}on weekday evenings", f"{long}at weekends", "A & B", f"{long}of all places", "x" * 40]
    tail = "z" * 30
    names += [f"Alike {'a' * 20} {tail}", f"Alike {'a' * 20}b {tail}"]
    columns = pd.Series(names, list("abcdefg"))
    values = pd.DataFrame(1.0, ["u"], columns.index)
    provenance = pd.Series("official", columns.index)
    figure = presence(values, provenance, pd.Series({"u": "U"}), columns, english)
    labels = figure.layout.xaxis.ticktext
    assert len(set(labels)) == len(names)
    assert labels[:3] == ("Centre open w…day evenings", "Centre open w…at weekends", "A &amp; B")
    assert labels[4] == "x" * 25 + "…"
    assert labels[5:] == tuple(names[5:]), "whole, where nothing shorter tells them apart"


def test_names_of_indicators_stand_upright_where_columns_are_narrow(english):
    values = pd.DataFrame(1.0, ["u"], list("ab"))
    provenance, names = pd.Series("official", list("ab")), pd.Series({"a": "A", "b": "B"})
    drawn = [
        presence(values, provenance, pd.Series({"u": "U"}), names, english, steep=steep).layout
        for steep in (False, True)
    ]
    assert [layout.xaxis.tickangle for layout in drawn] == [-50, -90]
    assert drawn[1].xaxis.tickfont.size < drawn[0].xaxis.tickfont.size
