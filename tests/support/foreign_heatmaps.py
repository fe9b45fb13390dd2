"""Writes float TIFFs as other programs do into the folder named. Value (x, y) is x + y / 1000, NaN where (x + y) % 7 is
0. Exit code 77: tifffile is not installed."""
import os
import sys

try:
    import numpy
    import tifffile
except ImportError:
    sys.exit(77)

WIDTH, HEIGHT = 300, 200
y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
values = x + y / 1000.0
values[(x + y) % 7 == 0] = numpy.nan
single = values.astype("float32")


def write(name, data, **options):
    tifffile.imwrite(os.path.join(sys.argv[1], name), data, **options)


cm = {"resolution": (1e4 / 128, 1e4 / 64), "resolutionunit": "CENTIMETER"}
write("plain.tif", single)
write("plain64.tif", values)
write("big_endian.tif", values, byteorder=">")
write("big_endian_tiles.tif", single, byteorder=">", tile=(64, 32))
write("strips.tif", single, rowsperstrip=7, **cm)
write("deflate.tif", single, compression="zlib", rowsperstrip=16)
write("deflate64.tif", values, compression="zlib", tile=(128, 128), predictor=False)
write("one_packed_strip.tif", single, compression="zlib", rowsperstrip=HEIGHT)
write("tiles.tif", single, tile=(64, 128), resolution=(200, 200), resolutionunit="INCH")
write("bigtiff.tif", values, bigtiff=True, tile=(256, 256), compression="zlib")
write("printed.tif", single, resolution=(300, 300), resolutionunit="INCH")
# A pyramid as sub-directories, one whose coarse level comes first, and GDAL's mark for no value.
with tifffile.TiffWriter(os.path.join(sys.argv[1], "subifds.tif")) as tiff:
    tiff.write(single, tile=(64, 64), subifds=1)
    tiff.write(single[::2, ::2], tile=(64, 64), subfiletype=1)
with tifffile.TiffWriter(os.path.join(sys.argv[1], "coarse_first.tif")) as tiff:
    tiff.write(numpy.ascontiguousarray(single[::2, ::2]), subfiletype=1)
    tiff.write(single)
write("nodata.tif", numpy.where(numpy.isnan(single), numpy.float32(-9999), single),
      extratags=[(42113, 2, 6, "-9999", True)])
# What is no heatmap.
write("three_channels.tif", numpy.dstack([single] * 3), photometric="rgb")
write("three_planes.tif", numpy.stack([single] * 3), photometric="rgb", planarconfig="separate")
write("three_pages.tif", numpy.stack([single] * 3), photometric="minisblack")
write("bytes.tif", numpy.zeros((HEIGHT, WIDTH), "uint8"))
write("integers.tif", numpy.zeros((HEIGHT, WIDTH), "int32"))
write("half.tif", numpy.zeros((HEIGHT, WIDTH), "float16"))
