#!/usr/bin/env bash
# Exact medians by package from a tools.csv of 2,000,000 and of 10,000,000 rows (2,000 packages, every column):
# CPU and peak resident size of `gorge export packages`, beside polars, DuckDB and Miller where they are installed,
# and of `gorge report`, which shows a few of those rows. Goals: less CPU than any of them, and 16 MiB for
# 2,000,000 rows. The time of others differs from machine to machine, so what can be compared are the ratios within one go.
# The peers' medians have to be the same as ours; everything else is printed, not judged.
#
# usage: tools_csv.sh BUILD       PEERS_PYTHON: a python that has polars and duckdb; standard python3
set -euo pipefail
build=$(cd "${1:?usage: tools_csv.sh BUILD}" && pwd)
gorge=$build/bin/gorge
python=${PEERS_PYTHON:-python3}
work=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$work"' EXIT
packages=2000

free_kib=$(df -k --output=avail /dev/shm | tail -n 1)
[ "$free_kib" -gt 4000000 ] || {
	echo "not measured: /dev/shm has less than 4 GB left"
	exit 77
}
# What each peer runs: CSV with package, compiles and median of argument 1, sorted, without a header.
cat >"$work/with_polars.py" <<'PY'
import sys, polars
(polars.scan_csv(sys.argv[1]).filter(polars.col("tool") == "compile").group_by("package")
 .agg(polars.len(), polars.col("peak_bytes").median()).sort("package").collect()
 .write_csv(sys.stdout, include_header=False))
PY
cat >"$work/with_duckdb.py" <<'PY'
import sys, duckdb
for row in duckdb.execute("select package, count(*), quantile_cont(peak_bytes, 0.5) from read_csv(?) "
                          "where tool = 'compile' group by package order by package", [sys.argv[1]]).fetchall():
    print(*row, sep=",")
PY

# measured NAME COMMAND...: its output into $work/NAME; "user+system peak-KiB" into $work/NAME.cost.
measured() {
	local name=$1
	shift
	/usr/bin/time -o "$work/time" -f '%U %S %M' "$@" >"$work/$name" 2>"$work/log" || {
		tail -n 5 "$work/log"
		return 1
	}
	awk '{ print $1 + $2, $3 }' "$work/time" >"$work/$name.cost"
}
# line NAME: what it took, and how many times that of ours.
line() {
	awk -v name="$1" 'NR == FNR { cpu = $1; peak = $2; next }
		{ printf "  %-22s %7.2f s CPU %8.1f MiB   x%.2f CPU  x%.2f memory\n", name, $1, $2 / 1024, $1 / cpu, $2 / peak }' \
		"$work/ours.cost" "$work/$1.cost"
}
same_medians() {
	awk -F, '{ printf "%s,%d,%.1f\n", $1, $2, $3 }' "$work/$1" | LC_ALL=C sort | cmp - "$work/expected" || {
		echo "FAIL: the medians of $1 are others than ours"
		exit 1
	}
}
peer() { # peer NAME COMMAND...
	measured "$@" || exit 1
	same_medians "$1"
	line "$1"
}

for rows in 2000000 10000000; do
	mkdir "$work/out"
	"$build/probes/tools_rows" $rows $packages >"$work/out/tools.csv"
	awk -F, 'BEGIN { print "schema,run_id,workload,outcome,files,tree_peak_bytes" }
		NR > 1 && $2 "" != last { print "1," $2 ",build,ok," 10000 ",1000000000"; last = $2 }' "$work/out/tools.csv" \
		>"$work/out/runs.csv"
	echo "$rows rows, $(($(stat -c %s "$work/out/tools.csv") / 1000000)) MB, $(($(wc -l <"$work/out/runs.csv") - 1)) runs"
	measured ours "$gorge" export packages "$work/out"
	awk -F, 'NR > 1 { printf "%s,%d,%.1f\n", $1, $6, $7 }' "$work/ours" | LC_ALL=C sort >"$work/expected"
	[ "$(wc -l <"$work/expected")" = $packages ]
	line ours
	for name in polars duckdb; do
		if "$python" -c "import $name" 2>/dev/null; then
			peer $name "$python" "$work/with_$name.py" "$work/out/tools.csv"
		else
			echo "  $name is not installed (pip install $name; PEERS_PYTHON)"
		fi
	done
	if ! command -v mlr >/dev/null; then
		echo "  Miller is not installed (on Debian: apt install miller)"
	elif [ $rows = 2000000 ]; then
		peer miller mlr --icsv --ocsv --headerless-csv-output filter '$tool == "compile"' 'then' \
			stats1 -i -a count,median -f peak_bytes -g package "$work/out/tools.csv"
	else
		echo "  Miller would need some 10 GB for this many"
	fi
	measured report "$gorge" report "$work/out" --no-figures
	line report
	rm -rf "$work/out"
done
