"""Which ways of OpenStreetMap one can walk.

Source: https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions, and Key:highway.
"""

from collections.abc import Mapping

WALKED = frozenset(
    "footway path pedestrian steps corridor living_street residential service unclassified road track "
    "cycleway bridleway tertiary tertiary_link secondary secondary_link primary primary_link trunk "
    "trunk_link".split()
)
"""Values of `highway` that are walked unless something forbids it; motorways and construction are none."""
SHUT = frozenset({"no", "private"})
OPEN = frozenset({"yes", "designated", "permissive", "destination", "customers", "public"})
STEPS = "steps"


def is_walkable(tags: Mapping[str, str]) -> bool:
    """Say whether a way is walked by everyone: in both directions, whatever `oneway` says of cars."""
    if tags.get("highway") not in WALKED:
        return False
    foot = tags.get("foot")
    if foot in SHUT:
        return False
    if foot in OPEN:
        return True
    return tags.get("access") not in SHUT and tags.get("motorroad") != "yes"
