#!/usr/bin/env bash
# One release against itself, as really measured: the odd repetitions of results/release against the even ones, which
# ran shuffled together on the same host. At most 5% of the cells may be called worse or better, by either judged
# metric. Needs no Go and no network.
set -euo pipefail
gorge=$(cd "${1:-build/release}" && pwd)/bin/gorge
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# half RELEASE PARITY: a results folder of that release's repetitions.
half() {
	mkdir "$work/$1-$2"
	cp results/release/environment.json "$work/$1-$2"
	awk -F, -v release="$1" -v parity="$2" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
		$at["go_version"] == release && $at["repetition"] % 2 == parity' results/release/runs.csv >"$work/$1-$2/runs.csv"
}

for release in 1.26.11 1.27.4; do
	half "$release" 0
	half "$release" 1
	"$gorge" compare "$work/$release-0" "$work/$release-1" --json >"$work/answer" || true
	/usr/bin/python3 - "$work/answer" "$release" <<'PYTHON'
import json, sys

for metric in json.load(open(sys.argv[1]))["steps"][0]["metrics"]:
    tested = [cell for cell in metric["cells"] if cell["p_adjusted"] is not None]
    called = [cell["cell"] for cell in tested if cell["verdict"] in ("worse", "better")]
    if not metric["judged"]:
        continue
    print(f"{sys.argv[2]}, {metric['metric']}: {len(called)} of {len(tested)} cells called")
    if not tested or len(called) > len(tested) * 0.05:
        sys.exit(f"called though nothing differs: {called}")
PYTHON
done
