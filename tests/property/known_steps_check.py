"""What known_steps.sh asserts. Arguments: gorge, and the results folder of a sweep over releases.

"seen" as a source: measured with these patterns at larger sizes when they were chosen."""
import functools
import json
import subprocess
import sys

GORGE, SWEEP = sys.argv[1:]
COMPILE, LINK, CPU = "largest_compile_bytes", "largest_link_bytes", "cpu_ns"
GO = [f"1.{minor}" for minor in range(13, 28)]

# Patterns that follow another law since a release: times by which the largest size has to differ at least, and why.
CHANGES = [
    ("nested_closures", COMPILE, "1.24", "faster", 2, "seen: exponential on 1.24-1.26, flat before"),
    ("nested_closures", COMPILE, "1.27", "slower", 2, "seen: mended in 1.27"),
    ("struct_equality", COMPILE, "1.27", "faster", 2, "golang/go#81266: exponential on 1.27, CL 725380"),
    ("string_concat", CPU, "1.27", "faster", 2, "seen: CPU quadratic on 1.27"),
]
# Releases on which the law is exponential, and on no other. (Others may lack the pattern.)
EXPONENTIAL = [
    ("nested_closures", COMPILE, ["1.24", "1.25", "1.26"], "seen"),
    ("struct_equality", COMPILE, ["1.27"], "golang/go#81266"),
]
# Cells whose ratio from one release to another has to lie in the range; no size: every size of the pattern. The noise
# of such a cell is 0.8% (docs/comparing.md), so that 10% is no luck even with one run a side.
SHIFTS = [
    ("generic_shapes", "", COMPILE, "1.19", "1.22", 1.10, 2.5, "seen: 2.2 times"),
    ("package_inits", "variables=1000", COMPILE, "1.19", "1.20", 1.2, 2.5, "golang/go#56546: first heap 48 MB with -c=2"),
    ("small_functions", "functions=400", COMPILE, "1.19", "1.20", 1.2, 2.5, "golang/go#56546"),
    ("many_methods", "types=50", COMPILE, "1.19", "1.20", 1.2, 2.5, "golang/go#56546"),
    ("small_functions", "functions=800", COMPILE, "1.25", "1.26", 1.2, 2, "startheap.go: first heap 128 MB"),
    ("many_methods", "types=100", COMPILE, "1.25", "1.26", 1.2, 2, "startheap.go"),
    ("linked_methods", "packages=12", LINK, "1.14", "1.15", 0.5, 0.85, "Go 1.15 release notes: links take 30% less"),
    ("module", "files=1000", LINK, "1.14", "1.15", 0.5, 0.85, "Go 1.15 release notes"),
]
# The same, where nothing is known to have changed: a tool that calls everything a step would be right above.
STEADY = [
    ("nested_closures", "depth=12", COMPILE, "1.22", "1.23", 0.9, 1.1, "flat up to 1.23"),
    ("nested_closures", "depth=18", COMPILE, "1.22", "1.23", 0.9, 1.1, "flat up to 1.23"),
    ("struct_equality", "depth=11", COMPILE, "1.22", "1.23", 0.9, 1.1, "flat up to 1.26"),
    ("package_inits", "variables=8000", COMPILE, "1.19", "1.20", 0.9, 1.1, "beyond any first heap"),
    ("small_functions", "functions=3200", COMPILE, "1.25", "1.26", 0.9, 1.1, "beyond any first heap"),
]


def gorge(*arguments):
    done = subprocess.run([GORGE, *arguments, "--json"], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def line_of(version):
    return ".".join(version.split(".")[:2])


@functools.cache
def history(metric):
    """Of every pattern: {"1.24": what compare says of that release}."""
    laws = gorge("compare", SWEEP, "--metric", metric)["growth"]
    return {law["pattern"]: {line_of(step["go_version"]): step for step in law["releases"]}
            for law in laws if law["metric"] == metric}


@functools.cache
def fitted(metric):
    """The same, as fit says it of metrics that are columns."""
    found = {}
    for series in gorge("fit", SWEEP, "--metric", metric)["histories"]:
        for word in series["series"].split():
            if word.startswith("generator="):
                found[word[len("generator="):].split("@")[0]] = {
                    line_of(step["go_version"]): step for step in series["releases"]}
    return found


@functools.cache
def versions():
    laws = history(COMPILE)
    return {release: step["go_version"] for steps in laws.values() for release, step in steps.items()}


@functools.cache
def ratios(old, new, metric):
    """Of every cell that both releases have: new over old median."""
    sides = [f"{SWEEP}@{versions()[release]}" for release in (old, new)]
    by = gorge("compare", *sides, "--metric", metric)["steps"][0]["metrics"]
    return {cell["cell"]: cell["ratio"]["value"] for one in by if one["metric"] == metric for cell in one["cells"]}


failed = 0


def check(good, says, why, seen):
    global failed
    failed += not good
    print(f"{'ok  ' if good else 'FAIL'}  {says} ({why}): {seen}")


def check_change(tells, steps, pattern, metric, release, verdict, least, why):
    change = (steps.get(pattern, {}).get(release) or {}).get("change")
    says = f"{tells}: {pattern} grows {verdict} since {release} by {metric}"
    if not change:
        check(False, says, why, "not compared")
        return
    times = change["ratio_largest"]["value"]
    check(change["verdict"] == verdict and max(times, 1 / times) >= least, says, why,
          f"{change['verdict']}, x{times:.2f}")


def check_exponential(pattern, metric, releases, why):
    steps = history(metric).get(pattern, {})
    seen = [release for release in GO if (steps.get(release, {}).get("choice") or {}).get("law") == "exponential"]
    check(seen == releases, f"{pattern} is exponential on {', '.join(releases)} alone", why, ", ".join(seen) or "none")


def check_shift(pattern, size, metric, old, new, least, most, why):
    cells = {cell: ratio for cell, ratio in ratios(old, new, metric).items()
             if cell.split()[0] == pattern and (not size or size in cell.split())}
    check(cells and all(least <= ratio <= most for ratio in cells.values()),
          f"{pattern} {size or 'at every size'}, {old} to {new}: x{least} to x{most} by {metric}", why,
          ", ".join(f"x{ratio:.2f}" for ratio in cells.values()) or "no such cell")


for row in CHANGES:
    check_change("compare", history(row[1]), *row)
    if row[1] != CPU:  # the sum of two columns, which fit does not know
        check_change("fit", fitted(row[1]), *row)
for row in EXPONENTIAL:
    check_exponential(*row)
for row in SHIFTS + STEADY:
    check_shift(*row)
print(f"{failed} of the known steps did not come out")
sys.exit(failed > 0)
