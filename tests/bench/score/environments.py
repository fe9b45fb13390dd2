"""Python environments of the contenders, each installed once into build/bench/peers-NAME.

SNITT_BENCH_PEERS=DIR takes ready ones: DIR/peers-naive, DIR/peers-wsinfer, DIR/peers-tiatoolbox.
"""
import os
import pathlib
import shutil
import subprocess

from common import ROOT, WORK, Skip, environment, tell

VERSIONS = {"wsinfer": "0.6.1", "tiatoolbox": "2.1.3"}
BASE_PYTHON = "/usr/bin/python3"
DONE = "snitt-complete"


def pip(python, *words):
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words]
    done = subprocess.run(command, env=environment(), text=True, capture_output=True)
    if done.returncode != 0:
        errors = [line for line in done.stderr.splitlines() if "ERROR" in line] or ["pip failed"]
        raise Skip(errors[-1].strip())


def our_torch():
    """The version LibTorch has here, and the torchvision that belongs to it."""
    lines = (ROOT / "packaging/requirements.txt").read_text().splitlines()
    version = next(line.split("==")[1].strip() for line in lines if line.startswith("torch=="))
    return version, f"0.{int(version.split('.')[1]) + 15}.0"


def install_torch(python):
    torch, vision = our_torch()
    # An index may offer CPU builds of both, of torch alone, or of none.
    for ours, theirs in ((f"{torch}+cpu", f"{vision}+cpu"), (f"{torch}+cpu", vision)):
        try:
            return pip(python, f"torch=={ours}", f"torchvision=={theirs}")
        except Skip:
            pass
    return pip(python, f"torch=={torch}", f"torchvision=={vision}")


def install_naive(python):
    """Upon the LibTorch that Snitt itself is linked with: both then run the same kernels."""
    packages = next((ROOT / ".venv/lib").glob("python3*/site-packages"))
    own = next((python.parents[1] / "lib").glob("python3*/site-packages"))
    (own / "snitt.pth").write_text(f"{packages}\n")
    _, vision = our_torch()
    rest = ["openslide-python", "numpy", "pillow"]
    try:
        pip(python, f"torchvision=={vision}+cpu", *rest)
    except Skip:
        pip(python, f"torchvision=={vision}", *rest)


def install_wsinfer(python):
    install_torch(python)
    # It names no upper bounds, and fails at import with zarr 3.
    pip(python, f"wsinfer=={VERSIONS['wsinfer']}", "zarr<3", "tiffslide<3", "openslide-python", "openslide-bin")


def install_tiatoolbox(python):
    install_torch(python)
    # It wants an older torch than Snitt has: it gets the same torch, and all else as it asks.
    pip(python, "--no-deps", f"tiatoolbox=={VERSIONS['tiatoolbox']}")
    ask = "import importlib.metadata as m; print('\\n'.join(m.requires('tiatoolbox')))"
    wanted = subprocess.run([str(python), "-c", ask], text=True, capture_output=True, check=True).stdout.splitlines()
    pip(python, *[one for one in wanted if not one.startswith("torch") and "extra ==" not in one])


INSTALL = {"naive": install_naive, "wsinfer": install_wsinfer, "tiatoolbox": install_tiatoolbox}


def python(name):
    """The interpreter of an environment; Skip where it cannot be installed."""
    given = os.environ.get("SNITT_BENCH_PEERS")
    folder = pathlib.Path(given or WORK).resolve() / f"peers-{name}"
    program = folder / "bin/python"
    if (program if given else folder / DONE).exists():
        return program
    if given:
        raise Skip(f"SNITT_BENCH_PEERS: there is no {folder}")
    tell(f"installing the environment of {name}")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        subprocess.run([BASE_PYTHON, "-m", "venv", str(folder)], check=True, capture_output=True)
        INSTALL[name](program)
    except (subprocess.CalledProcessError, StopIteration) as error:
        raise Skip(f"the environment of {name} could not be made ({error})") from error
    (folder / DONE).touch()
    return program
