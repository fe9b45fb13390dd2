#!/usr/bin/python3
"""bare_root_test.py SOURCE BUILD: the package of BUILD's programs, run where there is nothing but glibc.

An ordinary user, no network, a system that is only read, a fresh home; the package lies read-only in a folder with a
space in its name. What it computes is compared with the same programs where they were built.
"""
import csv
import json
import os
import pwd
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

from bare_root import HOME, PACKAGE, BareRoot, CannotTest, make_root, release, tools_missing

SOURCE, BUILD = (Path(argument).resolve() for argument in sys.argv[1:3])
WORK = BUILD / "package-test"
ROOT = SOURCE / "build" / f"bare-{release()}"
SHARED = Path(os.environ.get("SNITT_SHARED", SOURCE.parent / "shared")) / "data"
AT_LENGTH = float(os.environ.get("SNITT_SOAK_SHARE", "1")) >= 1
BUNDLE = f"{PACKAGE}/share/snitt/bundles/demonstrator/bundle"
FACTS = ("--fact", "organ=colon", "--fact", "specimenType=resection", "--fact", "neoadjuvant=no")
SLIDE_FORMATS = (".svs", ".tif", ".tiff", ".ndpi", ".scn", ".mrxs", ".svslide", ".bif", ".dcm", ".dicom")
# What a package leaves to the machine that it runs on.
HOSTS = ("linux-vdso.so", "ld-linux-x86-64.so", "libc.so", "libm.so", "libdl.so", "librt.so", "libpthread.so",
         "libresolv.so")
DRIVERS = ("libcuda.so", "libnvidia-")  # of a GPU, which the bare root has none of


def make_package():
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "home").mkdir(parents=True)
    subprocess.run(["/usr/bin/python3", SOURCE / "packaging/package/make.py", BUILD, WORK,
                    *([] if AT_LENGTH else ["--no-archive"])], check=True)
    return next(path for path in WORK.glob("snitt-*") if path.is_dir())


def built(program, *arguments):
    """The same program where it was built, in the folder that the bare root has as home."""
    return subprocess.run([BUILD / "bin" / program, *map(str, arguments)], cwd=WORK / "home", capture_output=True,
                          text=True, errors="replace", stdin=subprocess.DEVNULL)


def without_run(file, account):
    """What is computed: neither the run nor who typed the facts, since the bare root knows no names of accounts."""
    score = json.loads(file.read_text().replace(f"typed by {account}", "typed by somebody"))
    score.pop("run")
    return score


