#!/usr/bin/env bash
# The figures of random results folders: all drawn, two numbers on every axis, no text beyond the picture.
#
#   tests/property/figures.sh [BUILD]     BUILD: a release build, default build/release
#   GORGE_TRIES=300                       how many folders, default 40
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
if ! command -v gnuplot >/dev/null; then
	echo "there is no gnuplot on PATH"
	exit 77
fi
GORGE_TRIES=${GORGE_TRIES:-40} "${1:-$here/build/release}/tests/test_figure_axes"
