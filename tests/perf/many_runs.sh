#!/usr/bin/env bash
# CPU and peak resident size of `gorge compare` and `gorge report` over 200,000 runs, and how many times that over
# 400,000: of many repetitions, of many cells, of many sizes, of many releases. Goals: compare 12 s and 150 MB,
# report 20 s, whatever the shape, and twice the time for twice the runs. What takes more than LIMIT seconds of CPU
# (120) is ended and says so.
#
# usage: many_runs.sh BUILD [SHAPE...]        SHAPE: the first word of those below, or all (ten minutes); standard three
set -uo pipefail
build=$(cd "${1:?usage: many_runs.sh BUILD [SHAPE...]}" && pwd)
shift
wanted=" ${*:-three} "
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
# runs FOLDER CELLS SIZES RELEASES REPETITIONS
runs() {
	mkdir -p "$work/$1"
	"$build/probes/runs_rows" $(($2 * $5)) "$2" "$3" "$4" >"$work/$1/runs.csv"
}
# shape NAME CELLS SIZES RELEASES REPETITIONS [more]: twice as many are twice the repetitions, or with "more" twice
# the cells.
shape() {
	local command few many
	[ "$wanted" = " all " ] || [[ "$wanted" == *" ${1%% *} "* ]] || return 0
	echo "$1: $2 cells of $5 repetitions, $3 sizes a series, $4 releases"
	runs few "$2" "$3" "$4" "$5"
	if [ "${6:-}" = more ]; then
		runs many $(($2 * 2)) "$3" "$4" "$5"
	else
		runs many "$2" "$3" "$4" $(($5 * 2))
	fi
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

shape "repetitions by the thousand" 126 9 2 1600
shape "dozens of repetitions" 8000 9 2 25
shape "lone sizes" 2000 1 2 100
shape "three repetitions" 66666 9 2 3 more
shape "single runs" 200000 9 2 1 more
shape "four sizes a series" 66664 4 2 3 more
shape "unrelated cells" 66666 1 2 3 more
shape "sizes by the thousand" 66666 33333 2 3 more
shape "releases by the dozen" 66600 9 50 3 more
