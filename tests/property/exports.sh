#!/usr/bin/env bash
# What `gorge export` writes of the reference results, as other programs read it: OpenMetrics by the reference
# parser (prometheus_client), JSON and CSV by Python, every figure held against the rows.
#
# usage: exports.sh BUILD [RESULTS ...]     status 77: the parser is not installed
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
gorge=$(cd "${1:?usage: exports.sh BUILD [RESULTS ...]}" && pwd)/bin/gorge
shift
python=/usr/bin/python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -c 'import prometheus_client.openmetrics.parser' 2>"$work/log" || {
	echo "not tested: $python has no prometheus_client (on Debian: apt install python3-prometheus-client)"
	exit 77
}
if [ $# = 0 ]; then
	# a sweep may be kept without its tools.csv, which the packages are of
	for runs in "$here"/../../results/*/tools.csv; do
		set -- "$@" "$(dirname "$runs")"
	done
fi
for results; do
	for format in openmetrics json packages; do
		"$gorge" export $format "$results" -o "$work/$format"
	done
	"$python" "$here/exports_check.py" "$results" "$work"
	if command -v promtool >/dev/null; then
		promtool check metrics <"$work/openmetrics"
	fi
done
