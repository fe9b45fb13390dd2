"""What the figures were measured on and with."""
import datetime
import functools
import json
import os
import platform

from common import SNITT, output


@functools.cache
def doctor():
    return json.loads(output([SNITT, "doctor", "--json"]))


def precisions():
    """Those that this processor computes in hardware, and those it does not."""
    fast = any(name in doctor()["cpuFeatures"] for name in ("avx512_bf16", "amx_bf16"))
    return (["fp32", "bf16"], []) if fast else (["fp32"], ["bf16"])


def head():
    report = doctor()
    said = dict(line.split(": ", 1) for line in report["engine"] if ": " in line)
    return {
        "date": datetime.datetime.now().astimezone().isoformat(timespec="minutes"),
        "cpu": report["cpu"],
        "features": report["cpuFeatures"],
        "cores": report["cores"],
        "loadBefore": round(os.getloadavg()[0], 1),
        "memoryGiB": round(report["memoryGiB"], 1),
        "system": platform.platform(),
        "snitt": report["snitt"],
        "LibTorch": said.get("LibTorch", "unknown"),
        "oneDNN": said.get("oneDNN", "unknown"),
    }
