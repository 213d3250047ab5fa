#!/usr/bin/env bash
# Runs one fuzz target for a while on its kept inputs (tests/fuzz/corpus/NAME) and on new ones made from them.
set -euo pipefail
fuzzer=$1
seconds=${2:-10}
name=$(basename "$fuzzer")
corpus=$(mktemp -d)
trap 'rm -rf "$corpus"' EXIT
kept=$(dirname "$0")/corpus/${name#fuzz_}
[ -d "$kept" ] && cp "$kept"/* "$corpus"/
"$fuzzer" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -artifact_prefix="$corpus/" "$corpus"
