#!/usr/bin/env bash
# Predicts what builds and loads of 50,000 and 100,000 files need from up to 10,000, then measures them.
#
# usage: bench/prediction.sh [-o DIR] [-- gorge run options]   measures (an hour on two processors; results/prediction)
#        bench/prediction.sh table [DIR]                        what was said, and what it was: docs and README have it
# Interrupted, the same command goes on where it was left. What was predicted is written to DIR/predicted-METRIC.json
# before the large sizes are begun, and stays as it is.
set -euo pipefail
cd "$(dirname "$0")/.."
gorge=$PWD/build/release/bin/gorge
metrics=(tree_peak_bytes tree_anon_peak_bytes largest_process_bytes cpu_ns)
large=(50000 100000)

table() {
	local metric
	[ -f "$1/runs.csv" ] || {
		echo "Not measured yet: \`bench/prediction.sh\` measures."
		return
	}
	for metric in "${metrics[@]}"; do
		printf '\n`%s`\n\n```text\n' "$metric"
		"$gorge" fit "$1" --metric "$metric" --hold-back ${#large[@]} |
			awk 'NR == 2; /^sizes that were kept/ { on = 1; next } on && NF == 0 { exit } on { print }'
		printf '```\n'
	done
}

# What is asked before the answer is known.
predict() {
	local metric size asked=()
	for size in "${large[@]}"; do
		asked+=(--at "files=$size")
	done
	for metric in "${metrics[@]}"; do
		[ ! -f "$1/predicted-$metric.json" ] || continue
		"$gorge" fit "$1" --metric "$metric" "${asked[@]}" --json >"$1/predicted-$metric.json.partial"
		mv "$1/predicted-$metric.json.partial" "$1/predicted-$metric.json"
	done
}

if [ "${1:-}" = table ]; then
	table "${2:-results/prediction}"
	exit
fi
out=results/prediction
while [ $# -gt 0 ]; do
	case $1 in
	-o)
		out=${2:?"-o needs a folder"}
		shift 2
		;;
	--)
		shift
		break
		;;
	*)
		sed -n '4,5s/^# //p' "$0" >&2
		exit 2
		;;
	esac
done
[ -x "$gorge" ] || {
	echo "prediction.sh: build gorge first: cmake --preset release && cmake --build --preset release" >&2
	exit 3
}
"$gorge" run bench/prediction.ini -o "$out" "$@"
predict "$out"
"$gorge" run bench/prediction.ini -o "$out" --set "files=$(IFS=,; echo "${large[*]}")" "$@"
table "$out"
