"""A bare system of the release that this machine runs, entered as an ordinary user without network (bubblewrap)."""
import os
import shutil
import subprocess
from pathlib import Path

PACKAGE = "/opt/a folder/snitt"  # where the package lies inside
HOME = "/home/user"


class CannotTest(Exception):
    """Why this machine cannot run the test, in a sentence."""


def release():
    lines = dict(line.rstrip().split("=", 1) for line in open("/etc/os-release") if "=" in line)
    return lines["VERSION_CODENAME"].strip('"')


def mirror(suite):
    """Where apt gets this release from."""
    targets = subprocess.run(["apt-get", "indextargets", "--format", "$(CODENAME) $(SITE)", "Created-By: Packages"],
                             capture_output=True, text=True).stdout
    sites = [line.split(" ", 1)[1] for line in targets.splitlines() if line.startswith(suite + " ")]
    if not sites:
        raise CannotTest(f"apt knows no mirror of {suite}")
    return sites[0]


def make_root(folder):
    """What is left of an installation without anything: the packages that Debian calls required, and apt."""
    if (folder / "usr/bin/ldd").exists():
        return
    suite = release()
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    done = subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", suite, str(new), mirror(suite)],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotTest(f"no bare {suite} could be had: {done.stderr.strip().splitlines()[-1:]}")
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


class BareRoot:
    def __init__(self, root, package, home):
        self.root, self.package, self.home = root, package, home
        self.proc = ["--proc", "/proc"]
        if not self.works():
            # Where the machine is itself a container that hides parts of its /proc, a new one may not be mounted.
            self.proc = ["--ro-bind", "/proc", "/proc"]
        if not self.works():
            raise CannotTest("bubblewrap cannot make namespaces here")

    def works(self):
        return self.run("/bin/true").returncode == 0

    def run(self, *command, environment=(), mounts=()):
        """`mounts`: pairs of a file or folder here and its place below /mnt or /tmp, to read alone."""
        bound = [part for outside, inside in mounts for part in ("--ro-bind", str(outside), inside)]
        variables = [part for key, value in {"HOME": HOME, "PATH": "/usr/bin:/bin", **dict(environment)}.items()
                     for part in ("--setenv", key, value)]
        return subprocess.run(
            ["bwrap", "--unshare-all", "--die-with-parent", "--uid", "1000", "--gid", "1000", "--clearenv", *variables,
             "--ro-bind", self.root, "/", "--dev", "/dev", *self.proc, "--tmpfs", "/tmp", "--tmpfs", "/mnt",
             "--tmpfs", "/opt", "--ro-bind", self.package, PACKAGE, "--tmpfs", "/home", "--bind", self.home, HOME,
             *bound, "--chdir", HOME, *map(str, command)],
            capture_output=True, text=True, errors="replace", timeout=300, stdin=subprocess.DEVNULL)

    def snitt(self, *arguments, **how):
        return self.run(f"{PACKAGE}/bin/snitt", *arguments, **how)

    def viewer(self, *arguments, **how):
        return self.run(f"{PACKAGE}/bin/snitt-viewer", *arguments, **how)


def tools_missing():
    return [name for name in ("bwrap", "mmdebstrap", "patchelf", "Xvfb") if shutil.which(name) is None]