class PackageInABareRoot(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = WORK / "home"
        cls.bare = BareRoot(ROOT, PACKAGE_FOLDER, cls.home)
        done = cls.bare.snitt("simulate", "--out", "drawn", "--patients", "2", "--seed", "9276", "--quiet")
        assert done.returncode == 0, done.stderr
        cls.slide = sorted((cls.home / "drawn/slides").glob("*.svs"))[0].relative_to(cls.home)

    def ended(self, done, code=0):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def score(self, out, **how):
        return self.bare.snitt("score", self.slide, "--bundle", BUNDLE, "--out", out, *FACTS, "--db", "none", "--quiet",
                               **how)

    def test_everybody_may_read_it(self):
        for path in PACKAGE_FOLDER.rglob("*"):
            wanted = 0o005 if path.is_dir() else 0o004
            self.assertEqual(path.stat().st_mode & wanted, wanted, path)
            self.assertFalse(path.is_symlink(), path)

    def test_every_library_is_found_and_all_but_the_c_library_in_the_package(self):
        self.ended(self.bare.run("bash", "-ec", f"""
            cd "{PACKAGE}"
            for program in bin/snitt bin/snitt-viewer; do echo "$program"; ldd $program; done
            export LD_LIBRARY_PATH="$PWD/lib"
            for library in $(find lib -name '*.so*'); do echo "$library"; ldd $library; done
            """.strip() + f" > {HOME}/ldd.txt"))
        lines = (self.home / "ldd.txt").read_text().splitlines()
        self.assertGreater(len(lines), 1000)
        for line in (line for line in lines if not line.strip().startswith(DRIVERS)):
            self.assertNotIn("not found", line)
            if " => " in line and not line.strip().startswith(HOSTS):
                self.assertIn(f"=> {PACKAGE}/", line)

    def test_it_says_what_the_machine_can_do(self):
        done = self.ended(self.bare.snitt("doctor", "--json"))
        here, there = json.loads(done.stdout), json.loads(built("snitt", "doctor", "--json").stdout)
        for fact in ("snitt", "libraries", "engine", "path", "cpuFeatures"):
            self.assertEqual(here[fact], there[fact])
        self.assertEqual(done.stderr, "")

    def test_a_score_is_the_same(self):
        done = self.ended(self.score("scored"))
        self.assertNotIn("Fontconfig", done.stderr)
        bundle = PACKAGE_FOLDER / Path(BUNDLE).relative_to(PACKAGE)
        self.ended(built("snitt", "score", self.slide, "--bundle", bundle, "--out", "scored-there", *FACTS, "--db",
                         "none", "--quiet"))
        here, there = (self.home / name / self.slide.stem for name in ("scored", "scored-there"))
        account = pwd.getpwuid(os.geteuid()).pw_name
        self.assertEqual(without_run(here / "score.json", "1000"), without_run(there / "score.json", account))
        self.assertEqual({path.name for path in here.iterdir()}, {path.name for path in there.iterdir()})
        for file in there.iterdir():
            if file.name not in ("score.json", "report.pdf"):  # which name the run
                self.assertEqual((here / file.name).read_bytes(), file.read_bytes(), file.name)
        text = subprocess.run(["pdftotext", here / "report.pdf", "-"], capture_output=True, text=True).stdout
        self.assertIn("not for diagnosis", " ".join(text.lower().split()))

    def test_neither_foreign_libraries_on_the_path_nor_a_home_that_is_away_disturb_it(self):
        wrong = self.home / "module/lib"
        wrong.mkdir(parents=True)
        for library in (PACKAGE_FOLDER / "lib").glob("*.so*"):
            (wrong / library.name).write_text("a module's library of another kind")
        done = self.score("moduled", environment={"LD_LIBRARY_PATH": f"{HOME}/module/lib", "HOME": "/nonexistent"})
        self.ended(done)

    def test_a_cohort_and_the_tasks_of_a_cluster_give_the_same_table(self):
        run = ("cohort", "drawn/list.csv", "--bundle", BUNDLE, "--quiet", "--db", "none", "--outside-scope", "a test")
        self.ended(self.bare.snitt(*run, "--out", "run"))
        self.ended(self.bare.snitt(*run, "--out", "cluster", "--slurm-dry-run", "--slurm-tasks", "1"))
        script = f"{HOME}/cluster/.cohort/slurm/cohort.sh"
        self.ended(self.bare.run("bash", script, environment={"SLURM_ARRAY_TASK_ID": "1", "SLURM_CPUS_PER_TASK": "1"}))
        self.ended(self.bare.snitt(*run, "--out", "cluster"))
        self.ended(built("snitt", *run[:3], SOURCE / "resources/bundles/demonstrator/bundle", *run[4:], "--out", "there"))
        table = (self.home / "there/results.csv").read_bytes()
        self.assertEqual([row["status"] for row in csv.DictReader(table.decode().splitlines())], ["scored", "scored"])
        self.assertEqual((self.home / "run/results.csv").read_bytes(), table)
        self.assertEqual((self.home / "cluster/results.csv").read_bytes(), table)

    def picture(self, name, **how):
        done = self.ended(self.bare.viewer(self.slide, "--screenshot", name, "--size", "1600x1000", **how))
        self.assertEqual(done.stderr, "")
        return (self.home / name).stat().st_size

    def test_a_window_without_a_display_is_refused_in_a_sentence(self):
        done = self.ended(self.bare.viewer(self.slide), code=1)
        self.assertEqual(done.stderr, "snitt-viewer: a window needs a display (DISPLAY is not set); --screenshot FILE "
                                      "needs none\n")

    def test_the_viewer_shows_the_slide_without_a_display_and_with_one(self):
        self.ended(built("snitt-viewer", self.slide, "--screenshot", "there.png", "--size", "1600x1000"))
        # An empty window packs to a fraction of one with tissue in it.
        least = (self.home / "there.png").stat().st_size / 2
        self.assertGreater(self.picture("offscreen.png"), least)
        # Given a number of its own, so that nothing waits for a display that somebody else has.
        with subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-ac", "-nolisten", "tcp"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                number = server.stdout.readline().strip()
                socket = f"/tmp/.X11-unix/X{number}"
                size = self.picture("xcb.png", environment={"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"},
                                    mounts=[(socket, socket)])
            finally:
                server.terminate()
        self.assertGreater(size, least)

    @unittest.skipUnless(SHARED.is_dir(), "the real slides are not present")
    def test_real_files_are_read_as_where_it_was_built(self):
        files = sorted(path for folder in ("slides", "dicom") for path in (SHARED / folder).rglob("*")
                       if path.suffix.lower() in SLIDE_FORMATS)
        self.assertTrue(files)
        for file in files:
            with self.subTest(file=file.name):
                here = self.bare.snitt("info", f"/mnt/data/{file.relative_to(SHARED)}", mounts=[(SHARED, "/mnt/data")])
                there = built("snitt", "info", file)
                self.assertEqual((here.returncode, (here.stdout + here.stderr).replace("/mnt/data", str(SHARED))),
                                 (there.returncode, there.stdout + there.stderr))

    @unittest.skipUnless(AT_LENGTH, "the archive takes a minute")
    def test_the_archive_arrives_whole(self):
        archive = next(WORK.glob("snitt-*.tar.gz"))
        self.ended(self.bare.run("bash", "-ec", "tar -xzf /mnt/snitt.tar.gz; cd snitt-*; bin/snitt --version; "
                                 "sha256sum --check --quiet SHA256SUMS", mounts=[(archive, "/mnt/snitt.tar.gz")]))


if __name__ == "__main__":
    try:
        if missing := tools_missing():
            raise CannotTest(f"{', '.join(missing)} missing (packaging/apt-packages-package.txt)")
        make_root(ROOT)
        PACKAGE_FOLDER = make_package()
        BareRoot(ROOT, PACKAGE_FOLDER, WORK / "home")
    except CannotTest as reason:
        print(f"skipped: {reason}")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
