"""Values of scikit-survival, on R's lung with all times made different (row i, from 0, ends i / 1000 days later): its G is
taken at T, ours at T-, which is the same without ties. Run as
SNITT_SURVIVAL=…/data/survival python scikit_survival.py > scikit_survival.json"""

import csv
import json
import math
import os
import pathlib

import numpy as np
from sksurv.metrics import concordance_index_ipcw, cumulative_dynamic_auc, integrated_brier_score
from sksurv.util import Surv

rows = list(csv.DictReader(open(pathlib.Path(os.environ["SNITT_SURVIVAL"]) / "r_survival_lung.csv")))
time = np.array([float(row["time"]) + i / 1000 for i, row in enumerate(rows)])
event = np.array([row["status"] == "2" for row in rows])
age = np.array([float(row["age"]) for row in rows])
data = Surv.from_arrays(event, time)

out = {
    "uno": concordance_index_ipcw(data, data, age)[0],
    "uno_400": concordance_index_ipcw(data, data, age, tau=400)[0],
    "auc": cumulative_dynamic_auc(data, data, age, [180, 365, 700])[0].tolist(),
}
horizons = [100, 200, 300, 400]
risk = np.array([[1 - math.exp(-h / 450 * math.exp(0.02 * (a - 62))) for h in horizons] for a in age])
out["integrated_brier"] = integrated_brier_score(data, data, 1 - risk, horizons)
print(json.dumps(out, indent=2))
