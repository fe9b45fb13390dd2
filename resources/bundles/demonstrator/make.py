"""Makes the demonstrator from nothing, and judges it: see README.md beside this file.

    make.py FOLDER train    draws the training cohort, trains; goes on where it was stopped
    make.py FOLDER judge    draws and scores the cohorts that judge it, writes results.json and results.md
    make.py FOLDER bundle   puts the results into the model card, signs with --key FILE, fills bundle/ here

Everything is kept in FOLDER. Needs the virtual environment of `./dev` (numpy, tifffile)."""

import argparse
import csv
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import tomllib

import judge

HERE = pathlib.Path(__file__).resolve().parent
SNITT = HERE.parents[2] / "build" / "release" / "bin" / "snitt"


def snitt(*arguments, codes=(0,)):
    done = subprocess.run([SNITT, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    if done.returncode not in codes:
        sys.exit(f"snitt {' '.join(map(str, arguments[:6]))} … ended with {done.returncode}")
    return done.stdout


def attempt():
    return tomllib.loads((HERE / "attempts.toml").read_text())["attempt"][-1]


def timed(folder, step, work):
    """Seconds of a step add up over restarts."""
    file = folder / "seconds.json"
    began = time.monotonic()
    try:
        return work()
    finally:
        seconds = json.loads(file.read_text()) if file.exists() else {}
        seconds[step] = round(seconds.get(step, 0) + time.monotonic() - began)
        part = file.with_suffix(".part")
        part.write_text(json.dumps(seconds, indent=1))
        part.replace(file)


def simulate(folder, name, cohort):
    out = folder / name
    timed(folder, f"simulate {name}",
          lambda: snitt("simulate", "--out", out, "--patients", cohort["patients"], "--seed", cohort["seed"],
                        "--scanner", ",".join(cohort["scanners"])))
    return out


def write_training_list(cohort):
    """The cohort's own split has a test side; the demonstrator is judged on other cohorts, so it trains and tunes."""
    rows = judge.rows_of(cohort / "cohort.csv")
    tests = [row for row in rows if row["split"] == "test"]
    for number, row in enumerate(tests):
        row["split"] = "tune" if number % 3 == 0 else "train"
    with open(cohort / "training.csv", "w", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return cohort / "training.csv"


def train(folder):
    cohort = simulate(folder, "training", attempt()["training"])
    password = folder / "password"
    if not password.exists():
        password.write_text(os.urandom(16).hex() + "\n")
        password.chmod(0o600)
    timed(folder, "train",
          lambda: snitt("train", "--cohort", write_training_list(cohort), "--config", HERE / "train.toml", "--out",
                        folder / "trained", "--password-file", password, "--device", "cpu"))


def score(folder, name, cohort, reason=None):
    """Slides of the same facts go in one call. Slides that are scored already are left alone."""
    out = folder / f"scores-{name}"
    facts = ("organ", "specimenType", "neoadjuvant", "stain", "scanner")
    groups = {}
    for row in judge.rows_of(cohort / "list.csv"):
        slide = cohort / row["path"]
        if not (out / slide.stem / "score.json").exists():
            groups.setdefault(tuple(row[fact] for fact in facts), []).append(slide)
    for values, slides in groups.items():
        given = [part for fact, value in zip(facts, values) for part in ("--fact", f"{fact}={value}")]
        outside = ["--outside-scope", reason] if reason and "yes" not in values else []
        for first in range(0, len(slides), 25):
            snitt("score", *slides[first:first + 25], "--bundle", folder / "trained" / "bundle", "--out", out, *given,
                  *outside, "--outputs", "score,tumour", "--db", "none", "--quiet", "--device", "cpu", codes=(0, 3))
    return out


def judge_all(folder):
    results = {"attempt": attempt()["number"], "cohorts": {}}
    for name, reason in (("test", None), ("unseenScanner", "how the demonstrator fares on a scanner it never saw")):
        described = attempt()[name]
        cohort = simulate(folder, name, described)
        scores = timed(folder, f"score {name}", lambda: score(folder, name, cohort, reason))
        results["cohorts"][name] = described | judge.cohort(SNITT, cohort, scores, folder / f"judged-{name}")
    (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    (folder / "results.md").write_text(judge.table(results))
    print((folder / "results.md").read_text())


def fill_bundle(folder, key):
    """The card is a file of the bundle: what is added to it changes its hash in the manifest."""
    ready = folder / "ready"
    shutil.rmtree(ready, ignore_errors=True)
    shutil.copytree(folder / "trained" / "bundle", ready)
    card = ready / "card.md"
    before = card.read_bytes()
    after = before + b"\n" + (folder / "results.md").read_bytes()
    card.write_bytes(after)
    manifest = ready / "manifest.toml"
    sha256 = lambda content: hashlib.sha256(content).hexdigest()
    manifest.write_text(manifest.read_text().replace(sha256(before), sha256(after)))
    snitt("bundle", "golden", "--bundle", ready, "--seeds", "2,6,7", "--size", "4000")
    snitt("bundle", "sign", ready, "--key", key)
    shutil.rmtree(HERE / "bundle", ignore_errors=True)
    shutil.copytree(ready, HERE / "bundle")
    shutil.copy(f"{key}.pub", HERE / "maker.pub")
    shutil.copy(folder / "results.json", HERE / "results.json")
    shutil.copy(folder / "judged-test" / "km.svg", HERE / "survival.svg")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("step", choices=("train", "judge", "bundle"))
    parser.add_argument("--key", help="private Ed25519 key, PEM (snitt bundle key)")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.step == "train":
        train(asked.folder)
    elif asked.step == "judge":
        judge_all(asked.folder)
    elif not asked.key:
        parser.error("a bundle is signed: give --key")
    else:
        fill_bundle(asked.folder, asked.key)


if __name__ == "__main__":
    main()
