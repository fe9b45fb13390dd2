"""Prints what tifffile finds in a heatmap, as JSON. Exit code 77: tifffile is not installed."""
import json
import sys

try:
    import numpy
    import tifffile
except ImportError:
    sys.exit(77)

with tifffile.TiffFile(sys.argv[1]) as tiff:
    pages = []
    for page in tiff.pages:
        values = page.asarray()
        pages.append({
            "width": int(values.shape[1]),
            "height": int(values.shape[0]),
            "type": str(values.dtype),
            "reduced": bool(page.is_reduced),
            "perCentimetre": page.tags["XResolution"].value[0] / page.tags["XResolution"].value[1],
            "perCentimetreY": page.tags["YResolution"].value[0] / page.tags["YResolution"].value[1],
            "unit": int(page.tags["ResolutionUnit"].value),
            "finite": int(numpy.isfinite(values).sum()),
            "tags": sorted(tag.name for tag in page.tags),
            # NaN as null: JSON has none.
            "values": [None if v != v else v for v in values.ravel().tolist()],
        })
    print(json.dumps({"description": tiff.pages[0].description, "pages": pages}))
