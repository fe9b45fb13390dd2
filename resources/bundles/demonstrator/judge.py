"""What a scored simulated cohort shows, against its truth. Statistics are `snitt stats`; Dice and the interval of the
share of the latent's discrimination are computed here."""

import csv
import json
import subprocess

import numpy
import tifffile

RESAMPLES = 1000


def rows_of(file):
    with open(file, newline="") as text:
        return list(csv.DictReader(text))


def filled(outlines, scale, shape):
    """Pixels whose centre lies within a GeoJSON's polygons, by the even-odd rule; `scale`: level-0 pixels a pixel."""
    mask = numpy.zeros(shape, bool)
    rings = [numpy.array(ring, float) / scale for feature in outlines["features"]
             for polygon in ([feature["geometry"]["coordinates"]] if feature["geometry"]["type"] == "Polygon"
                             else feature["geometry"]["coordinates"])
             for ring in polygon]
    centres = numpy.arange(shape[1]) + 0.5
    for row in range(shape[0]):
        y = row + 0.5
        crossings = []
        for ring in rings:
            (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
            hit = (y0 <= y) != (y1 <= y)
            crossings.extend(x0[hit] + (y - y0[hit]) * (x1[hit] - x0[hit]) / (y1[hit] - y0[hit]))
        if crossings:
            mask[row] = numpy.searchsorted(numpy.sort(crossings), centres) % 2 == 1
    return mask


def dice_of(result, truth, width):
    mask = tifffile.imread(truth) > 127
    found = filled(json.loads((result / "tumour.geojson").read_text()), width / mask.shape[1], mask.shape)
    both = mask.sum() + found.sum()
    return 2 * (mask & found).sum() / both if both else 1.0


def write(file, rows):
    with open(file, "w", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def concordance(times, events, scores, weights):
    """Harrell's C of patients drawn `weights` times; (usable pairs, C)."""
    concordant = pairs = 0.0
    for patient in numpy.flatnonzero(events & (weights > 0)):
        later = times > times[patient]
        weight = weights[patient] * weights[later]
        pairs += weight.sum()
        other = scores[later]
        concordant += (weight * ((scores[patient] > other) + 0.5 * (scores[patient] == other))).sum()
    return concordant / pairs


def share_of_latent(rows):
    """(C - 0.5) / (C of the latent - 0.5), with a percentile interval over patients."""
    times = numpy.array([float(row["time"]) for row in rows])
    events = numpy.array([row["event"] == 1 for row in rows])
    columns = [numpy.array([float(row[name]) for row in rows]) for name in ("combined", "latent")]
    share = lambda weights: (lambda c: (c[0] - 0.5) / (c[1] - 0.5))(
        [concordance(times, events, column, weights) for column in columns])
    draw = numpy.random.default_rng(1)
    drawn = [share(numpy.bincount(draw.integers(0, len(rows), len(rows)), minlength=len(rows)))
             for _ in range(RESAMPLES)]
    return {"value": share(numpy.ones(len(rows))), "lower95": float(numpy.percentile(drawn, 2.5)),
            "upper95": float(numpy.percentile(drawn, 97.5))}


def stats(snitt, table, out, *arguments):
    subprocess.run([snitt, "stats", "--data", table, "--time", "time", "--event", "event", "--out", out,
                    "--time-unit", "days", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return json.loads(out.read_text())


def gathered(cohort, scores, best):
    """A row a patient that was scored; the others are counted by the reason."""
    truth = {row["patient"]: row for row in rows_of(cohort / "truth.csv")}
    rows, left, dice = [], {}, []
    for patient in rows_of(cohort / "cohort.csv"):
        slide = patient["path"].split("/")[-1].removesuffix(".svs")
        file = scores / slide / "score.json"
        if not file.exists():
            left["outside scope"] = left.get("outside scope", 0) + 1
            continue
        score = json.loads(file.read_text())
        if (file.parent / "tumour.geojson").exists():
            dice.append(dice_of(file.parent, cohort / patient["tumour"], score["slide"]["widthPx"]))
        if score["class"] not in ("good", "uncertain", "poor"):
            left["not assessable"] = left.get("not assessable", 0) + 1
            continue
        row = {"patient": patient["patient"], "time": patient["time"], "event": int(patient["cause"] == "cancer"),
               "class": score["class"], "combined": score["combined"]}
        for resolution in score["resolutions"]:
            row[resolution["name"]] = resolution["score"]
            for member in resolution["members"]:
                if member["id"] == best:
                    row["best member"] = member["score"]
        own = truth[patient["patient"]]
        row |= {"latent": own["latent"], "architecture": own["latent_architecture"], "cells": own["latent_cells"]}
        rows.append(row)
    return rows, left, dice


def best_member(bundle):
    rows = rows_of(bundle / "training" / "tuning.csv")
    return max((row for row in rows if row["member"]), key=lambda row: float(row["concordance"]))["member"]


def cohort(snitt, folder, scores, work):
    work.mkdir(parents=True, exist_ok=True)
    best = best_member(scores.parent / "trained" / "bundle")
    rows, left, dice = gathered(folder, scores, best)
    write(work / "patients.csv", rows)
    found = stats(snitt, work / "patients.csv", work / "discrimination.json", "--score", "combined", "--compare",
                  "best member", "10x", "40x", "latent", "architecture", "cells", "--bootstrap", RESAMPLES)
    c = {one["score"]: one["harrell"] for one in [found["concordance"], *found["concordance"]["others"]]}
    against = {one["second"]: one["harrell"] for one in found["concordance"]["comparisons"]}
    figures = {one["name"]: one["percentile"] for one in found["concordance"]["bootstrap"]["figures"]}
    classes = {name: sum(row["class"] == name for row in rows) for name in ("good", "uncertain", "poor")}
    apart = [row for row in rows if row["class"] != "uncertain"]
    result = {"patients": len(rows) + sum(left.values()), "scored": len(rows), "left": left,
              "events": sum(row["event"] for row in rows), "classes": classes,
              "dice": {"slides": len(dice), "mean": float(numpy.mean(dice)), "median": float(numpy.median(dice)),
                       "least": float(numpy.min(dice))},
              "best": best, "c": {name: one["c"] for name, one in c.items()},
              "cInterval": {name: figures[f"harrell {name}"] for name in c},
              "shareOfLatent": share_of_latent(rows),
              # The comparison is of the other against the combined score.
              "combinedMinus": {name: {"difference": -one["difference"], "lower95": -one["upper95"],
                                       "upper95": -one["lower95"]} for name, one in against.items()}}
    if all(sum(row["class"] == name for row in apart) > 1 for name in ("good", "poor")):
        write(work / "apart.csv", apart)
        hazard = stats(snitt, work / "apart.csv", work / "hazard.json", "--covariates", "class")["cox"]
        result["hazardRatio"] = {key: hazard["coefficients"][0][key] for key in ("hr", "lower95", "upper95")}
        result["hazardRatio"]["of"] = hazard["coefficients"][0]["name"]
    survival = stats(snitt, work / "patients.csv", work / "survival.json", "--group", "class", "--horizons", 1826.25,
                     "--plot", work / "km.svg", "--time-tick", 365.25)
    result["fiveYears"] = {group["group"]: {key: group["horizons"][0][key] for key in
                                            ("survival", "lower95", "upper95")} for group in survival["km"]}
    return result


def interval(one, digits=3):
    return f"{one['lower95']:.{digits}f} to {one['upper95']:.{digits}f}"


def column(one):
    share = lambda count: f"{count} ({100 * count / one['patients']:.0f} %)"
    c = lambda name: f"{one['c'][name]:.3f} ({interval(one['cInterval'][name])})"
    minus = lambda name: f"{one['combinedMinus'][name]['difference']:+.3f} ({interval(one['combinedMinus'][name])})"
    hazard = one.get("hazardRatio")
    lines = {
        "Seed, scanners": f"{one['seed']}, {' and '.join(one['scanners'])}",
        "Patients; scored; cancer deaths among them": f"{one['patients']}; {one['scored']}; {one['events']}",
        "Good": share(one["classes"]["good"]),
        "Uncertain": share(one["classes"]["uncertain"]),
        "Poor": share(one["classes"]["poor"]),
        "Not assessable": share(one["left"].get("not assessable", 0)),
        "Outside the scope, not scored": share(one["left"].get("outside scope", 0)),
        "Dice of the segmentation: mean, median, least": f"{one['dice']['mean']:.3f}, {one['dice']['median']:.3f}, "
                                                         f"{one['dice']['least']:.3f}",
        "C of the latent itself": c("latent"),
        "C of the combined score": c("combined"),
        "Share of the latent's (C − 0.5)": f"{one['shareOfLatent']['value']:.2f} ({interval(one['shareOfLatent'], 2)})",
        "C of 10x": c("10x"),
        "C of 40x": c("40x"),
        "C of the best member on tuning data": f"{c('best member')}, {one['best']}",
        "Combined minus 10x": minus("10x"),
        "Combined minus 40x": minus("40x"),
        "Combined minus best member": minus("best member"),
        "Hazard ratio, poor against good": "not to be had" if not hazard else
                                           f"{hazard['hr']:.2f} ({interval(hazard, 2)})",
    }
    for name in ("good", "uncertain", "poor"):
        five = one["fiveYears"].get(name)
        lines[f"Without cancer death at 5 years (Kaplan–Meier), {name}"] = \
            "nobody" if not five or five["survival"] is None else f"{five['survival']:.2f} ({interval(five, 2)})"
    return lines


def table(results):
    test, unseen = (column(results["cohorts"][name]) for name in ("test", "unseenScanner"))
    lines = ["## What simulated cohorts show that were never trained on", "",
             f"Attempt {results['attempt']}. Both cohorts were named, by their seeds, before the training, and scored "
             "once. Intervals are of 95 %, those of C by bootstrap over patients, of differences of C "
             "as `snitt stats --compare` states them. Deaths of other causes end follow-up, also in the Kaplan–Meier "
             "figures. The latent is the truth that the slides were drawn from and, beside pT and pN, survival. The hazard "
             "ratio is of patients of these two classes alone.", "", "| | same scanners | a scanner never trained on |", "| --- | --- | --- |"]
    lines += [f"| {name} | {test[name]} | {unseen[name]} |" for name in test]
    lines += ["", "Made with `./dev demonstrator FOLDER judge`."]
    return "\n".join(lines) + "\n"
