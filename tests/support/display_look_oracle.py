"""Makes the reference values of tests/tiling/display_look_test.cpp. Needs NumPy and scikit-image; no test runs it.

Stain views: scikit-image's colour deconvolution (skimage.color) with the H&E vectors, one stain kept, the others set to
none. Display P3: the published primaries (SMPTE EG 432-1, ITU-R BT.709) and sRGB's curve (IEC 61966-2-1), which the two
spaces share, as their white.
"""
import numpy
from skimage.color import combine_stains, separate_stains

STAIN_COLOURS = [(255, 255, 255), (72, 52, 138), (208, 26, 132), (150, 90, 160), (231, 190, 216), (120, 60, 30),
                 (230, 220, 90), (20, 15, 40), (128, 128, 128), (3, 1, 2), (90, 160, 200), (250, 252, 249)]
P3_COLOURS = [(255, 255, 255), (128, 128, 128), (200, 100, 120), (120, 60, 140), (231, 190, 216), (90, 80, 160),
              (30, 20, 35), (7, 6, 5), (60, 199, 70), (255, 40, 10)]


def stain_views():
    vectors = numpy.array([[0.644211, 0.716556, 0.266844], [0.092789, 0.954111, 0.283111], [0, 0, 0]])
    vectors[:2] /= numpy.linalg.norm(vectors[:2], axis=1, keepdims=True)
    residual = numpy.cross(vectors[0], vectors[1])
    vectors[2] = residual / numpy.linalg.norm(residual)
    rgb = numpy.array(STAIN_COLOURS, numpy.uint8)[None]
    amounts = separate_stains(rgb, numpy.linalg.inv(vectors))
    views = []
    for stain in range(3):
        alone = numpy.zeros_like(amounts)
        alone[..., stain] = amounts[..., stain]
        views.append(numpy.rint(255 * numpy.clip(combine_stains(alone, vectors), 0, 1)).astype(int)[0])
    return views


def to_xyz(primaries):
    xyz = numpy.array([[x / y, 1, (1 - x - y) / y] for x, y in primaries]).T
    x, y = 0.3127, 0.3290
    return xyz * numpy.linalg.solve(xyz, [x / y, 1, (1 - x - y) / y])


def p3_as_srgb():
    light = numpy.array(P3_COLOURS) / 255
    light = numpy.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    p3 = to_xyz([(0.680, 0.320), (0.265, 0.690), (0.150, 0.060)])
    srgb = to_xyz([(0.64, 0.33), (0.30, 0.60), (0.15, 0.06)])
    light = numpy.clip(light @ numpy.linalg.solve(srgb, p3).T, 0, 1)
    return 255 * numpy.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def braces(colour):
    return "{" + ", ".join(str(level) for level in colour) + "}"


for colours in zip(STAIN_COLOURS, *stain_views()):
    print("{" + ", ".join(braces(colour) for colour in colours) + "},")
for colour, shown in zip(P3_COLOURS, p3_as_srgb()):
    print("{" + braces(colour) + ", " + braces(shown.round(2)) + "},")
