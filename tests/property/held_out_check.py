"""What held_out.sh prints. Arguments: gorge, then FOLDER ANSWERS_LEAST OFF_MOST COVERED_LEAST, again and again.

Each series of the folder is asked about its largest size with the rows of that size left out; an answer is off when it
is more than 10% from the median that was measured there."""
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile

GORGE = sys.argv[1]
METRICS = ["tree_anon_peak_bytes", "tree_peak_bytes", "largest_compile_bytes"]


def fit(folder, *arguments):
    done = subprocess.run([GORGE, "fit", folder, "--json", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)["series"]


def size_of(row, axis):
    words = dict(word.split("=") for word in row["params"].split() if "=" in word)
    return float(words.get(axis, row.get(axis, "nan")))


def identity(row):
    return tuple(row[name] for name in ("go_version", "generator", "workload"))


def largest_sizes(rows, metric, axes):
    """Of each series: its largest measured size, and what its runs took there."""
    found = {}
    for row in rows:
        if row["outcome"] == "ok" and row[metric]:
            size = size_of(row, axes[row["generator"]])
            found.setdefault(identity(row), {}).setdefault(size, []).append(float(row[metric]))
    return {key: (max(sizes), sizes[max(sizes)]) for key, sizes in found.items() if len(sizes) > 1}


def axes_of(rows):
    """What each generator grows along: the number that has most values within one release."""
    axes = {}
    for row in rows:
        words = {"files": row["files"], **dict(w.split("=") for w in row["params"].split() if "=" in w)}
        for name, value in words.items():
            if value.isdigit():
                axes.setdefault(row["generator"], {}).setdefault(name, set()).add(value)
    return {generator: max(names, key=lambda n: (len(names[n]), n not in ("files", "seed", "lines")))
            for generator, names in axes.items()}


def held_out(folder, metric):
    """[(label, refused, value, low, high, measured)] of every series."""
    with open(os.path.join(folder, "runs.csv"), newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), reader.fieldnames
    axes = axes_of(rows)
    largest = largest_sizes(rows, metric, axes)
    kept = [row for row in rows if identity(row) in largest
            and size_of(row, axes[row["generator"]]) < largest[identity(row)][0]]
    questions = sorted({f"{axes[key[1]]}={size:g}" if size < 1e6 else f"{axes[key[1]]}={int(size)}"
                        for key, (size, _) in largest.items()})
    answers = []
    with tempfile.TemporaryDirectory() as work:
        with open(os.path.join(work, "runs.csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(kept)
        with open(os.path.join(folder, "environment.json"), "rb") as file, \
                open(os.path.join(work, "environment.json"), "wb") as copy:
            copy.write(file.read())
        series = fit(work, "--metric", metric, *[word for asked in questions for word in ("--at", asked)])
    for one in series:
        for key, (size, values) in largest.items():
            if one["label"].split() and matches(one, key, axes):
                told = [p for p in one["predictions"] if p["size"] == size]
                if told:
                    answers.append((one["label"], told[0], statistics.median(values)))
    return answers


def matches(series, key, axes):
    words = series["label"].split()
    release = next((w[2:] for w in words if w.startswith("go1.")), None)
    generator = next((w[len("generator="):] for w in words if w.startswith("generator=")), None)
    return (words[0] == key[2] and series["axis"] == axes[key[1]] and (release is None or release == key[0])
            and (generator is None or generator == key[1]))


def show(label, told, truth):
    mine = told["predicted"]
    print(f"  {label}: {truth / 1e6:.1f} MB measured, " + (
        f"{mine['value'] / truth - 1:+.1%} [{mine['low'] / 1e6:.1f}, {mine['high'] / 1e6:.1f}]" if mine else told["why"]))


def judge(what, asked):
    """Of answers: how many, the share that is off, the share that their intervals hold."""
    given = [(told["predicted"], truth) for _, told, truth in asked if told["predicted"]]
    off = sum(abs(told["value"] / truth - 1) > 0.1 for told, truth in given)
    covered = sum(told["low"] <= truth <= told["high"] for told, truth in given)
    print(f"{what}: {len(given)} answers of {len(asked)}, {off} off by more than 10%, "
          f"{100 * covered / max(1, len(given)):.1f}% within their intervals")
    return len(given), off / max(1, len(given)), covered / max(1, len(given))


def main():
    failed = False
    for folder, least, off_most, covered_least in zip(*[iter(sys.argv[2:])] * 4):
        everything = []
        for metric in METRICS:
            asked = held_out(folder, metric)
            judge(f"{folder}, {metric}", asked)
            for one in asked if os.environ.get("GORGE_TABLE") else []:
                show(*one)
            everything += asked
        given, off, covered = judge(folder, everything)
        failed = failed or given < int(least) or off > float(off_most) or covered < float(covered_least)
    sys.exit("a figure is not what it has to be" if failed else 0)


main()
