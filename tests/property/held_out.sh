#!/usr/bin/env bash
# Largest sizes that were measured, predicted from the smaller ones alone: how many answers are given, how many are off by more
# than 10%, and how many lie in their intervals. By committed rows; needs no Go and no network. GORGE_TABLE=1 tells of
# each series. docs/laws.md states what
# this prints.
set -uo pipefail
gorge=$(cd "${1:-build/release}" && pwd)/bin/gorge
cd "$(dirname "$0")/../.." || exit 2
exec python3 tests/property/held_out_check.py "$gorge" results/releases 90 0.05 0.92 results/release 1 0.05 0.92
