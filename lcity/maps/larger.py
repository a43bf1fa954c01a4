"""A map for the back row: what in it is measured in px, so many times larger."""

import math

import pydeck as pdk

LEAST_LETTER_PX = 14
"""What letters are at least before they grow."""


def larger_map(deck: pdk.Deck, times: float, wider: float) -> pdk.Deck:
    """Let a map's letters, dots and lines grow, and its camera come nearer with its place.

    Parameters
    ----------
    deck
        Written to.
    times
        How many times larger what is drawn becomes, 1 or more.
    wider
        How many times larger the map itself is.
    """
    if times == 1:
        return deck
    for layer in deck.layers:
        in_px = {name: value for name, value in vars(layer).items() if name.endswith("_pixels")}
        if layer.type == "TextLayer":
            in_px["get_size"] = max(layer.get_size, LEAST_LETTER_PX)
        if str(getattr(layer, "line_width_units", "")) == "pixels":
            in_px["get_line_width"] = layer.get_line_width
        for name, value in in_px.items():
            if isinstance(value, int | float):
                setattr(layer, name, value * times)
    deck.initial_view_state.zoom += math.log2(wider)
    return deck
