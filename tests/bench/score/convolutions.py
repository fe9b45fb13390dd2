"""convolutions.py fp32|bf16 BATCHES: PyTorch's own fastest way through the network, one thread, a tile a batch. Run
with ONEDNN_VERBOSE=1 and read as infer_bench is: oneDNN's times of all convolutions, whatever Snitt uses."""
import sys
import time

import torch

from mobilenet import TILE_PX, mobilenet

WARM_UP = 3


def compiled(precision, tile):
    network = mobilenet()
    if precision == "fp32":
        return torch.jit.optimize_for_inference(torch.jit.trace(network, tile)), tile
    network = network.to(torch.bfloat16, memory_format=torch.channels_last)
    tile = tile.to(torch.bfloat16, memory_format=torch.channels_last)
    return torch.jit.freeze(torch.jit.trace(network, tile)), tile


def main():
    torch.set_num_threads(1)
    with torch.no_grad():
        network, tile = compiled(sys.argv[1], torch.randn(1, 3, TILE_PX, TILE_PX))
        for number in range(WARM_UP + int(sys.argv[2])):
            if number == WARM_UP:
                print("tiles 1", flush=True)
            start = time.perf_counter()
            network(tile)
            if number >= WARM_UP:
                print(f"batch {time.perf_counter() - start:.6f}", flush=True)


if __name__ == "__main__":
    main()
