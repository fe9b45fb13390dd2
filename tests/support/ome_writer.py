"""Writes an OME-TIFF with a SubIFD pyramid through tifffile: OUT, then a layout. Exit code 77: tifffile is missing.

The pixels are those of test::patternImage, so that what another program wrote can be compared bit for bit.
"""
import sys

try:
    import numpy
    import tifffile
except ImportError:
    sys.exit(77)

path, layout = sys.argv[1:3]
width, height = 700, 500
y, x, c = numpy.mgrid[0:height, 0:width, 0:3]
image = ((x * (7 + c) + y * (13 + 2 * c) + x * y // 97) % 251).astype("uint8")
metadata = {"axes": "YXS", "PhysicalSizeX": 252.5, "PhysicalSizeXUnit": "nm", "PhysicalSizeY": 0.0002525,
            "PhysicalSizeYUnit": "mm"}
options = {"photometric": "rgb", "tile": (128, 256), "compression": "zlib"}
if layout == "planar":
    image = numpy.ascontiguousarray(numpy.moveaxis(image, 2, 0))
    metadata["axes"] = "SYX"
    options["planarconfig"] = "separate"
elif layout == "strips":
    del options["tile"]
elif layout == "channels":
    image = numpy.stack([image[..., 0]] * 4)
    metadata["axes"] = "CYX"
    options["photometric"] = "minisblack"
elif layout == "focus":
    image = numpy.stack([image] * 5)
    metadata["axes"] = "ZYXS"
elif layout == "16bit":
    image = image.astype("uint16") * 200
halves = {"planar": lambda a: a[:, ::2, ::2], "channels": lambda a: a[:, ::2, ::2],
          "focus": lambda a: a[:, ::2, ::2]}.get(layout, lambda a: a[::2, ::2])
levels = 0 if layout == "strips" else 2
with tifffile.TiffWriter(path, ome=True) as tiff:
    tiff.write(image, subifds=levels, metadata=metadata, **options)
    for _ in range(levels):
        image = numpy.ascontiguousarray(halves(image))
        tiff.write(image, subfiletype=1, **options)
