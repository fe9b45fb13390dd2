"""The engine by itself: against oneDNN's own kernels, beside the reader, and the readers against each other."""
import pathlib
import re
import statistics

import environments
import inputs
from common import BIN, Row, Skip, output, ratios, skipped, turns
from machine import doctor, precisions

BATCHES = 8
CONVOLUTIONS = 52  # of a MobileNetV2
VERBOSE = {"ONEDNN_VERBOSE": "1"}


def tile_seconds(text):
    """Of a tile: the median of the measured batches, by the bench's own clock."""
    lines = text.splitlines()
    tiles = next(int(line.split()[1]) for line in lines if line.startswith("tiles "))
    return statistics.median(float(line.split()[1]) for line in lines if line.startswith("batch ")) / tiles


def convolutions(text):
    """Of a tile: seconds of oneDNN's convolutions by oneDNN's clock (median of the batches), and how many there are.
    Those of a batch stand before the batch's line."""
    tiles, sums, current, count = 0, [], 0.0, 0
    for line in text.splitlines():
        if line.startswith("tiles "):
            tiles, current, count = int(line.split()[1]), 0.0, 0
        elif line.startswith("batch "):
            sums.append(current)
            current = 0.0
        elif line.startswith("onednn_verbose,") and ",exec,cpu,convolution," in line:
            current += float(line.rsplit(",", 1)[1]) / 1e3
            # One call may do several tiles: "mb8_ic3oc32_…".
            count += int(re.search(r"mb(\d+)", line).group(1))
    return statistics.median(sums) / tiles, round(count / len(sums) / tiles)


def kernel_of(precision, rounds):
    """Inference over oneDNN's convolutions in it. An engine that does some of them without oneDNN is set against all
    those of the same network in PyTorch."""
    command = [BIN / "infer_bench", inputs.bundle("one"), precision, BATCHES]
    _, count = convolutions(output(command, VERBOSE))
    note, told = "one thread", command
    if count != CONVOLUTIONS:
        note = f"one thread; PyTorch's convolutions, since oneDNN does {count} of {CONVOLUTIONS} here"
        script = pathlib.Path(__file__).with_name("convolutions.py")
        told = [environments.python("naive"), script, precision, 8 * BATCHES]
        if convolutions(output(told, VERBOSE))[1] != CONVOLUTIONS:
            raise Skip("neither here nor in PyTorch are all convolutions oneDNN's")
    results = turns(rounds, {f"inference {precision}": lambda: tile_seconds(output(command)),
                             f"convolutions {precision}": lambda: convolutions(output(told, VERBOSE))[0]})
    values = ratios(results, f"inference {precision}", f"convolutions {precision}")
    return Row(f"kernel_ratio {precision}", values, ("<=", 1.15), note)


def kernel(rounds):
    now, never = precisions()
    rows = []
    for precision in now:
        try:
            rows.append(kernel_of(precision, rounds))
        except Skip as skip:
            rows += skipped([f"kernel_ratio {precision}"], str(skip))
    return rows + skipped([f"kernel_ratio {one}" for one in never], "not on this CPU")


def pairs(text):
    """Lines "name value name value …" as dictionaries."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    return [{name: float(value) for name, value in zip(words[::2], words[1::2])} for words in lines]


def reader(_):
    rounds = pairs(output([BIN / "reader_bench", inputs.slide()[0]]))
    return [Row("reader_ratio", [one["openslide"] / one["direct"] for one in rounds], (">=", 4),
                "CPU time a 448-px tile, OpenSlide over direct"),
            Row("reader, direct, ms a tile", [one["direct"] for one in rounds])]


def overlapped(slide, bundle, precision, rounds, device):
    """Tiles × networks, and the seconds of each round."""
    lines = pairs(output([BIN / "overlap_bench", slide, bundle, precision, doctor()["cores"], rounds, device]))
    work = sum(line["tiles"] * line["networks"] for line in lines if "tiles" in line)
    return work, [line for line in lines if "decode" in line]


def overlap(rounds):
    precision = precisions()[0][-1]
    rounds = overlapped(inputs.slide()[0], inputs.bundle("ten", 64), precision, rounds, "cpu")[1]
    return [Row("overlap_ratio", [one["together"] / max(one["decode"], one["infer"]) for one in rounds], ("<=", 1.10),
                f"ten networks, {precision}"),
            Row("decoding alone, share of inference alone", [one["decode"] / one["infer"] for one in rounds])]
