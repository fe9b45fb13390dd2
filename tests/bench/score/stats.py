"""Survival statistics against R's survival and cmprsk, on the same made-up patients."""
import math
import pathlib
import shutil
import statistics

from common import BIN, MALLOC, WORK, Row, Skip, output, ratios, skipped, tell, turns

BENCH = BIN / "stats_bench"
SCRIPT = pathlib.Path(__file__).parents[1] / "stats/stats.R"
AGREEMENT = 1e-9  # relative

# Name for both programs: (row, limit of R's seconds over Snitt's, remark).
FIGURES = {
    "concordance": ("C, 100,000 patients", 1, "Harrell's, with its standard error"),
    "cox": ("Cox, 100,000 × 10", 1, "Efron, times in days"),
    "days": ("Kaplan–Meier, 1,000,000, days", 1, "with limits"),
    "different": ("Kaplan–Meier, 1,000,000, no ties", 1, "with limits"),
    "logrank": ("log-rank, 100,000, 4 groups", None, ""),
    "incidence": ("cumulative incidence, 100,000", None, "cmprsk's cuminc, two causes"),
}
# What `bootstrap` does: resamples and patients, each of whom is left out once; R does some of these samples.
SAMPLES = 2000 + 1000
SAMPLES_OF_R = 200


def said(text):
    """Lines "name value" as a dictionary."""
    return {name: float(value) for name, value in (line.split() for line in text.splitlines())}


def snitt(figure):
    return said(output([BENCH, figure, WORK / "stats"], MALLOC))


def r(figure):
    return said(output(["Rscript", "--vanilla", SCRIPT, figure, WORK / "stats"], MALLOC))


def versions():
    """Of R and its packages; "none" where one is missing."""
    if shutil.which("Rscript") is None:
        raise Skip("no Rscript (r-base-core)")
    found = dict(line.split() for line in output(["Rscript", "--vanilla", SCRIPT, "versions"]).splitlines())
    if found["survival"] == "none":
        raise Skip("R has no package survival (r-cran-survival)")
    return found


def check(figure, ours, theirs):
    """That both computed the same: all but the seconds."""
    if ours.keys() != theirs.keys():
        raise RuntimeError(f"{figure}: Snitt and R name different results")
    for name, value in ours.items():
        if name != "seconds" and not math.isclose(value, theirs[name], rel_tol=AGREEMENT):
            raise RuntimeError(f"{figure}: {name} is {value!r} by Snitt and {theirs[name]!r} by R")


def measured(figure, rounds):
    """Seconds of both for each round, once they agree."""
    results = turns(rounds, {f"Snitt {figure}": lambda: snitt(figure), f"R {figure}": lambda: r(figure)})
    for one in results:
        check(figure, one[f"Snitt {figure}"], one[f"R {figure}"])
    return [{who: one[f"{who} {figure}"]["seconds"] for who in ("Snitt", "R")} for one in results]


def seconds(results, who):
    return f"{who} {statistics.median(one[who] for one in results):.2g} s"


def against_r(figure, rounds):
    name, limit, remark = FIGURES[figure]
    results = measured(figure, rounds)
    note = ", ".join([one for one in [remark, seconds(results, "Snitt"), seconds(results, "R")] if one])
    return Row(name, ratios(results, "R", "Snitt"), (">=", limit) if limit else None, note)


def bootstrap(rounds):
    results = measured("bootstrap", rounds)
    for one in results:
        one["R"] *= SAMPLES / SAMPLES_OF_R
    return [Row("bootstrap of C, s", [one["Snitt"] for one in results], ("<=", 2),
                "2,000 resamples of 1,000 patients, percentile and BCa intervals, 2 threads"),
            Row("bootstrap of C", ratios(results, "R", "Snitt"),
                note=f"{seconds(results, 'R')}: a loop over concordance(), 1 thread, {SAMPLES_OF_R} of {SAMPLES:,} "
                     "samples, scaled")]


def guarded(name, figure):
    """Rows of a figure; one that fails says so in its row and leaves the others alone."""
    try:
        return figure()
    except RuntimeError as error:
        return [Row(name, [], note=str(error), failed=True)]


def figures(rounds, contenders):
    """Rows are R's seconds over Snitt's. `contenders` gets the versions."""
    try:
        found = versions()
    except Skip as skip:
        return skipped([name for name, _, _ in FIGURES.values()] + ["bootstrap of C, s"], str(skip))
    contenders["R"] = ", ".join(f"{name} {version}" for name, version in found.items() if version != "none")
    tell("making patients")
    (WORK / "stats").mkdir(exist_ok=True)
    output([BENCH, "make", WORK / "stats"])
    rows = []
    for figure, (name, _, _) in FIGURES.items():
        if figure == "incidence" and found["cmprsk"] == "none":
            rows += skipped([name], "R has no package cmprsk (r-cran-cmprsk)")
        else:
            rows += guarded(name, lambda figure=figure: [against_r(figure, rounds)])
    return rows + guarded("bootstrap of C", lambda: bootstrap(rounds))
