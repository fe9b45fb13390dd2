"""What all figures share: where things lie, how programs are run, turns, and rows of the table."""
import dataclasses
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
BIN = ROOT / "build/release/bin"
WORK = ROOT / "build/bench"
SNITT = BIN / "snitt"

# Large blocks given back at every free cost a page fault for each 4 KiB; every contender is spared that alike.
MALLOC = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(16 << 30),
    "MALLOC_TOP_PAD_": str(256 << 20),
}


class Skip(Exception):
    """A figure that cannot be had here; the text is why."""


@dataclasses.dataclass
class Row:
    """A figure: one value a round. `limit` is (">=", x), ("<=", x) or None; `worst` judges by the worst round;
    `failed`: what was measured is wrong, as the note says, and counts for nothing."""

    name: str
    values: list
    limit: tuple = None
    note: str = ""
    worst: bool = False
    failed: bool = False

    def value(self):
        if not self.values:
            return None
        if not self.worst:
            return statistics.median(self.values)
        return min(self.values) if self.limit and self.limit[0] == ">=" else max(self.values)

    def verdict(self):
        value = self.value()
        if value is None:
            return "FAILED" if self.failed else "skipped"
        if self.limit is None:
            return ""
        sign, bound = self.limit
        return "met" if (value >= bound if sign == ">=" else value <= bound) else "MISSED"

    def as_json(self):
        limit = {"sign": self.limit[0], "bound": self.limit[1]} if self.limit else None
        return {"name": self.name, "value": self.value(), "judged": "worst" if self.worst else "median",
                "rounds": self.values, "limit": limit, "verdict": self.verdict(), "note": self.note}


def skipped(names, why):
    return [Row(name, [], note=why) for name in names]


def tell(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def environment(extra=None):
    """Of a child: the benchmark's runs stay out of the user's log and data."""
    own = {"XDG_STATE_HOME": str(WORK / "state"), "XDG_DATA_HOME": str(WORK / "data"), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **own, **(extra or {})}


def output(command, extra=None):
    """Standard output of a program that must succeed."""
    done = subprocess.run([str(word) for word in command], env=environment(extra), text=True, capture_output=True)
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise RuntimeError(f"{pathlib.Path(str(command[0])).name} ended with {done.returncode}: {last}")
    return done.stdout


def turns(rounds, contenders):
    """Runs the contenders A B C, A B C, … so that a drift of the machine's speed meets all of them alike; returns a
    dictionary of their results for each round."""
    results = []
    for number in range(rounds):
        results.append({})
        for name, run in contenders.items():
            tell(f"round {number + 1} of {rounds}: {name}")
            results[-1][name] = run()
    return results


def ratios(results, above, below):
    return [one[above] / one[below] for one in results]


def score_command(slide, bundle, out, precision, outputs="score"):
    return [SNITT, "score", slide, "--bundle", bundle, "--out", out, "--device", "cpu", "--precision", precision,
            "--outputs", outputs, "--db", "none", "--outside-scope", "benchmark", "--json"]


def score(slide, bundle, precision, outputs="score", extra=None):
    """One run of `snitt score`. Returns the folder, its score.json and the largest resident set in MiB."""
    out = WORK / "results"
    shutil.rmtree(out, ignore_errors=True)
    with open(WORK / "snitt.log", "w") as log:
        command = [str(word) for word in score_command(slide, bundle, out, precision, outputs)]
        process = subprocess.Popen(command, env=environment(extra), stdout=subprocess.DEVNULL, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        last = (WORK / "snitt.log").read_text().strip().splitlines()[-1:]
        raise RuntimeError(f"snitt score ended with {process.returncode}: {' '.join(last)}")
    folder = next(out.glob("*/score.json")).parent
    return folder, json.loads((folder / "score.json").read_text()), usage.ru_maxrss / 1024
