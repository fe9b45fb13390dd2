"""Which shared libraries a package carries: everything that its programs need but the C library, which is the host's."""
import os
import re
import subprocess
from pathlib import Path

# glibc belongs to the kernel and the name service of the machine that it runs on; a copy of another's breaks both.
GLIBC = re.compile(r"(ld-linux-x86-64|lib(c|m|dl|rt|pthread|resolv|util|anl|mvec|BrokenLocale|thread_db))\.so(\.\d+)?$")
# Of NVIDIA's driver, which fits the machine's kernel alone; a machine without a GPU has none.
DRIVER = re.compile(r"lib(cuda|nvidia-[a-z0-9-]+)\.so(\.\d+)*$")
# LibTorch asks for these by name while it runs.
ASKED_FOR_BY_LIBTORCH = ("libtorch_cuda_linalg.so", "libcaffe2_nvrtc.so")


def run(*command):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LD_")}
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True,
                          env={**environment, "LC_ALL": "C"}).stdout


class Missing(Exception):
    """What a binary needs and this machine lacks, in a sentence."""


def needed_by(binary):
    """Name and file of each library that the loader would load for `binary`. Raises Missing."""
    found = {}
    for line in run("ldd", binary).splitlines():
        name, arrow, rest = line.strip().partition(" => ")
        if not arrow or GLIBC.match(name) or DRIVER.match(name):
            continue
        if rest.startswith("not found"):
            raise Missing(f"{binary} needs {name}, which is not on this machine")
        found[name] = Path(rest.rsplit(" (", 1)[0])
    return found


def companions(libraries):
    """What is opened by name while it runs: parts of LibTorch for CUDA, and the other parts of NVIDIA's wheels in use."""
    found = {}
    torch = libraries["libtorch_cpu.so"].parent
    for name in ASKED_FOR_BY_LIBTORCH:
        if (torch / name).exists():
            found[name] = torch / name
    for folder in {file.parent for file in libraries.values() if "nvidia" in file.parent.parts}:
        found.update({file.name: file for file in folder.glob("*.so*")})
    return found


def all_needed(binaries):
    """Those of the first binary come first: where two ask for one name, its library serves both, as in one process."""
    found = {}
    for binary in binaries:
        for name, file in needed_by(binary).items():
            found.setdefault(name, file)
    for name, file in companions(found).items():
        try:
            for other, needed in {name: file, **needed_by(file)}.items():
                found.setdefault(other, needed)
        except Missing as what:
            print(f"left out, since nothing opens it here either: {what}")
    return found


def look_beside(binary, folder):
    """Lets the loader look in `folder` before the user's LD_LIBRARY_PATH, which modules of clusters fill."""
    run("patchelf", "--force-rpath", "--set-rpath", folder, binary)


def has_own_path(library):
    return bool(run("patchelf", "--print-rpath", library).strip())


def glibc_wanted(binaries):
    """The oldest glibc that has everything they ask for, as (2, 36)."""
    versions = set()
    for binary in binaries:
        versions.update(re.findall(r"\bGLIBC_(\d+(?:\.\d+)+)\b", run("objdump", "-T", binary)))
    return max(tuple(int(part) for part in version.split(".")) for version in versions)
