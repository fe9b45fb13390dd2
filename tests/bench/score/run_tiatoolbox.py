"""run_tiatoolbox.py SLIDE FOLDER: TIAToolbox's PatchPredictor on one slide, with a network of ours. Prints {"tiles",
"seconds", "with"} as JSON: the passes over all tiles, without its tissue mask before and its writing after them."""
import contextlib
import importlib.metadata
import json
import pathlib
import sys
import time

import torch

from mobilenet import MEAN, SD, TILE_PX, mobilenet

from tiatoolbox.models.engine.io_config import IOPatchPredictorConfig
from tiatoolbox.models.engine.patch_predictor import PatchPredictor
from tiatoolbox.models.models_abc import ModelABC

GRID = {"input_resolutions": [{"units": "mpp", "resolution": 0.25}], "patch_input_shape": [TILE_PX, TILE_PX],
        "stride_shape": [TILE_PX, TILE_PX]}


class Model(ModelABC):
    """Normalises a batch at once, which is quicker than tile by tile in the workers."""

    def __init__(self):
        super().__init__()
        self.network = mobilenet()
        self.register_buffer("mean", 255 * torch.tensor(MEAN).view(1, 3, 1, 1))
        self.register_buffer("sd", 255 * torch.tensor(SD).view(1, 3, 1, 1))

    def forward(self, tiles):
        return self.network((tiles - self.mean) / self.sd)

    @staticmethod
    def infer_batch(model, batch_data, *, device):
        tiles = batch_data.to(device).permute(0, 3, 1, 2).float()
        with torch.inference_mode():
            return torch.softmax(model(tiles), 1).cpu().numpy()


class Predictor(PatchPredictor):
    timed = {}

    def infer_wsi(self, dataloader, *given, **named):
        start = time.perf_counter()
        raw = super().infer_wsi(dataloader, *given, **named)
        self.timed.update(tiles=len(raw["probabilities"]), seconds=time.perf_counter() - start)
        return raw


def main():
    slide, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    with contextlib.redirect_stdout(sys.stderr):
        predictor = Predictor(model=Model(), batch_size=32, num_workers=2, device="cpu")
        predictor.run(images=[slide], patch_mode=False, ioconfig=IOPatchPredictorConfig(**GRID), save_dir=folder,
                      overwrite=True, output_type="zarr")
    version = importlib.metadata.version("tiatoolbox")
    print(json.dumps({**Predictor.timed, "with": f"TIAToolbox {version}, PyTorch {torch.__version__}"}))


if __name__ == "__main__":
    main()
