#!/usr/bin/env bash
# `gorge export benchstat` as the real benchstat reads it: on made-up rows of two releases, with ties, failed runs
# and cells that were not measured, every p, verdict and number of samples is that of an exact Mann-Whitney test
# over the rows; whether the releases come from two folders or from one.
#
# usage: benchstat.sh BUILD       benchstat is fetched from the module proxy; status 77: it cannot be had here
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
gorge=$(cd "${1:?usage: benchstat.sh BUILD}" && pwd)/bin/gorge
version=v0.0.0-20230113213139-801c7ef9e5c5 # later ones want a Go that not every host has
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go=$(command -v go || echo /usr/local/go/bin/go)
python=/usr/bin/python3

[ -x "$python" ] || {
	echo "not tested: there is no $python"
	exit 77
}
GOBIN=$work/bin GOPATH=$work/gopath GOCACHE=$work/cache GOFLAGS=-modcacherw \
	nice "$go" install "golang.org/x/perf/cmd/benchstat@$version" >"$work/log" 2>&1 || {
	cat "$work/log"
	echo "not tested: benchstat $version cannot be built: $(tail -n 1 "$work/log")"
	exit 77
}
"$python" "$here/benchstat_check.py" make "$work"
for side in old new both; do
	"$gorge" export benchstat "$work/$side" -o "$work/$side.txt"
done
"$work/bin/benchstat" -ignore go -format csv "$work/old.txt" "$work/new.txt" >"$work/folders.csv" 2>"$work/notes"
"$work/bin/benchstat" -col go -format csv "$work/both.txt" >"$work/column.csv" 2>>"$work/notes"
"$python" "$here/benchstat_check.py" check "$work" "$work/folders.csv" "$work/column.csv"

# What it cannot parse, benchstat says on standard error with the line's number.
for results in "$here"/../../results/*/; do
	[ -f "$results/runs.csv" ] || continue
	"$gorge" export benchstat "$results" -o "$work/real.txt"
	"$work/bin/benchstat" "$work/real.txt" >"$work/real" 2>"$work/notes"
	if grep "real.txt:[0-9]" "$work/notes"; then
		exit 1
	fi
	echo "$(basename "$results"): $(grep -c ^Benchmark "$work/real.txt") lines read"
done
