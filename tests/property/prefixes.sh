#!/usr/bin/env bash
# A study that was stopped early is compared as far as it got: for each number of rows the answer is valid JSON,
# no number in text or JSON is infinite or none, and nothing is a bug.
#
#   tests/property/prefixes.sh [BUILD]     BUILD: default build/release
#   GORGE_ROWS=300 GORGE_STEP=9 say how far and how fine
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
export gorge="${1:-$here/build/release}/bin/gorge" results="$here/results/release"

one() { # ROWS
	local folder=$scratch/$1 status=0
	mkdir "$folder"
	head -n $(($1 + 1)) "$results/runs.csv" >"$folder/runs.csv"
	cp "$results/environment.json" "$folder"
	"$gorge" compare "$folder" --json >"$folder/json" 2>"$folder/why" || status=$?
	# Refusals (2, 3: too little) are fine; a bug (4) or a signal is not.
	if ((status >= 4)); then
		echo "$1 rows: exit $status: $(head -1 "$folder/why")"
	elif [[ -s $folder/json ]] && ! python3 -m json.tool "$folder/json" >"$folder/valid" 2>&1; then
		echo "$1 rows: no valid JSON"
	fi
	"$gorge" fit "$folder" >"$folder/text" 2>&1 || true
	if grep -EiHn '(^|[^a-z])[+-]?(inf|nan)([^a-z]|$)|gorge: bug' "$folder/text" "$folder/json"; then
		echo "$1 rows: a number that is none"
	fi
	rm -r "$folder"
}
export -f one

scratch=$(mktemp -d)
export scratch
trap 'rm -rf "$scratch"' EXIT
found=$(seq 1 "${GORGE_STEP:-9}" "${GORGE_ROWS:-300}" | xargs -P "$(nproc)" -I{} bash -c 'one {}')
if [[ -n $found ]]; then
	echo "$found"
	exit 1
fi
echo "prefixes: ok"
