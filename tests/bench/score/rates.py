"""Tiles × networks a second against what somebody would use instead, on one slide, all in turns.

Each contender's tiles go through its networks, with decoding and without loading the networks.
"""
import json
import pathlib
import shutil

import environments
import inputs
from common import MALLOC, WORK, Row, Skip, output, ratios, score, skipped, tell, turns
from machine import precisions

LEAST = {"fp32": (">=", 3), "bf16": (">=", 5)}
SCRIPTS = {"naive": "naive.py", "wsinfer": "run_wsinfer.py", "tiatoolbox": "run_tiatoolbox.py"}
PEERS = ("wsinfer", "tiatoolbox")
NETWORKS = 5


def snitt(kind, precision):
    bundle = inputs.bundle(kind)

    def run():
        _, said, _ = score(inputs.slide()[0], bundle, precision, extra=MALLOC)
        done = sum(one["tiles"] * len(one["members"]) for one in said["resolutions"])
        return done / said["run"]["stages"]["score"]

    return run


def python(name, versions):
    program = environments.python(name)

    def run():
        out = WORK / f"out-{name}"
        shutil.rmtree(out, ignore_errors=True)
        script = pathlib.Path(__file__).with_name(SCRIPTS[name])
        said = json.loads(output([program, script, inputs.slide()[0], out], MALLOC).splitlines()[-1])
        versions[name] = said["with"]
        return said["tiles"] / said["seconds"]

    return run


def able(names, versions):
    """Those contenders that can be installed and finish, and why the others do not."""
    runs, why = {}, {}
    for name in names:
        try:
            run = python(name, versions)
            tell(f"trying {name}")
            run()
            runs[name] = run
        except (Skip, RuntimeError, ValueError, KeyError, IndexError) as error:
            why[name] = str(error)
            tell(f"{name} is left out: {error}")
    return runs, why


def against(row, results, above, below, precision, note=""):
    return Row(f"{row} {precision}", ratios(results, above, below), LEAST[precision], note)


def figures(rounds, with_peers, versions):
    runs, why = able(("naive",) + (PEERS if with_peers else ()), versions)
    peers = [name for name in PEERS if name in runs]
    now, never = precisions()
    for precision in now:
        runs[f"snitt {precision}"] = snitt("one", precision)
        if peers:
            runs[f"snitt {NETWORKS} networks {precision}"] = snitt("five", precision)
    results = turns(rounds, runs)
    for one in results:
        # The better one of each round, which is never less than the one that is better on the whole.
        one.update({"peer": max(one[name] for name in peers)} if peers else {})

    rows = []
    for precision in now:
        if "naive" in runs:
            rows.append(against("infer_ratio", results, f"snitt {precision}", "naive", precision))
        if not peers:
            continue
        rows.append(against("peer_ratio", results, f"snitt {precision}", "peer", precision,
                            f"against the better of {', '.join(peers)}"))
        # Five passes of a peer take five times as long for five times the work: the rate of one is theirs, too.
        rows.append(against("ensemble_ratio", results, f"snitt {NETWORKS} networks {precision}", "peer", precision,
                            "against five single passes"))
    kinds = ["infer_ratio"] + (["peer_ratio", "ensemble_ratio"] if with_peers else [])
    rows += skipped([f"{kind} {one}" for kind in kinds for one in never], "not on this CPU")
    if "naive" in why:
        rows += skipped(["infer_ratio"], why.pop("naive"))
    if with_peers and not peers:
        rows += skipped(kinds[1:], "; ".join(f"{name}: {text}" for name, text in why.items()))
    else:
        rows += [row for name, text in why.items() for row in skipped([name], text)]
    return rows + [Row(f"{name}, tiles × networks a second", [one[name] for one in results]) for name in runs]
