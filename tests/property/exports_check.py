# exports_check.py RESULTS EXPORTS: holds EXPORTS/{openmetrics,json,packages} against the rows of RESULTS.
import csv
import json
import math
import statistics
import sys

from prometheus_client.openmetrics import parser

results, exports = sys.argv[1:]
with open(f"{results}/runs.csv", newline="") as lines:
    runs = list(csv.DictReader(lines))


def check(condition, what):
    if not condition:
        sys.exit(f"FAIL: {results}: {what}")


# A share is written with four digits, of which a number does not keep those that are 0.
def says_same(value, text):
    return str(value) == text or (isinstance(value, (int, float)) and value == float(text))


def check_json():
    with open(f"{exports}/json") as file:
        root = json.load(file, parse_constant=lambda name: check(False, f"{name} in JSON"))
    check(len(root["runs"]) == len(runs), "not every row is in JSON")
    for row, exported in zip(runs, root["runs"]):
        check(exported.keys() == {name for name, text in row.items() if text != ""}, f"columns of {row['run_id']}")
        for name, value in exported.items():
            check(says_same(value, row[name]), f"{name} of {row['run_id']} is {value!r}")
        check(all(isinstance(exported[name], int) for name in exported if name in root["units"]), "a figure is a text")
    return len(root["runs"])


# What tells cells apart; rows of an earlier gorge lack the columns of settings that came later.
identity = ("host", "go_id", "generator", "params", "workload", "cache", "target", "GOGC", "GOMAXPROCS", "CGO_ENABLED",
            "p", "c", "gcflags", "race", "cover")


def cell_of(row):
    return tuple(row.get(name, "") for name in identity)


def check_openmetrics():
    with open(f"{exports}/openmetrics") as file:
        families = list(parser.text_fd_to_metric_families(file))
    samples = {}
    for family in families:
        for sample in family.samples:
            check(math.isfinite(sample.value), f"{sample.name} is {sample.value}")
            cell = tuple(sample.labels.get(name, "") for name in identity)
            samples[sample.name, cell, sample.labels.get("outcome", "ok")] = sample.value
    columns = {"gorge_tree_peak_bytes": ("tree_peak_bytes", 1), "gorge_wall_seconds": ("wall_ns", 1e-9),
               "gorge_largest_link_bytes": ("largest_link_bytes", 1)}
    for name, (column, factor) in columns.items():
        cells = {}
        for row in runs:
            if row["outcome"] == "ok" and row[column] != "":
                cells.setdefault(cell_of(row), []).append(float(row[column]))
        check(len(cells) > 0, f"nothing to hold {name} against")
        found = {cell: value for (of, cell, _), value in samples.items() if of == name}
        check(found.keys() == cells.keys(), f"cells of {name}")
        for cell, values in cells.items():
            check(math.isclose(found[cell], statistics.median(values) * factor, rel_tol=1e-14), f"{name} of {cell}")
    for row in runs:
        check(("gorge_runs", cell_of(row), row["outcome"]) in samples, f"outcome of {row['run_id']}")
    return len(samples)


def check_packages():
    ok = {row["run_id"] for row in runs if row["outcome"] == "ok"}
    peaks, count = {}, 0
    with open(f"{results}/tools.csv", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["run_id"] in ok and row["tool"] == "compile" and row["package"] and row["peak_bytes"]:
                peaks.setdefault(row["package"], []).append(int(row["peak_bytes"]))
    exported = {}
    with open(f"{exports}/packages", newline="") as lines:
        for row in csv.DictReader(lines):
            exported.setdefault(row["package"], []).append((int(row["compiles"]), float(row["peak_bytes"])))
            count += 1
    check(exported.keys() == peaks.keys(), "packages")
    for package, rows in exported.items():
        check(sum(compiles for compiles, _ in rows) == len(peaks[package]), f"compiles of {package}")
        if len(rows) == 1:
            check(rows[0][1] == statistics.median(peaks[package]), f"median of {package}")
    return count


print(f"{results}: {check_json()} rows of JSON, {check_openmetrics()} samples, {check_packages()} rows of packages")
