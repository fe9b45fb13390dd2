"""SNITT_TEST_SLURM=1 ./dev bench cohort slurm [COUNT [ROUNDS]]: two Slurm tasks of one core each beside one run with two
cores. COUNT slides (12) with ten full-width networks, ROUNDS times (3) each way by turns, on a private Slurm of one node.

A run with two cores is timed from its start to its end, check and tables included. The tasks are timed from the start
of the first to the end of the last, model loading included, and once more from `snitt cohort --slurm` to its end, with
submission, queue, polls and merge. Medians; the ratio of the first is to be at most 1.10.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from main import BIN, WORK, prepare, run

CLUSTER = Path(__file__).resolve().parents[2] / "support" / "slurm_cluster.py"
# Notes when the program that follows began and ended.
STOPWATCH = """#!/bin/bash
date +%s.%N >> {times}
"$@"
code=$?
date +%s.%N >> {times}
exit $code
"""


def cohort(bundle, *more):
    shutil.rmtree(WORK / "out", ignore_errors=True)
    seconds, _ = run(BIN / "snitt", "cohort", WORK / "list.csv", "--bundle", bundle, "--out", WORK / "out", "--db", "none",
                     "--quiet", *more)
    return seconds


def on_cluster(bundle):
    """Seconds from the first task's start to the last one's end, and of all."""
    times = WORK / "times"
    times.unlink(missing_ok=True)
    everything = cohort(bundle, "--slurm", "--slurm-tasks", "2", "--slurm-cpus", "1", "--slurm-memory", "8G",
                        "--slurm-run", (WORK / "stopwatch.sh").resolve())
    seen = [float(line) for line in times.read_text().split()]
    if len(seen) != 4:
        sys.exit(f"two tasks were expected, and {len(seen)} times were noted")
    return max(seen) - min(seen), everything


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    if os.environ.get("SNITT_TEST_SLURM") != "1":
        sys.exit("set SNITT_TEST_SLURM=1: this starts a Slurm of one node")
    slides, bundle = prepare(count)
    stopwatch = WORK / "stopwatch.sh"
    stopwatch.write_text(STOPWATCH.format(times=(WORK / "times").resolve()))
    stopwatch.chmod(0o755)
    # Apart from the build folder, whose path may be too long for a socket.
    with tempfile.TemporaryDirectory() as folder:
        with subprocess.Popen([sys.executable, CLUSTER, folder, "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cluster:
            if cluster.stdout.readline() != b"ready\n":
                sys.exit("Slurm did not start")
            os.environ["SLURM_CONF"] = f"{folder}/slurm.conf"
            alone, tasks, everything = [], [], []
            for _ in range(rounds):
                alone.append(cohort(bundle, "--threads", "2"))
                between, total = on_cluster(bundle)
                tasks.append(between)
                everything.append(total)
            cluster.stdin.close()
    one = statistics.median(alone)
    rows = [("slides", f"{len(slides)}"), ("one run with two cores, s", ", ".join(f"{each:.1f}" for each in alone)),
            ("two tasks of one core, first start to last end, s", ", ".join(f"{each:.1f}" for each in tasks)),
            ("the same with submission, queue and merge, s", ", ".join(f"{each:.1f}" for each in everything)),
            ("tasks over one run (at most 1.10)", f"{statistics.median(tasks) / one:.3f}"),
            ("with submission, queue and merge, over one run", f"{statistics.median(everything) / one:.3f}")]
    for name, value in rows:
        print(f"{name:<52} {value}")


main()
