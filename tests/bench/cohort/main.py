"""./dev bench cohort [COUNT]: what a cohort adds to its slides. COUNT slides (20) are scored one by one by `snitt score`
and then by `snitt cohort`, with the same ten full-width networks and the same tiles.

Figures: wall time of the cohort over the sum of the single slides' stages at full use of the cores; overhead a slide;
peak memory of the worker over that of one `snitt score`. The single slides are timed before and after the cohort, since
the machine may drift meanwhile; their mean is taken.
"""
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

BIN = Path("build/release/bin")
WORK = Path("build/bench/cohort")
MOST_TILES = "48"


def run(*command):
    """Wall seconds and the peak of resident memory, MiB, of a command and what it started."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = 0
    while process.poll() is None:
        peak = max(peak, peak_of(process.pid))
        time.sleep(0.05)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed: {process.stderr.read().decode()}")
    return time.perf_counter() - start, peak


def peak_of(process):
    """The largest resident set so far, MiB, among a process and its children."""
    most = 0
    for one in [process, *children(process)]:
        try:
            for line in open(f"/proc/{one}/status"):
                if line.startswith("VmHWM:"):
                    most = max(most, int(line.split()[1]) / 1024)
        except OSError:
            pass
    return most


def children(process):
    try:
        return [int(one) for one in open(f"/proc/{process}/task/{process}/children").read().split()]
    except OSError:
        return []


def stages_of(folder):
    return sum(json.loads((folder / "score.json").read_text())["run"]["stages"].values())


def single(slides, bundle):
    """Sum of the stages of all slides, each scored by a process of its own; the largest peak."""
    seconds, peak = 0, 0
    for slide in slides:
        out = WORK / "single"
        shutil.rmtree(out, ignore_errors=True)
        _, used = run(BIN / "snitt", "score", slide, "--bundle", bundle, "--out", out, "--db", "none", "--quiet",
                      "--outputs", "score,tumour,tiles")
        seconds += stages_of(out / slide.stem)
        peak = max(peak, used)
    return seconds, peak


def prepare(count):
    """A list of drawn slides and a bundle of ten networks in an empty folder; the slides and the bundle."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    run(BIN / "snitt", "simulate", "--out", WORK / "slides", "--patients", str(count), "--seed", "12", "--quiet")
    bundle = WORK / "bundle"
    run(BIN / "bench_bundle", bundle, "ten", MOST_TILES)
    slides = sorted((WORK / "slides" / "slides").glob("*.svs"))[:count]
    with open(WORK / "list.csv", "w") as file:
        file.write("path,patient\n" + "".join(f"{slide.resolve()},P{i}\n" for i, slide in enumerate(slides)))
    return slides, bundle


def main():
    slides, bundle = prepare(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    before, single_peak = single(slides, bundle)
    wall, peak = run(BIN / "snitt", "cohort", WORK / "list.csv", "--bundle", bundle, "--out", WORK / "out", "--db", "none",
                     "--quiet")
    after, _ = single(slides, bundle)
    alone = (before + after) / 2
    rows = [("slides", f"{len(slides)}"), ("single slides, sum of stages, before and after, s", f"{before:.1f}, {after:.1f}"),
            ("cohort, wall, s", f"{wall:.1f}"), ("wall over sum of stages (at most 1.05)", f"{wall / alone:.3f}"),
            ("overhead a slide, ms (at most 100)", f"{max(0, wall - alone) / len(slides) * 1000:.0f}"),
            ("peak memory, MiB: single, cohort", f"{single_peak:.0f}, {peak:.0f}"),
            ("peak memory over a single slide's (at most 1.10)", f"{peak / single_peak:.3f}")]
    for name, value in rows:
        print(f"{name:<52} {value}")


if __name__ == "__main__":
    main()
