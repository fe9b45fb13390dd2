"""./dev bench cohort many: what a cohort of thousands costs beside its scoring. Nothing is scored but one slide of each
kind; cohort_copies makes finished runs of thousands out of it, whose slides are files of their own.

Figures: 10,000 slides of 1 GB (files with holes) are checked; found finished again, with what was read for it; decided
again under another threshold. 100,000 slides are checked and merged.
"""
import shutil
import subprocess
import sys
import time
from pathlib import Path

BIN = Path("build/release/bin")
WORK = Path("build/bench/cohort-many")


class Used:
    def __init__(self):
        self.seconds = self.peak = self.read = 0.0


def watch(*command):
    """Wall seconds, peak of resident memory and bytes read (both of the largest process, MiB) of a command."""
    used, start = Used(), time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None:
        try:
            for line in open(f"/proc/{process.pid}/status"):
                if line.startswith("VmHWM:"):
                    used.peak = max(used.peak, int(line.split()[1]) / 1024)
            for line in open(f"/proc/{process.pid}/io"):
                if line.startswith("rchar:"):
                    used.read = max(used.read, int(line.split()[1]) / 2**20)
        except OSError:
            pass
        time.sleep(0.05)
    used.seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed: {process.stderr.read().decode()}")
    return used


def cohort(where, out, *more, bundle="bundle"):
    return watch(BIN / "snitt", "cohort", where / "list.csv", "--bundle", WORK / bundle, "--out", out, "--db", "none",
                 "--quiet", "--outside-scope", "benchmark", *more)


def seed(name, slide):
    """A finished run of one slide."""
    folder = WORK / name
    folder.mkdir(parents=True)
    (folder / "list.csv").write_text(f"path,patient\n{slide.resolve()},P\n")
    cohort(folder, folder / "run")
    return folder


def copies(name, slide, count, size):
    one = seed(f"{name}-seed", slide)
    watch(BIN / "cohort_copies", one / "run", slide, WORK / name, count, size)
    return WORK / name


def stricter():
    """The same bundle with a threshold of its own."""
    shutil.copytree(WORK / "bundle", WORK / "strict")
    manifest = WORK / "strict" / "manifest.toml"
    lines, inside = manifest.read_text().splitlines(), False
    for i, line in enumerate(lines):
        inside = line.strip() == "[decision.thresholds]" if line.startswith("[") else inside
        if inside and line.startswith("10x"):
            lines[i] = "10x = 0.999"
    manifest.write_text("\n".join(lines) + "\n")


def main():
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    watch(BIN / "snitt", "simulate", "--out", WORK / "drawn", "--patients", "1", "--seed", "3", "--size", "1600", "--quiet")
    watch(BIN / "snitt", "bundle", "untrained", "--out", WORK / "bundle", "--width", "0.25", "--members", "5",
          "--most-tiles", "200")
    stricter()
    slides = copies("many", next((WORK / "drawn" / "slides").glob("*.svs")), many, 10**9)
    checked = cohort(slides, WORK / "none", "--dry-run")
    again = cohort(slides, slides / "run")
    decided = cohort(slides, WORK / "decided", "--reuse", slides / "run", bundle="strict")
    watch(BIN / "make_slide", WORK / "small.svs", "--width", "256", "--height", "256", "--tile", "128", "--mpp", "0.25")
    rows = copies("most", WORK / "small.svs", most, 0)
    fresh = cohort(rows, WORK / "none", "--dry-run")
    merged = cohort(rows, rows / "run")
    table = [(f"{many} slides of 1 GB checked, s (at most 60)", f"{checked.seconds:.1f}"),
             (f"{many} finished slides found again, s", f"{again.seconds:.1f}"),
             ("read for it, MiB (at most 1024)", f"{again.read:.0f}"),
             (f"{many} slides decided again, s (at most 300)", f"{decided.seconds:.1f}"),
             (f"{most} rows checked, s, MiB", f"{fresh.seconds:.1f}, {fresh.peak:.0f}"),
             (f"{most} finished rows checked and merged, s (at most 60)", f"{merged.seconds:.1f}"),
             ("peak memory, MiB (at most 1024)", f"{max(fresh.peak, merged.peak):.0f}")]
    for name, value in table:
        print(f"{name:<58} {value}")
    shutil.rmtree(WORK)


main()
