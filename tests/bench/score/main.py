"""main.py [--json] [--rounds N] [NAME…]: measures figures and prints them as a table; build/bench/results.json has
them with all rounds. A missed limit is reported and is no failure; a wrong result is one (status 1). Without
names: score.

NAME: infer kernel reader overlap gpu memory agreement startup interrupt; score = all of these; peers; stats; simulate.
"""
import argparse
import json
import sys

import agreement
import engine
import gpu
import inputs
import machine
import program
import rates
import simulate
import stats
import table
from common import WORK, Skip, skipped

# Name: (function of the number of rounds, rounds). What takes long is measured less often.
FIGURES = {
    "kernel": (engine.kernel, 5),
    "reader": (engine.reader, 5),
    "overlap": (engine.overlap, 3),
    "gpu": (gpu.gpu, 3),
    "memory": (program.memory, 2),
    "agreement": (agreement.agreement, 1),
    "startup": (program.startup, 5),
    "interrupt": (program.interrupt, 5),
}
RATE_ROUNDS = 3
STATS_ROUNDS = 3
SIMULATE_ROUNDS = 3
SCORE = ["infer", *FIGURES]
NAMES = [*SCORE, "peers", "stats", "simulate", "score"]


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", action="store_true", help="print results.json in place of the table")
    parser.add_argument("--rounds", type=int, help="of each figure")
    given = parser.parse_args()
    names = given.names or ["score"]
    unknown = [name for name in names if name not in NAMES]
    if unknown or (given.rounds is not None and given.rounds < 1):
        parser.error(f"no benchmark \"{unknown[0]}\"" if unknown else "--rounds must be 1 or more")
    return given, [name for name in names if name != "score"] + (SCORE if "score" in names else [])


def main():
    given, names = arguments()
    WORK.mkdir(parents=True, exist_ok=True)
    about = machine.head()
    about["contenders"] = {}
    if not set(names) <= {"stats", "simulate", "agreement"}:
        about["slide"] = inputs.slide()[1]
    figures = {name: (figure, rounds) for name, (figure, rounds) in FIGURES.items() if name in names}
    if "infer" in names or "peers" in names:
        rate = lambda rounds: rates.figures(rounds, "peers" in names, about["contenders"])  # noqa: E731
        figures = {"infer": (rate, RATE_ROUNDS), **figures}
    if "stats" in names:
        figures["stats"] = (lambda rounds: stats.figures(rounds, about["contenders"]), STATS_ROUNDS)
    if "simulate" in names:
        figures["simulate"] = (simulate.figures, SIMULATE_ROUNDS)
    rows = []
    for name, (figure, rounds) in figures.items():
        # What fails must not take with it what was measured already.
        try:
            rows += figure(given.rounds or rounds)
        except (Skip, RuntimeError) as error:
            rows += skipped([name], str(error))
    result = json.dumps({"format": "snitt-bench/1", **about, "figures": [row.as_json() for row in rows]}, indent=2)
    (WORK / "results.json").write_text(result + "\n")
    print(result if given.json else table.text(about, rows))
    return 1 if any(row.failed for row in rows) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Skip, RuntimeError) as error:
        sys.exit(f"bench: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
