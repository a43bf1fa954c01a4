"""The live board: sliders, ranking and map as one component that computes in the browser.

The server tells it what there is (`data`), it fetches values and outlines once by URL (`encode`), and
it tells the server the settings it comes to rest on and the unit that was chosen.
"""
