"""Slides and bundles that the figures are measured on. Made once and kept in build/bench.

SNITT_BENCH_SLIDES=DIR takes ready slides: DIR/small/slide11k.svs.
"""
import functools
import os
import pathlib
import shutil

import environments
from common import BIN, ROOT, WORK, Skip, output, tell

SLIDE = "small/slide11k.svs"
RECIPE = ROOT.parent / "shared/bench/make_slide.sh"


def real_tissue(folder):
    """The recipe makes slides from scanned tissue; it needs programs that a build of Snitt does not."""
    missing = [name for name in ("vips", "tiffset") if shutil.which(name) is None]
    if missing:
        raise Skip(f"{' and '.join(missing)} missing (libvips-tools, libtiff-tools)")
    tell("making slides from scanned tissue (2 minutes)")
    # Made beside and renamed: a slide that was not finished must not be taken for one.
    part = folder.with_name("slides.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        output([RECIPE, part], {"PYTHON": str(environments.python("naive"))})
    except RuntimeError as error:
        raise Skip(str(error)) from error
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("slide40k.tif", "small"):
        (part / file).rename(folder / file)
    part.rmdir()


@functools.cache
def slide():
    """(file, what it is)."""
    given = os.environ.get("SNITT_BENCH_SLIDES")
    if given:
        file = pathlib.Path(given).resolve() / SLIDE
        if not file.is_file():
            raise Skip(f"SNITT_BENCH_SLIDES: there is no {file}")
        return file, f"{file.name}, scanned tissue"
    file = WORK / "slides" / SLIDE
    why = f"no {RECIPE.parent.name}/{RECIPE.name} beside the repository"
    if RECIPE.is_file():
        try:
            if not file.is_file():
                real_tissue(WORK / "slides")
            return file, f"{file.name}, scanned tissue"
        except Skip as skip:
            why = str(skip)
    file = WORK / "slides/made-up11k.svs"
    if not file.is_file():
        tell("making a slide of painted tissue")
        file.parent.mkdir(parents=True, exist_ok=True)
        output([BIN / "make_slide", file.with_suffix(".part"), "--width", 11264, "--height", 11264, "--tile", 240,
                "--mpp", 0.25])
        file.with_suffix(".part").rename(file)
    return file, f"{file.name}, PAINTED tissue ({why})"


@functools.cache
def areas():
    """Two slides, one of four times the other's area, made of the same JPEG tiles. Both have more tiles than a bundle
    with a cap takes and fill the reader's cache: the work is the same, and what differs is the slide alone."""
    source, _ = slide()
    files = []
    for times in (3, 6):
        file = WORK / f"slides/{source.stem}-{times}x{times}.svs"
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.stat().st_mtime < source.stat().st_mtime:
            output([BIN / "repeat_slide", source, file.with_suffix(".part"), times])
            file.with_suffix(".part").rename(file)
        files.append(file)
    return files


@functools.cache
def bundle(kind, most_tiles=0):
    """Of one, five or ten full-width networks; written anew, so that it fits the program that is measured."""
    folder = WORK / f"bundle-{kind}-{most_tiles}"
    shutil.rmtree(folder, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    output([BIN / "bench_bundle", folder, kind, most_tiles])
    return folder
