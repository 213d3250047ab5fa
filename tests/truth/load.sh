#!/usr/bin/env bash
# A row tells the load it ran under: beside a busy loop for each processor the others have most of the host, and what
# a run uses itself is none of it.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
work=$(mktemp -d)
loops=()
trap 'kill "${loops[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch
cd "$work"

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
# share FOLDER: others_share of its only row.
share() {
	tr -d '\r' <"$1/runs.csv" | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "others_share") at = i }
		NR == 2 { print $at }'
}
measure() {
	printf '[project]\ngenerator = module\nfiles = 1\n[workload]\nname = command:%s\n' "$2" >"$1.ini"
	"$gorge" run "$1.ini" -o "$1" --repeat 1 -q 2>"$1.log" || fail "$1: $(cat "$1.log")"
}

printf 'for i in $(seq 400000); do :; done\n' >work.sh
measure own "/bin/bash $work/work.sh"
for _ in $(seq "$(nproc)"); do
	(while :; do :; done) &
	loops+=($!)
done
measure idle '/bin/sleep 1'
measure beside "/bin/bash $work/work.sh"
awk -v all="$(share idle)" -v beside="$(share beside)" -v own="$(share own)" -v processors="$(nproc)" 'BEGIN {
	if (all < 0.8 || all > 1) { print "FAIL: others used " all " of a host full of loops"; exit 1 }
	# one processor at least is shared with the loops, or with others
	if (beside > all || own > 1) { print "FAIL: own work counts as that of others: " beside ", " own; exit 1 }
	if (beside < 0.2) { print "FAIL: the loops are not seen beside work: " beside; exit 1 }
}' || exit 1
grep -q busy idle/runs.csv || fail "the row is not in doubt"
echo "loads are told"
