#!/usr/bin/env bash
# Measures one release against itself, AA_REPEATS times, and counts the cells that are called worse or better:
# no more than 5% may be, and the answer may not be "worse". A repeat is 400 builds, some 6 minutes on 2
# processors, so it is made on request only: AA_REPEATS=3.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
gorge=$(readlink -f "${1:-$root/build/release}/bin/gorge")
if [ -z "${AA_REPEATS:-}" ]; then
	echo "only on request: AA_REPEATS=3 tests/truth/aa.sh takes some 6 minutes a repeat"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch
status=0
for repeat in $(seq "$AA_REPEATS"); do
	"$gorge" compare host host --suite "$root/tests/truth/aa.ini" --set "seed=$repeat" -q -o "$work/$repeat" \
		>"$work/answer" || status=$?
	sed "s/^/$repeat: /" "$work/answer"
	awk '/: [0-9]+ worse, [0-9]+ better/ {
			sub(/.*: /, ""); tables++
			if (20 * ($1 + $3) > $1 + $3 + $5 + $7 || $1 + $3 + $5 + $7 < 40) wrong = 1
		}
		END { exit wrong || tables != 2 }' "$work/answer" || status=1
done
exit $status
