"""How far scores lie apart that other precisions and devices give: the demonstrator on a simulated cohort."""
import csv
import json
import math
import re
import shutil

from common import ROOT, SNITT, WORK, Row, output, skipped, tell
from machine import doctor, precisions

BUNDLE = ROOT / "resources/bundles/demonstrator/bundle"
PATIENTS, SEED = 24, 5150
FACTS = ("organ", "specimenType", "neoadjuvant", "stain")


def cohort():
    folder = WORK / "agreement"
    tell(f"agreement: drawing {PATIENTS} patients")
    output([SNITT, "simulate", "--out", folder, "--patients", PATIENTS, "--seed", SEED, "--quiet", "--set",
            "neoadjuvantShareRectum=0"])
    with open(folder / "list.csv", newline="") as text:
        return [(folder / row["path"], tuple(row[fact] for fact in FACTS)) for row in csv.DictReader(text)]


def bundle():
    """The demonstrator, but that any precision is allowed whatever its difference: that is what is measured."""
    folder = WORK / "agreement-bundle"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BUNDLE, folder, ignore=shutil.ignore_patterns("signature.json"))
    manifest = folder / "manifest.toml"
    text = manifest.read_text()
    for key, value in (("allowBf16", "true"), ("mostBf16Difference", "1")):
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", text)
    manifest.write_text(text)
    return folder


def scored(bundle, slides, device, precision):
    """{slide: (its score.json, {(file, column): [score of each tile]})}."""
    out = WORK / "results"
    shutil.rmtree(out, ignore_errors=True)
    for facts in sorted({facts for _, facts in slides}):
        given = [word for name, value in zip(FACTS, facts) for word in ("--fact", f"{name}={value}")]
        output([SNITT, "score", *[slide for slide, own in slides if own == facts], "--bundle", bundle, "--out", out,
                "--device", device, "--precision", precision, "--outputs", "score,tiles", "--db", "none", *given])
    return {slide.stem: (json.loads((out / slide.stem / "score.json").read_text()), tile_scores(out / slide.stem))
            for slide, _ in slides}


def tile_scores(folder):
    scores = {}
    for file in sorted(folder.glob("tiles-*.csv")):
        with open(file, newline="") as text:
            for row in csv.DictReader(text):
                for name, value in row.items():
                    if name.startswith("prob_"):
                        scores.setdefault((file.name, name), []).append(float(value or "nan"))
    return scores


def classes(said):
    return [said["class"], *[one["class"] for one in said["resolutions"]]]


def compared(name, exact, other):
    tiles, bags, flips, number = [], [], 0, 0
    for slide, (said, own) in exact.items():
        told, theirs = other[slide]
        # A tile that could not be read has no score in either.
        tiles += [abs(a - b) for key in own for a, b in zip(own[key], theirs[key]) if not math.isnan(a + b)]
        bags += [abs(a["score"] - b["score"]) for part, twin in zip(said["resolutions"], told["resolutions"])
                 for a, b in zip(part["members"] + [part], twin["members"] + [twin])]
        flips += sum(a != b for a, b in zip(classes(said), classes(told)))
        number += len(classes(said))
    return [Row(f"agreement_tile {name}", [max(tiles)],
                note=f"largest difference of {len(tiles)} tile scores against fp32 on the CPU"),
            Row(f"agreement_slide {name}", [max(bags)],
                note=f"of {len(bags)} scores of members and ensembles, {len(exact)} simulated slides"),
            Row(f"agreement_flips {name}", [flips], note=f"of {number} classes (slides and resolutions)")]


def missing(name, why):
    return skipped([f"agreement_{one} {name}" for one in ("tile", "slide", "flips")], why)


def agreement(_):
    slides = cohort()
    loose = bundle()
    tell("agreement: fp32")
    exact = scored(loose, slides, "cpu", "fp32")
    rows = []
    if "bf16" in precisions()[0]:
        tell("agreement: bf16")
        rows += compared("bf16", exact, scored(loose, slides, "cpu", "bf16"))
    else:
        rows += missing("bf16", "not on this CPU")
    if "CUDA devices: 0" in doctor()["engine"]:
        return rows + missing("cuda fp32", "no GPU here") + missing("cuda bf16", "no GPU here")
    for precision in ("fp32", "bf16"):
        tell(f"agreement: cuda {precision}")
        rows += compared(f"cuda {precision}", exact, scored(loose, slides, "cuda", precision))
    return rows
