#!/usr/bin/env bash
# How far load on the host moves the peak of a compile: the packages of bench/load/packages.ini are built on an idle
# host and beside 2, 6 and 12 busy loops, in rounds, so that what the host does otherwise meets all loads alike.
# Beside them a program that tells its own live heap (bench/load/heap.ini).
#
# usage: bench/load.sh [-k ROUNDS] [-m MINUTES] [-o DIR]   measures (5 rounds, 25 minutes, results/load)
#        bench/load.sh table [DIR]                          prints the table of docs/measuring.md from DIR/load.csv
# No round begins that would not end within the minutes, judged by the longest so far. Interrupted or asked for more
# rounds, the same command goes on where it was left; the rows of every load stay in build/load. The host has to be
# idle otherwise. LOADS="0 2" and GORGE_RUN_ARGUMENTS="--set go=1.20.14" change what is measured.
set -euo pipefail
cd "$(dirname "$0")/.."
gorge=$PWD/build/release/bin/gorge
rounds=5 minutes=25 out=results/load work=build/load loops=()
read -ra loads <<<"${LOADS:-0 2 6 12}"

stop_loops() {
	[ ${#loops[@]} -eq 0 ] || kill "${loops[@]}" 2>/dev/null || true
	wait "${loops[@]}" 2>/dev/null || true
	loops=()
}

# Each in a session of its own, as programs of others are: those of one session share what autogroups give it.
start_loops() {
	for _ in $(seq "$1"); do
		setsid bash -c 'while :; do :; done' &
		loops+=($!)
	done
}

# measure LOOPS ROUND: adds the round's rows of both experiments.
measure() {
	read -ra more <<<"${GORGE_RUN_ARGUMENTS:-}"
	start_loops "$1"
	for experiment in packages heap; do
		"$gorge" run "bench/load/$experiment.ini" -o "$work/$experiment-$1" --repeat "$2" --yes -q "${more[@]}"
	done
	stop_loops
}

# One row a run that ended ok. Cells are told apart by commas alone: no field of these experiments is quoted.
rows_of() {
	awk -F, -v loops="$2" '
		{ sub(/\r$/, "") }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; width = NF; next }
		NF != width || /"/ { print FILENAME ": line " NR " has quoted fields" >"/dev/stderr"; exit 1 }
		$at["outcome"] != "ok" { next }
		{
			name = $at["generator"]
			sub(/@.*/, "", name)
			split($at["params"], parameter, " ")
			peak = $at["workload"] == "build" ? $at["largest_compile_bytes"] : $at["largest_process_bytes"]
			print name " " parameter[1] "," $at["workload"] "," loops "," $at["repetition"] "," $at["go_version"] "," \
				peak "," $at["heap_peak_bytes"] "," $at["heap_live_bytes"] "," $at["wall_ns"] "," \
				$at["others_share"] "," $at["quality"]
		}' "$1/runs.csv"
}

collect() {
	mkdir -p "$out"
	{
		echo package,workload,loops,repetition,go_version,peak_bytes,heap_peak_bytes,heap_live_bytes,wall_ns,others_share,quality
		for load in "${loads[@]}"; do
			for experiment in packages heap; do
				rows_of "$work/$experiment-$load" "$load"
			done
		done
	} >"$out/load.csv.partial"
	mv "$out/load.csv.partial" "$out/load.csv"
}

# What others used of a host that was left alone while the suite of releases was measured.
quiet() {
	local processors
	processors=$(sed -n 's/.*"processors": *\([0-9]*\).*/\1/p' results/release/environment.json | head -n 1)
	awk -F, -v processors="$processors" '{ sub(/\r$/, "") }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; width = NF; next }
		NF == width && $at["outcome"] == "ok" && $at["wall_ns"] >= 5e8 && $at["others_ns"] != "" {
			print $at["others_ns"] / $at["wall_ns"] / processors }' results/release/runs.csv | sort -g |
		awk '{ share[NR] = $1 }
			END { printf "\nOn a host left alone (results/release) others used %.1f%% in the median of %d runs, %.1f%% in nine of ten, %.1f%% at most.\n",
				100 * share[int((NR + 1) / 2)], NR, 100 * share[int(0.9 * NR)], 100 * share[NR] }'
}

# The table; every figure in it comes from load.csv.
table() {
	[ -f "$1/load.csv" ] || {
		echo "Not measured yet: \`bench/load.sh\` measures, \`docs/generate.sh\` then fills this in."
		quiet
		return
	}
	tail -n +2 "$1/load.csv" | awk -F, '
		{ print $1 (($2 == "build") ? "" : ", resident") "," $3 "," $6 }
		$8 != "" { print $1 ", heap at most," $3 "," $7; print $1 ", heap live," $3 "," $8 }
		{ print "~share," $3 "," $10 * 1e6 "," }' | sed 's/, /;/' | sort -t, -k1,1 -k2,2n -k3,3n |
		awk -F, -f bench/load/table.awk
	quiet
}

main() {
	local begun longest=0 before
	begun=$SECONDS
	for round in $(seq "$rounds"); do
		before=$SECONDS
		[ $((before - begun + longest)) -le $((minutes * 60)) ] || break
		for i in "${!loads[@]}"; do
			measure "${loads[(i + round) % ${#loads[@]}]}" "$round"
		done
		collect
		[ $((SECONDS - before)) -le $longest ] || longest=$((SECONDS - before))
		echo "round $round: $((SECONDS - before)) s" >&2
	done
	table "$out"
}

if [ "${1:-}" = table ]; then
	table "${2:-$out}"
	exit
fi
while getopts k:m:o: option; do
	case $option in
	k) rounds=$OPTARG ;;
	m) minutes=$OPTARG ;;
	o) out=$OPTARG work=$OPTARG/rows ;;
	*) exit 2 ;;
	esac
done
[ -x "$gorge" ] || {
	echo "load.sh: build gorge first: cmake --preset release && cmake --build --preset release" >&2
	exit 3
}
trap stop_loops EXIT
main
