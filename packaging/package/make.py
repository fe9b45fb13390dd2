#!/usr/bin/python3
"""make.py BUILD OUT: the programs of a build folder with all they need as OUT/snitt-<version> and a .tar.gz of it.

The folder runs for an ordinary user on a machine that has nothing but glibc, from wherever it is put. `./dev package`
builds the programs first. --no-archive makes the folder alone.
"""
import argparse
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import libraries
import licences

SOURCE = Path(__file__).resolve().parents[2]
PROGRAMS = ("snitt", "snitt-viewer")  # in this order: where both need a library, snitt's is taken
# Below Qt's folder of plug-ins; those that this machine's Qt lacks are left out. OpenGL is not used, and a driver of the
# host's would meet the C++ library of the package.
PLUGINS = ("platforms/libqoffscreen.so", "platforms/libqxcb.so", "platforms/libqwayland-generic.so",
           "wayland-shell-integration/libxdg-shell.so", "wayland-decoration-client/*.so",
           "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
           "imageformats/libqjpeg.so", "imageformats/libqsvg.so", "iconengines/libqsvgicon.so")
QT_CONF = "[Paths]\nPrefix = ..\nPlugins = lib/qt6/plugins\n"
# Source tree to share/snitt; core/os/own_files.h looks in both.
SHARED = {"resources/bundles/demonstrator/bundle": "bundles/demonstrator/bundle",
          "packaging/slurm/cohort.sh": "slurm/cohort.sh",
          "packaging/fonts/fonts.conf": "fonts/fonts.conf",
          "resources/help": "help",
          "resources/manifest-reference.toml": "manifest-reference.toml",
          "resources/train-reference.toml": "train-reference.toml",
          "resources/site-reference.toml": "site-reference.toml",
          "resources/validation": "validation"}
# Debian packages whose code or pictures became part of the programs; their licences go with them.
COMPILED_IN = ("breeze-icon-theme", "fonts-inter", "libboost-dev", "libcli11-dev", "libeigen3-dev", "libexpected-dev",
               "libsqlitecpp-dev", "libtomlplusplus-dev", "nlohmann-json3-dev")


def put(file, place):
    """A copy that everybody may read; a link becomes what it points to."""
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, place)
    place.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
    return place


def put_programs(build, package):
    for name in PROGRAMS:
        place = put(build / "bin" / name, package / "bin" / name)
        libraries.run("strip", place)
        libraries.look_beside(place, "$ORIGIN/../lib")
    (package / "bin/qt.conf").write_text(QT_CONF)


def put_libraries(binaries, package):
    """Libraries lie flat and stay as their makers made them, but for those that look for others elsewhere."""
    needed = libraries.all_needed(binaries)
    for name, file in needed.items():
        place = put(file, package / "lib" / name)
        if libraries.has_own_path(place):
            libraries.look_beside(place, "$ORIGIN")
    return needed


def qt_plugins():
    folder = Path(libraries.run("qtpaths6", "--query", "QT_INSTALL_PLUGINS").strip())
    return {file: file.relative_to(folder) for pattern in PLUGINS for file in sorted(folder.glob(pattern))}


def dicom_dictionaries(needed):
    """Of the version of DCMTK whose library goes in."""
    name = next(name for name in needed if name.startswith("libdcmdata.so."))
    folder = Path("/usr/share/libdcmtk" + name.rsplit(".", 1)[1])
    return [folder / "dicom.dic", folder / "private.dic"]


def put_shared(package):
    for source, name in SHARED.items():
        source = SOURCE / source
        for file in [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file()):
            put(file, package / "share/snitt" / name / file.relative_to(source))
    put(SOURCE / "LICENSE", package / "LICENSE")


def put_facts(package, version, origins):
    """What the folder says of itself; returns the glibc that it needs."""
    binaries = [*package.rglob("*.so*"), *(package / "bin" / name for name in PROGRAMS)]
    glibc = ".".join(map(str, libraries.glibc_wanted(binaries)))
    readme = (SOURCE / "packaging/package/README.txt").read_text()
    (package / "README.txt").write_text(readme.replace("@VERSION@", version).replace("@GLIBC@", glibc))
    (package / "LICENCES.txt").write_text(licences.as_text(licences.all_licences(origins, COMPILED_IN)))
    sums = []
    for file in sorted(path for path in package.rglob("*") if path.is_file()):
        with file.open("rb") as stream:
            sums.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.relative_to(package)}\n")
    (package / "SHA256SUMS").write_text("".join(sums))
    return glibc


def archive(package):
    """gzip, since a bare machine has no other; nobody's account and no order of this disk get in."""
    place = package.with_name(package.name + ".tar.gz")
    with place.open("wb") as file:
        tar = subprocess.Popen(["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "-C", package.parent,
                                "-cf", "-", package.name], stdout=subprocess.PIPE)
        subprocess.run(["gzip", "--no-name"], stdin=tar.stdout, stdout=file, check=True)
        if tar.wait() != 0:
            raise SystemExit("package: tar failed")
    return place


def make(build, out, with_archive):
    version = re.search(r"^CMAKE_PROJECT_VERSION:STATIC=(.+)$", (build / "CMakeCache.txt").read_text(), re.MULTILINE)[1]
    package = out / f"snitt-{version}"
    shutil.rmtree(package, ignore_errors=True)
    put_programs(build, package)
    plugins = qt_plugins()
    for file, place in plugins.items():
        put(file, package / "lib/qt6/plugins" / place)
    needed = put_libraries([*(build / "bin" / name for name in PROGRAMS), *plugins], package)
    dictionaries = dicom_dictionaries(needed)
    for file in dictionaries:
        put(file, package / "share/snitt/dicom" / file.name)
    put_shared(package)
    glibc = put_facts(package, version, [*needed.values(), *plugins, *dictionaries])
    entries = list(package.rglob("*"))
    size = sum(entry.stat().st_size for entry in entries if entry.is_file())
    print(f"{package}: {len(needed)} libraries, {len(entries) + 1} files and folders, {size / 2**20:.0f} MiB; "
          f"needs glibc {glibc} or newer")
    if with_archive:
        place = archive(package)
        print(f"{place}: {place.stat().st_size / 2**20:.0f} MiB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--no-archive", action="store_true")
    chosen = parser.parse_args()
    try:
        make(chosen.build.resolve(), chosen.out.resolve(), not chosen.no_archive)
    except libraries.Missing as what:
        parser.exit(1, f"package: {what}\n")
