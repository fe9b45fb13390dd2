"""Every ring, line and list of points of an annotation file, read with Python's own parsers: a line each, the numbers as
Python writes them. Rings are not closed. A .zip: the classes of the QuPath project in it, "red green blue name"."""
import json
import sys
import xml.etree.ElementTree as ElementTree
import zipfile


def show(points, close=True):
    points = [(float(x), float(y)) for x, y, *_ in points]
    if close and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    print(" ".join(f"{x!r} {y!r}" for x, y in points))


def show_geometry(geometry):
    kind, coordinates = geometry["type"], geometry.get("coordinates")
    if kind == "Polygon":
        for ring in coordinates:
            show(ring)
    elif kind == "MultiPolygon":
        for polygon in coordinates:
            for ring in polygon:
                show(ring)
    elif kind == "LineString":
        show(coordinates, False)
    elif kind == "MultiPoint":
        show(coordinates, False)
    elif kind == "Point":
        show([coordinates], False)


name = sys.argv[1]
if name.endswith(".zip"):
    with zipfile.ZipFile(name) as archive:
        found = [one for one in archive.namelist() if one.endswith("classifiers/classes.json")]
        with open(sys.argv[2], "wb") as copy:
            copy.write(archive.read(found[0]))
    with open(sys.argv[2]) as file:
        for one in json.load(file)["pathClasses"]:
            packed = one["color"] & 0xFFFFFF
            print(packed >> 16, packed >> 8 & 255, packed & 255, one["name"])
elif name.endswith(".geojson"):
    with open(name) as file:
        content = json.load(file)
    for one in content.get("features", [content]):
        show_geometry(one.get("geometry", one))
else:
    root = ElementTree.parse(name).getroot()
    if root.tag == "ASAP_Annotations":
        for one in root.iter("Annotation"):
            ordered = sorted(one.iter("Coordinate"), key=lambda point: int(point.get("Order")))
            show([(point.get("X"), point.get("Y")) for point in ordered], one.get("Type") in ("Polygon", "Rectangle", "Spline"))
    else:
        for one in root.iter("Region"):
            show([(point.get("X"), point.get("Y")) for point in one.iter("Vertex")])
