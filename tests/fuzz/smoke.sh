#!/usr/bin/env bash
# Runs one fuzz target for a while on its kept inputs (tests/fuzz/corpus/NAME) and on new ones made from them.
# An input that ends the fuzzer is kept beside it, as fuzz_NAME.crash-HASH.
set -euo pipefail
fuzzer=$1
seconds=${2:-10}
name=$(basename "$fuzzer")
# Some targets write a small file for every input.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
corpus=$(mktemp -d)
trap 'rm -rf "$corpus"' EXIT
here=$(dirname "$0")
kept=$here/corpus/${name#fuzz_}
[ -d "$kept" ] && cp "$kept"/* "$corpus"/
# Every experiment that comes with gorge has to be survived, too.
[ "$name" != fuzz_experiment ] || cp "$here"/../../bench/*.ini "$corpus"/
"$fuzzer" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -artifact_prefix="$fuzzer." "$corpus"
