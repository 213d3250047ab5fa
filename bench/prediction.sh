#!/usr/bin/env bash
# Predicts what builds and loads of 50,000 and 100,000 files need from up to 10,000, then measures them.
#
# usage: bench/prediction.sh [-o DIR] [-- gorge run options]   measures (an hour on two processors; results/prediction)
#        bench/prediction.sh table [DIR]                        what these laws say now, and what it was
#        bench/prediction.sh said [DIR]                         what was said before it was measured, and what it was
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
			awk 'NR == 2; /^sizes that were kept/ { on = 1; next } NF == 0 { on = 0 } on { print }'
		printf '```\n'
	done
}

# The answers that were kept, held against the medians of the rows.
said() {
	[ -f "$1/predicted-${metrics[0]}.json" ] || {
		echo "Not measured yet: \`bench/prediction.sh\` measures."
		return
	}
	python3 - "$1" "${metrics[@]}" <<'PYTHON'
import csv, json, re, statistics, sys
folder, metrics = sys.argv[1], sys.argv[2:]
rows = list(csv.DictReader(open(folder + "/runs.csv")))
def measured(workload, files, metric):
    columns = ["user_ns", "system_ns"] if metric == "cpu_ns" else [metric]
    return statistics.median(sum(float(row[column]) for column in columns) for row in rows
        if row["workload"] == workload and re.search(r"files=%d " % files, row["params"]))
def shown(value, metric):
    return "%.1f s" % (value / 1e9) if metric == "cpu_ns" else "%.0f MB" % (value / 1e6)
print("| metric | series | files | said | measured | off by |\n| --- | --- | ---: | ---: | ---: | ---: |")
for metric in metrics:
    for series in json.load(open("%s/predicted-%s.json" % (folder, metric)))["series"]:
        for answer in series["predictions"]:
            if not answer["predicted"]:
                continue
            value, files = answer["predicted"]["value"], answer["size"]
            truth = measured(series["label"].split()[0], files, metric)
            print("| %s | %s | %s | %s | %s | %+.1f%% |" % (metric, series["label"], "{:,.0f}".format(files),
                shown(value, metric), shown(truth, metric), 100 * (value / truth - 1)))
PYTHON
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

case ${1:-} in
table | said)
	"$1" "${2:-results/prediction}"
	exit
	;;
esac
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
		sed -n '4,6s/^# //p' "$0" >&2
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
