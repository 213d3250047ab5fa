#!/usr/bin/env bash
# CPU and peak resident size of `gorge compare` and `gorge report` over 200,000 runs on two releases, and how many
# times that over 400,000: 126 cells of 1,600 repetitions and more. Goals: compare 12 s and 150 MiB, report 20 s,
# twice the time for twice the runs. What takes more than LIMIT seconds of CPU (120) is ended and says so.
#
# usage: many_runs.sh BUILD
set -uo pipefail
build=$(cd "${1:?usage: many_runs.sh BUILD}" && pwd)
limit=${LIMIT:-120}
work=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$work"' EXIT

free_kib=$(df -k --output=avail /dev/shm | tail -n 1)
[ "$free_kib" -gt 1000000 ] || {
	echo "not measured: /dev/shm has less than 1 GB left"
	exit 77
}

# measured COMMAND...: "user+system peak-KiB", or nothing when it was ended. Status 1 is an answer: "worse".
measured() {
	(
		ulimit -t "$limit"
		/usr/bin/time -o "$work/time" -f '%U %S %M %x' "$@" >"$work/out" 2>"$work/log"
	)
	awk 'NF == 4 && $4 < 2 { print $1 + $2, $3 }' "$work/time"
}
# shape NAME SIZES CELLS REPETITIONS
shape() {
	local command few many
	echo "$1: $3 cells of $4 repetitions, then of twice as many"
	mkdir -p "$work/few" "$work/many"
	"$build/probes/runs_rows" $(($3 * $4)) "$3" "$2" >"$work/few/runs.csv"
	"$build/probes/runs_rows" $(($3 * $4 * 2)) "$3" "$2" >"$work/many/runs.csv"
	for command in "compare" "report --no-figures"; do
		# shellcheck disable=SC2086 # words of a command
		few=$(measured "$build/bin/gorge" $command "$work/few")
		# shellcheck disable=SC2086
		many=${few:+$(measured "$build/bin/gorge" $command "$work/many")}
		awk -v command="$command" -v few="$few" -v many="$many" -v limit="$limit" 'BEGIN {
			split(few, a); split(many, b)
			if (few == "") { printf "  %-20s more than %d s CPU\n", command, limit; exit }
			printf "  %-20s %7.2f s CPU %8.1f MiB", command, a[1], a[2] / 1024
			if (many == "") printf "   twice as many: more than %d s CPU\n", limit
			else printf "   twice as many: x%.2f CPU x%.2f memory\n", b[1] / a[1], b[2] / a[2] }'
	done
}

shape "many repetitions" 9 126 1600
shape "one size a pattern" 1 2000 100
shape "few repetitions" 9 66666 3
