"""The learning curve of the manual: C on new simulated patients against the number of patients that trained.

Run by `./dev bench learning [FOLDER]`. Everything is kept in the folder: a run that was stopped goes on."""

import csv
import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
BIN = HERE.parents[2] / "build" / "release" / "bin"
TEST, TUNE, SIZES = 160, 80, (50, 100, 200)


def snitt(*arguments):
    return subprocess.run([BIN / "snitt", *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True).stdout


def write_list(rows, size, file):
    """The first patients test, the next tune, the next `size` train: those who judge are the same for every size."""
    sides = ["test"] * TEST + ["tune"] * TUNE + ["train"] * size
    with open(file, "w", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        for row, side in zip(rows, sides):
            writer.writerow({**row, "split": side})


def config(folder, size):
    """What does not depend on who trains is learned once, with the most patients: segmentation and encoders."""
    text = (HERE / "train.toml").read_text()
    first = folder / f"train-{SIZES[-1]}" / "bundle" / "networks" / "segmentation.safetensors"
    if size != SIZES[-1]:
        text = text.replace('source = "train"', f'source = "network"\nfile = "{first.resolve()}"')
        text = "\n".join(line for line in text.splitlines() if not line.endswith("# of source = train")) + "\n"
    file = folder / f"train-{size}.toml"
    file.write_text(text)
    return file


def train(folder, size):
    out = folder / f"train-{size}"
    networks = out / "work" / "networks"
    networks.mkdir(parents=True, exist_ok=True)
    # Tiles and their features are named by what they hold, so the sizes can share them.
    for name in ("slides", "tiles", "features"):
        (folder / "shared" / name).mkdir(parents=True, exist_ok=True)
        if not (out / "work" / name).exists():
            (out / "work" / name).symlink_to((folder / "shared" / name).resolve())
    for done in folder.glob("train-*/work/networks/*-encoder.checkpoint"):
        if not (networks / done.name).exists():
            shutil.copy(done, networks)
    told = snitt("train", "--cohort", folder / "cohort" / f"list-{size}.csv", "--config", config(folder, size), "--out",
                 out, "--password-file", folder / "password", "--json")
    (folder / f"train-{size}.json").write_text(told)
    return next(f for f in json.loads(told)["figures"] if f["side"] == "test" and "combined" in f["what"])


def latent(folder, rows):
    """C of the truth itself, on the same patients."""
    truth = {row["patient"]: row["latent"] for row in csv.DictReader(open(folder / "cohort" / "truth.csv"))}
    table = folder / "latent.csv"
    with open(table, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["time", "event", "latent"])
        for row in rows[:TEST]:
            writer.writerow([row["time"], int(row["cause"] == "cancer"), truth[row["patient"]]])
    snitt("stats", "--data", table, "--time", "time", "--event", "event", "--score", "latent", "--out",
          folder / "latent.json")
    return json.loads((folder / "latent.json").read_text())["concordance"]["harrell"]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "password").write_text("a learning curve\n")
    snitt("simulate", "--quiet", "--out", folder / "cohort", "--patients", TEST + TUNE + SIZES[-1], "--seed", 11,
          "--size", 4000, "--set", "neoadjuvantShareRectum=0")
    rows = list(csv.DictReader(open(folder / "cohort" / "cohort.csv")))
    best = latent(folder, rows)
    points = []
    for size in reversed(SIZES):
        write_list(rows, size, folder / "cohort" / f"list-{size}.csv")
        figure = train(folder, size)
        points.insert(0, (size, figure))
        print(f"{size} patients: C {figure['value']:.3f} ({figure['lower95']:.3f} to {figure['upper95']:.3f})",
              flush=True)
    print(f"the latent: C {best['c']:.3f} ({best['lower95']:.3f} to {best['upper95']:.3f})")
    numbers = [str(number) for size, figure in points
               for number in (size, figure["value"], figure["lower95"], figure["upper95"])]
    subprocess.run([BIN / "learning_curve_chart", folder / "learning-curve.png", str(best["c"]), *numbers], check=True)
    print(folder / "learning-curve.png")


main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/learning-curve"))
