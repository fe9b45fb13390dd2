"""Drawing a cohort, beside libvips that writes a JPEG pyramid of the same pixels; and a patient drawn and scored."""
import os
import shutil
import subprocess
import time

from common import SNITT, WORK, Row, environment, output, ratios, skipped, turns

PATIENTS = 4
SIZE_PX = 6000
MEGAPIXELS = PATIENTS * SIZE_PX**2 / 1e6
THREADS = 2
FOLDER = WORK / "simulated"
LEAST_RATE = 20  # megapixels a second on two cores
MOST_SECONDS = 15  # a patient


def timed(command):
    """Seconds and processor seconds of a program that must succeed."""
    began = time.monotonic()
    with open(WORK / "simulate.log", "w") as log:
        process = subprocess.Popen([str(word) for word in command], env=environment({"VIPS_CONCURRENCY": str(THREADS)}),
                                   stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        last = (WORK / "simulate.log").read_text().strip().splitlines()[-1:]
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {' '.join(last)}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime


def draw():
    shutil.rmtree(FOLDER, ignore_errors=True)
    return timed([SNITT, "simulate", "--out", FOLDER, "--patients", PATIENTS, "--seed", 1, "--size", SIZE_PX,
                  "--threads", THREADS])


def slides():
    return sorted((FOLDER / "slides").glob("*.svs"))


def pixels():
    """The slides' pixels without compression, so that libvips need not decode them in its turn."""
    files = []
    for slide in slides():
        files.append(WORK / f"{slide.stem}.v")
        output(["vips", "tiffload", slide, files[-1]])
    return files


def vips(files):
    parts = [timed(["vips", "tiffsave", file, WORK / "pyramid.tif", "--tile", "--tile-width", 240, "--tile-height", 240,
                    "--pyramid", "--compression", "jpeg", "--Q", 80]) for file in files]
    return [sum(values) for values in zip(*parts)]


def score(bundle):
    results = WORK / "simulated-results"
    shutil.rmtree(results, ignore_errors=True)
    return timed([SNITT, "score", *slides(), "--bundle", bundle, "--out", results, "--tumour", "tissue", "--db", "none",
                  "--outputs", "score", "--device", "cpu", "--threads", THREADS, "--outside-scope", "benchmark"])


def figures(rounds):
    bundle = WORK / "bundle-simulated"
    shutil.rmtree(bundle, ignore_errors=True)
    output([SNITT, "bundle", "untrained", "--out", bundle, "--seed", 1, "--width", 0.25, "--most-tiles", 64])
    draw()
    contenders = {"snitt simulate": draw, "snitt score": lambda: score(bundle)}
    files = pixels() if shutil.which("vips") else []
    if files:
        contenders["vips"] = lambda: vips(files)
    results = turns(rounds, contenders)
    for file in files:
        file.unlink()
    # Of one processor: what other programs take of the machine does not count.
    rates = [{name: MEGAPIXELS / one[name][1] for name in ("snitt simulate", "vips") if name in one} for one in results]
    rows = [
        Row("simulated megapixels a second", [MEGAPIXELS / one["snitt simulate"][0] for one in results],
            (">=", LEAST_RATE), f"{PATIENTS} slides of {SIZE_PX} px with pyramid, label and macro, {THREADS} threads"),
        Row("the same a second of one processor", [one["snitt simulate"] for one in rates],
            (">=", LEAST_RATE / THREADS), "says it where other programs take their share of the machine"),
        Row("a patient simulated and scored, s",
            [(one["snitt simulate"][0] + one["snitt score"][0]) / PATIENTS for one in results], ("<=", MOST_SECONDS),
            "ten networks of quarter width, at most 64 tiles a resolution"),
    ]
    if not files:
        return rows + skipped(["libvips: a JPEG pyramid of the same pixels"], "vips missing (libvips-tools)")
    return rows + [
        Row("libvips: a JPEG pyramid of the same pixels", [one["vips"] for one in rates], None,
            "megapixels a second of one processor; nothing is drawn"),
        Row("simulated over libvips", ratios(rates, "snitt simulate", "vips"), None, "by the processor's time"),
    ]
