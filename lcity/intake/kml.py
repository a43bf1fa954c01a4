"""KML as GeoJSON: placemarks with their names and data, polygons only, no entities, nothing fetched."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

Ring = list[tuple[float, float]]


def to_geojson(source: Path, target: Path) -> None:
    """Write the placemarks of a KML file as GeoJSON.

    A placemark's name becomes `name`, each of its data a property of its own; what is not a polygon
    is kept as a feature without one, so that it is told. Styles, links and overlays are passed over.

    Parameters
    ----------
    source
        A .kml file.
    target
        The .geojson file to write.

    Raises
    ------
    ValueError
        It is no KML (`ParseError` is a SyntaxError), a coordinate is no number, or it declares a
        document type (`defusedxml.DefusedXmlException` is a ValueError).
    SyntaxError
        It is no XML.
    """
    features = []
    root = None
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if root is None:
            root = element
            if _name(element) != "kml":
                raise ValueError("no kml element")
        if event == "end" and _name(element) == "Placemark":
            features.append(_feature(element))
            element.clear()
    target.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8"
    )


def _feature(placemark: Element) -> dict:
    properties = {}
    for element in placemark.iter():
        match _name(element):
            case "name" if "name" not in properties:
                properties["name"] = (element.text or "").strip()
            case "SimpleData":
                properties[element.get("name", "")] = (element.text or "").strip()
            case "Data":
                value = next((e.text for e in element if _name(e) == "value"), None)
                properties[element.get("name", "")] = (value or "").strip()
    polygons = [list(_rings(element)) for element in placemark.iter() if _name(element) == "Polygon"]
    geometry = {"type": "MultiPolygon", "coordinates": polygons} if polygons else None
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rings(polygon: Element) -> Iterator[Ring]:
    for boundary in polygon:
        if _name(boundary) in ("outerBoundaryIs", "innerBoundaryIs"):
            # Children only: whatever is nested without end would be gone through from each level anew.
            lines = [line for line in boundary if _name(line) == "LinearRing"]
            for element in (element for line in lines for element in line):
                if _name(element) == "coordinates":
                    yield _ring(element.text or "")


def _ring(text: str) -> Ring:
    """Return the longitudes and latitudes of "lon,lat[,height] lon,lat …"."""
    ring = []
    for place in text.split():
        try:
            lon, lat, *_ = map(float, place.split(","))
        except ValueError:
            raise ValueError(f'"{place[:40]}" is no place') from None
        ring.append((lon, lat))
    return ring


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
