# What benchstat says of exported rows, against a Mann-Whitney test that is worked out here by counting.
#
#   benchstat_check.py make FOLDER          write FOLDER/{old,new,both}/runs.csv, seeded
#   benchstat_check.py check FOLDER CSV...  hold `benchstat -format csv` of the exports against the rows
import csv
import os
import random
import re
import sys

METRICS = {"tree_peak_bytes": "tree-peak-bytes", "user_ns": "user-sec", "wall_ns": "sec/op"}
COLUMNS = ["schema", "experiment", "run_id", "repetition", "host", "go_version", "go_id", "generator", "params",
           "files", "workload", "cache", "target", "GOGC", "outcome", "tree_peak_bytes", "user_ns", "wall_ns"]
RELEASES = {"old": "1.26.8", "new": "1.27.4"}
ALPHA = 0.05


def rows_of(side, chance):
    for cell in range(48):
        # Repetitions, noise and grain differ, so that there are ties, exact tests of all sizes, and cells on
        # either side of the threshold.
        repetitions = 4 + cell % 8
        noise = (0.003, 0.01, 0.03)[cell % 3]
        shift = (0, 0.004, 0.01, 0.03)[cell // 3 % 4] if side == "new" else 0
        grain = 4096 if cell % 2 else 2000000
        gogc = ("unset", "50")[cell // 24]
        for repetition in range(repetitions):
            row = {"schema": 1, "experiment": "synthetic", "run_id": f"{side}{cell}.{repetition}",
                   "repetition": repetition + 1, "host": "h", "go_version": RELEASES[side], "go_id": side,
                   "generator": "module@2", "params": f"files={100 + cell % 24} lines=70 seed=1",
                   "files": 100 + cell % 24, "workload": "build", "cache": "std", "target": "./...",
                   "GOGC": gogc, "outcome": "ok"}
            for at, metric in enumerate(METRICS):
                value = (1 + at) * 100e6 * (1 + shift) * chance.gauss(1, noise)
                row[metric] = round(value / grain) * grain
            if cell % 7 == 0 and repetition == 0:
                row["user_ns"] = ""  # not measured
            if cell % 5 == 0 and repetition == 1:
                row.update(outcome="oom", tree_peak_bytes="", user_ns="", wall_ns="")
            yield row


def make(folder):
    chance = random.Random(1)
    sides = {side: list(rows_of(side, chance)) for side in RELEASES}
    for name, rows in {**sides, "both": sides["old"] + sides["new"]}.items():
        os.makedirs(f"{folder}/{name}")
        with open(f"{folder}/{name}/runs.csv", "w", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def p_value(left, right):
    """Two-sided, exact whatever the ties: over all ways to choose the left side among the mid-ranks."""
    values = sorted(left + right)
    doubled = {v: 2 * values.index(v) + values.count(v) + 1 for v in set(values)}  # twice the mid-rank
    ways = {(0, 0): 1}  # (chosen, sum of ranks) -> how many ways
    for value in values:
        further = dict(ways)
        for (chosen, total), count in ways.items():
            key = (chosen + 1, total + doubled[value])
            further[key] = further.get(key, 0) + count
        ways = further
    sums = {total: count for (chosen, total), count in ways.items() if chosen == len(left)}
    observed, everything = sum(doubled[v] for v in left), sum(sums.values())
    below = sum(count for total, count in sums.items() if total <= observed)
    above = sum(count for total, count in sums.items() if total >= observed)
    return min(1, 2 * min(below, above) / everything)


def samples_of(folder, side):
    samples = {}
    with open(f"{folder}/{side}/runs.csv", newline="") as lines:
        for row in csv.DictReader(lines):
            for metric, unit in METRICS.items():
                if row["outcome"] == "ok" and row[metric] != "":
                    samples.setdefault((row["files"], row["GOGC"], unit), []).append(int(row[metric]))
    return samples


def answers_of(path):
    """{(files, GOGC, unit): (significant, p, n)} of benchstat's CSV: tables of one unit, each with a header."""
    answers, unit = {}, None
    with open(path, newline="") as lines:
        for row in csv.reader(lines):
            if len(row) > 2 and row[0] == "" and row[-1] == "P":
                unit = row[1]
            match = re.match(r"Build/generator=module@2/files=(\d+)/cache=std(?:/GOGC=(\d+))?$", row[0] if row else "")
            if not match:
                continue
            found = re.fullmatch(r"p=([0-9.]+) n=(\d+)(?:\+(\d+))?", row[-1])
            if not found:
                sys.exit(f"FAIL: {path}: no p in {row}")
            left, right = int(found[2]), int(found[3] or found[2])
            answers[match[1], match[2] or "unset", unit] = (row[-2] != "~", float(found[1]), (left, right))
    return answers


def check(folder, paths):
    old, new = samples_of(folder, "old"), samples_of(folder, "new")
    assert old.keys() == new.keys() and len(old) == 48 * len(METRICS)
    failed = 0
    for path in paths:
        answers, significant = answers_of(path), 0
        for key in sorted(old):
            p, got = p_value(old[key], new[key]), answers.get(key)
            expected = (p < ALPHA, p, (len(old[key]), len(new[key])))
            significant += expected[0]
            if not got or got[0] != expected[0] or got[2] != expected[2] or abs(got[1] - p) > 0.00051:
                print(f"FAIL: {path}: {key}: benchstat {got}, expected {expected}")
                failed += 1
        print(f"{path}: {len(answers)} verdicts, {significant} significant at {ALPHA}")
        if len(answers) != len(old) or not 20 < significant < len(old) - 20:
            print(f"FAIL: {path}: verdicts of {len(old)} cells and metrics of either kind were expected")
            failed += 1
    sys.exit(1 if failed else 0)


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    check(sys.argv[2], sys.argv[3:])
