"""naive.py SLIDE: what somebody would write in an afternoon. OpenSlide in a DataLoader with two workers, and eager
PyTorch in batches of 32. Prints {"tiles", "seconds", "with"} as JSON; loading the network is not timed."""
import json
import sys
import time

import numpy
import openslide
import torch

from mobilenet import MEAN, SD, TILE_PX, mobilenet

from torchvision import transforms


def tiles_with_tissue(file):
    """Corners of the tiles of a grid, half of which is coloured at least."""
    with openslide.OpenSlide(file) as slide:
        width, height = slide.dimensions
        small = numpy.asarray(slide.get_thumbnail((1024, 1024)).convert("HSV"))[:, :, 1] > 20
    step = width / small.shape[1]
    corners = []
    for y in range(0, height - TILE_PX + 1, TILE_PX):
        for x in range(0, width - TILE_PX + 1, TILE_PX):
            part = small[int(y / step):int((y + TILE_PX) / step), int(x / step):int((x + TILE_PX) / step)]
            if part.mean() >= 0.5:
                corners.append((x, y))
    return corners


class Tiles(torch.utils.data.Dataset):
    def __init__(self, file, corners):
        self.file, self.corners, self.slide = file, corners, None
        self.transform = transforms.Compose(
            [transforms.ToTensor(), transforms.Normalize(MEAN, SD)])

    def __len__(self):
        return len(self.corners)

    def __getitem__(self, index):
        # A handle of its own for each worker: OpenSlide's does not survive a fork.
        if self.slide is None:
            self.slide = openslide.OpenSlide(self.file)
        return self.transform(self.slide.read_region(self.corners[index], 0, (TILE_PX, TILE_PX)).convert("RGB"))


def main():
    file = sys.argv[1]
    network, tiles = mobilenet(), Tiles(file, tiles_with_tissue(file))
    loader = torch.utils.data.DataLoader(tiles, batch_size=32, num_workers=2)
    with torch.inference_mode():
        network(torch.zeros(1, 3, TILE_PX, TILE_PX))
        start = time.perf_counter()
        scores = [torch.softmax(network(batch), 1) for batch in loader]
        seconds = time.perf_counter() - start
    assert len(torch.cat(scores)) == len(tiles)
    print(json.dumps({"tiles": len(tiles), "seconds": seconds,
                      "with": f"PyTorch {torch.__version__}, openslide-python {openslide.__version__}"}))


if __name__ == "__main__":
    main()
