"""What growth_calls.sh asserts. Arguments: gorge, and an empty folder to work in."""
import csv
import json
import math
import os
import random
import subprocess
import sys
from collections import Counter

GORGE, WORK = sys.argv[1:]
JUDGED = ["largest_compile_bytes", "tree_anon_peak_bytes"]
CHANGED = ("faster", "slower", "higher", "lower")
SIZES = [100, 200, 400, 800]
PATTERNS, RELEASES = 15, 12
failed = 0


def growth(folder, *metrics):
    """Verdicts of every pattern and step that were compared: (metric, pattern, release) -> change."""
    words = [GORGE, "compare", folder, "--json"] + [word for metric in metrics for word in ("--metric", metric)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return {(law["metric"], law["pattern"], step["go_version"]): step["change"]
            for law in json.loads(done.stdout)["growth"] for step in law["releases"] if step["change"]}


def check(good, says):
    global failed
    failed += not good
    print(f"{'ok  ' if good else 'FAIL'}  {says}")


def counted(changes):
    return ", ".join(f"{count} {verdict}" for verdict, count in Counter(
        change["verdict"] for change in changes).most_common())


def check_sweep():
    found = growth("results/releases")
    for metric, most in zip(JUDGED, (60, 90)):
        changes = [change for key, change in found.items() if key[0] == metric]
        unclear = sum(change["verdict"] == "unclear" for change in changes)
        check(unclear <= most, f"the sweep, {metric}: of {len(changes)} comparisons {counted(changes)}; "
              f"at most {most} unclear")


def write(name, rows):
    folder = os.path.join(WORK, name)
    os.mkdir(folder)
    with open(os.path.join(folder, "runs.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def check_called(says, changes, most):
    called = sum(change["verdict"] in CHANGED or change["another_law"] for change in changes)
    check(called <= most * len(changes), f"{says}: {called} of {len(changes)} called a change, at most {most:.0%}")


def check_real():
    """Each repetition of one release as a release of its own: one run a size, as in a sweep."""
    with open("results/release/runs.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changes = []
    for release in ("1.26.11", "1.27.4"):
        mine = [dict(row, go_version=f"1.20.{row['repetition']}", go_id=row["repetition"])
                for row in rows if row["go_version"] == release]
        changes += growth(write(f"real-{release}", mine)).values()
    check_called("one release against itself, as measured", changes, 0.03)


def wiggles(generator, pattern):
    """What a curve is off its law by, the same on all releases: the heap grows in steps."""
    return [1 + 0.08 * math.sin(pattern + 2.1 * index) + 0.01 * generator.gauss(0, 1) for index in range(len(SIZES))]


def simulated(name, steeper, seed, noise):
    """Every second release takes `steeper` times the slope; one run a size."""
    generator = random.Random(seed)
    rows = []
    for pattern in range(PATTERNS):
        shape, floor, slope = wiggles(generator, pattern), generator.uniform(10e6, 40e6), generator.uniform(1e5, 5e5)
        spread = noise * generator.uniform(0.5, 2)
        for release in range(RELEASES):
            for size, off in zip(SIZES, shape):
                needs = (floor + slope * (steeper if release % 2 else 1) * size) * off
                rows.append({"schema": 1, "host": "here", "go_version": f"1.20.{release}", "generator": f"p{pattern}@1",
                             "params": f"n={size} seed=1", "files": 3, "workload": "build", "cache": "std",
                             "target": "./...", "meter": "cgroup2", "outcome": "ok",
                             "largest_compile_bytes": round(needs * math.exp(spread * generator.gauss(0, 1)))})
    return growth(write(name, rows), "largest_compile_bytes")


def check_simulated():
    for noise in (0.008, 0.03):
        check_called(f"simulated, nothing changed, noise {noise:.1%}",
                     simulated(f"same-{noise}", 1, 1, noise).values(), 0.01)
    found = simulated("steeper", 1.2, 2, 0.008)
    right = sum(change["verdict"] == ("faster" if int(key[2].split(".")[2]) % 2 else "slower")
                for key, change in found.items())
    opposite = sum(change["verdict"] == ("slower" if int(key[2].split(".")[2]) % 2 else "faster")
                   for key, change in found.items())
    check(right >= 0.95 * len(found) and opposite == 0,
          f"simulated, the slope 20% steeper or back, noise 0.8%: {counted(found.values())}; "
          f"{right} of {len(found)} right, {opposite} opposite")


check_sweep()
check_real()
check_simulated()
sys.exit(failed > 0)
