"""The network of the Python contenders: torchvision's MobileNetV2 with random weights, as Snitt's bundle has it."""
import importlib.metadata

import torch

# PyPI's torchvision is built for CUDA. Beside a CPU build of PyTorch it lacks its own operators, none of which is
# called here, and fails at import unless they are declared. So this module comes before whatever imports torchvision.
if torch.version.cuda is None and not importlib.metadata.version("torchvision").endswith("+cpu"):
    DECLARED = torch.library.Library("torchvision", "DEF")
    for name in ("nms", "qnms"):
        DECLARED.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torchvision  # noqa: E402

TILE_PX = 448
MEAN = (0.5, 0.5, 0.5)
SD = (0.5, 0.5, 0.5)


def mobilenet(seed=1):
    torch.manual_seed(seed)
    network = torchvision.models.mobilenet_v2(weights=None, num_classes=2)
    norms = [module for module in network.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    for norm in norms:
        torch.nn.init.uniform_(norm.weight, 0.8, 1.2)
        torch.nn.init.normal_(norm.bias, 0, 0.1)
        norm.momentum = None
    # Statistics of real passes keep activations in the range a trained network has: neither vanishing nor infinite.
    with torch.no_grad():
        for _ in range(3):
            network.train()(torch.randn(4, 3, 224, 224))
    return network.eval()
