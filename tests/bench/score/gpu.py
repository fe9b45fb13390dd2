"""A GPU beside this machine's processor: ten full-width networks on a large slide, decoding and all."""
import inputs
from common import Row, skipped, tell
from engine import overlapped
from machine import doctor, precisions

MOST_TILES = 600  # of each resolution, on the processor


def rates(device, precision, rounds):
    """Tiles × networks a second of each round: as a run does it, of the networks and of the reader alone."""
    tell(f"gpu: {device} {precision}")
    bundle = inputs.bundle("ten", MOST_TILES if device == "cpu" else 0)
    work, measured = overlapped(inputs.areas()[0], bundle, precision, rounds, device)
    return {name: [work / one[name] for one in measured] for name in ("together", "infer", "decode")}


def gpu(rounds):
    if "CUDA devices: 0" in doctor()["engine"]:
        return skipped(["gpu"], "no GPU that LibTorch can use")
    rows, cpu = [], {}
    for precision in precisions()[0]:
        cpu[precision] = rates("cpu", precision, rounds)["together"]
        rows.append(Row(f"cpu {precision}, tiles × networks a second", cpu[precision]))
    best = max(max(values) for values in cpu.values())
    for precision in ("fp32", "bf16"):
        rate = rates("cuda", precision, rounds)
        rows += [Row(f"gpu {precision}, tiles × networks a second", rate["together"]),
                 Row(f"gpu {precision}, networks alone", rate["infer"]),
                 Row(f"gpu {precision}, over the processor", [one / best for one in rate["together"]],
                     note="at its best precision")]
    return rows + [Row("reader alone, tiles × networks a second", rate["decode"], note="of a GPU's pass of tiles")]
