"""`snitt score` as a whole, with ten full-width networks: memory, start and interrupt."""
import json
import shutil
import signal
import subprocess
import time

import inputs
from common import WORK, Row, environment, score, score_command, skipped, tell, turns
from machine import precisions

MOST_TILES = 64  # of each resolution


def bundle():
    return inputs.bundle("ten", MOST_TILES)


def memory(rounds):
    small, large = inputs.areas()
    now, never = precisions()
    rows = []
    for precision in now:
        results = turns(rounds, {
            f"small {precision}": lambda: score(small, bundle(), precision)[2],
            f"four times the area {precision}": lambda: score(large, bundle(), precision)[2],
        })
        both = [list(one.values()) for one in results]
        rows += [Row(f"memory, MiB {precision}", [max(one) for one in both], ("<=", 1536), "largest resident set",
                     worst=True),
                 Row(f"memory_growth {precision}", [large / small for small, large in both], ("<=", 1.10),
                     "on a slide of four times the area")]
    return rows + skipped([f"{name} {one}" for one in never for name in ("memory, MiB", "memory_growth")],
                          "not on this CPU")


def events(process):
    """Progress of a run as it comes."""
    for line in process.stderr:
        if line.startswith("{"):
            event = json.loads(line)
            if event.get("event") == "progress":
                yield event


def start(precision):
    out = WORK / "results"
    shutil.rmtree(out, ignore_errors=True)
    command = score_command(inputs.slide()[0], bundle(), out, precision)
    return subprocess.Popen([str(word) for word in command], env=environment(), text=True, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE)


def seconds_to_start(precision):
    began = time.perf_counter()
    with start(precision) as process:
        seen = any(event["stage"] != "open" for event in events(process))
        seconds = time.perf_counter() - began
        process.kill()
    if not seen:
        raise RuntimeError("snitt score ended before its first stage")
    return seconds


def seconds_to_stop(precision, share):
    """From Ctrl-C, once `share` of the tiles are done, until the process is gone."""
    with start(precision) as process:
        if not any(one["stage"] == "score" and one["done"] >= share * one["total"] for one in events(process)):
            raise RuntimeError("snitt score ended before it could be interrupted")
        asked = time.perf_counter()
        process.send_signal(signal.SIGINT)
        process.communicate()
        seconds = time.perf_counter() - asked
    if process.returncode != 130:
        raise RuntimeError(f"an interrupted snitt score ended with {process.returncode}")
    return seconds


def startup(rounds):
    now, never = precisions()
    # Once unmeasured: the files are then in the system's cache.
    runs = {f"startup {one}": lambda one=one: seconds_to_start(one) for one in now}
    results = turns(rounds + 1, runs)[1:]
    rows = [Row(f"startup, s {one}", [result[f"startup {one}"] for result in results], ("<=", 1.5),
                "ten networks loaded, slide open") for one in now]
    return rows + skipped([f"startup, s {one}" for one in never], "not on this CPU")


def interrupt(rounds):
    now, never = precisions()
    shares = iter([0.2 + 0.5 * number / rounds for number in range(rounds)])

    def both():
        share = next(shares)
        return {one: seconds_to_stop(one, share) for one in now}

    results = [one["interrupt"] for one in turns(rounds, {"interrupt": both})]
    rows = [Row(f"interrupt, s {one}", [result[one] for result in results], ("<=", 1), "Ctrl-C until it is gone",
                worst=True) for one in now]
    return rows + skipped([f"interrupt, s {one}" for one in never], "not on this CPU")
