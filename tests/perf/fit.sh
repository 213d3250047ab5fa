#!/usr/bin/env bash
# CPU of 10,000 bootstrap resamples of 50 growth curves of 30 sizes (goal: 15 s), with the choice among six laws
# before; beside it scipy's curve_fit of the power law alone, scaled to as many fits, where it is installed. Prints,
# judges nothing.
#
#   tests/perf/fit.sh [BUILD]     BUILD: a release build, default build/release
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
ours=$(GORGE_PERF=1 "${1:-$here/build/release}/tests/test_law_simulation")
echo "gorge: $ours s CPU for 500,000 resamples of 30 sizes, each fitted by the chosen law and by a power"
python3 - "$ours" <<'PYTHON' || echo "scipy: not installed"
import sys, time
try:
    import numpy, scipy
    from scipy.optimize import curve_fit
except ImportError:
    sys.exit(1)
random = numpy.random.default_rng(1)
x = numpy.logspace(1, 3.5, 30) / 10**3.5
def power(x, a, b, c):
    return a + b * x**c
y = power(x, 25e6, 500e6, 1.4)
tries = 500
start = time.process_time()
for _ in range(tries):
    curve_fit(power, x, y * (1 + 0.01 * random.standard_normal(30)), p0=(25e6, 500e6, 1), sigma=y, maxfev=5000)
cpu = (time.process_time() - start) / tries * 500000
print(f"scipy {scipy.__version__}: {cpu:.0f} s CPU for 500,000 power fits (of {tries} done), {cpu / float(sys.argv[1]):.1f} times ours")
PYTHON
