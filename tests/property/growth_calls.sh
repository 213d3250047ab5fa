#!/usr/bin/env bash
# What compare says of growth from release to release: how much of the committed sweep (results/releases) is left
# unclear, and how often it calls a change where nothing changed, on repetitions of one release that were really
# measured (results/release) and on simulated rows; and how often it finds a slope that is a fifth steeper. Needs no
# Go and no network.
set -uo pipefail
gorge=$(cd "${1:-build/release}" && pwd)/bin/gorge
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tests/property/growth_calls_check.py "$gorge" "$work"
