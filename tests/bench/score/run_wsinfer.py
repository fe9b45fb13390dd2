"""run_wsinfer.py SLIDE FOLDER: WSInfer on one slide, with a network of ours and without its hub. Prints {"tiles",
"seconds", "with"} as JSON: from the loaded network to the written table; patching before it is not timed."""
import contextlib
import importlib.metadata
import json
import os
import pathlib
import sys
import time
import types

import torch

from mobilenet import MEAN, SD, TILE_PX, mobilenet

import wsinfer_zoo.client

# WSInfer asks the hub for its list of models as soon as it is imported; a model of one's own needs none.
wsinfer_zoo.client.load_registry = lambda *_, **__: types.SimpleNamespace(models={})

import wsinfer.cli.infer  # noqa: E402
import wsinfer.modellib.run_inference as inference  # noqa: E402
from wsinfer.cli.cli import cli  # noqa: E402


def write_model(folder):
    with torch.no_grad():
        torch.jit.trace(mobilenet(), torch.zeros(1, 3, TILE_PX, TILE_PX)).save(folder / "model.pt")
    steps = [("Resize", {"size": TILE_PX}), ("ToTensor", None), ("Normalize", {"mean": list(MEAN), "std": list(SD)})]
    transform = [{"name": name, **({"arguments": given} if given else {})} for name, given in steps]
    config = {"spec_version": "1.0", "architecture": "mobilenet_v2", "num_classes": 2, "class_names": ["no", "yes"],
              "name": "benchmark", "patch_size_pixels": TILE_PX, "spacing_um_px": 0.25, "transform": transform}
    (folder / "config.json").write_text(json.dumps(config))


def timed(times):
    """Notes when the network is loaded and when all tiles are done."""
    load, run = inference.get_pretrained_torch_module, wsinfer.cli.infer.run_inference

    def loaded(*given, **named):
        network = load(*given, **named)
        times.append(time.perf_counter())
        return network

    def done(*given, **named):
        result = run(*given, **named)
        times.append(time.perf_counter())
        return result

    inference.get_pretrained_torch_module = loaded
    wsinfer.cli.infer.run_inference = done


def main():
    slide, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    (folder / "slides").mkdir(parents=True)
    (folder / "slides" / slide.name).symlink_to(slide)
    write_model(folder)
    times = []
    timed(times)
    words = ["--backend", "openslide", "run", "--wsi-dir", folder / "slides", "--results-dir", folder / "out",
             "--model-path", folder / "model.pt", "--config", folder / "config.json", "--num-workers", 2,
             "--batch-size", 32]
    os.environ["WSINFER_FORCE_CPU"] = "1"
    with contextlib.redirect_stdout(sys.stderr):
        cli([str(word) for word in words], standalone_mode=False)
    table = (folder / "out/model-outputs-csv" / slide.with_suffix(".csv").name).read_text().splitlines()
    print(json.dumps({"tiles": len(table) - 1, "seconds": times[-1] - times[0],
                      "with": f"WSInfer {importlib.metadata.version('wsinfer')}, PyTorch {torch.__version__}"}))


if __name__ == "__main__":
    main()
