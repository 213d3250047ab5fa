#!/usr/bin/env bash
# Runs every fuzz target for so many seconds (1800), as many at a time as there are processors, at the lowest
# priority: tests/fuzz/long.sh [SECONDS] [TARGET...]. Prints a line for each; the last line counts those that were
# ended by an input, which lies beside the target as fuzz_NAME.crash-HASH.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
seconds=${1:-1800}
[ $# = 0 ] || shift
names=("$@")
fuzzers=build/fuzz/fuzzers logs=build/fuzz/logs
[ $# -gt 0 ] || for fuzzer in "$fuzzers"/fuzz_*; do
	[ -x "$fuzzer" ] && names+=("$(basename "$fuzzer" | sed s/^fuzz_//)")
done
[ ${#names[@]} -gt 0 ] || {
	echo "there is no target in $fuzzers: cmake --preset fuzz && cmake --build --preset fuzz" >&2
	exit 3
}
mkdir -p "$logs"

# fuzz NAME: prints how it ended, and how much of it was done.
fuzz() {
	local log=$logs/$1.log outcome=ok
	nice -n 19 tests/fuzz/smoke.sh "$fuzzers/fuzz_$1" "$seconds" >"$log" 2>&1 || outcome=FAIL
	printf '%-5s %-20s %s\n' $outcome "$1" "$(tail -n 1 "$log")"
	[ $outcome = ok ]
}

failed=0
for name in "${names[@]}"; do
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
		wait -n || failed=$((failed + 1))
	done
	fuzz "$name" &
done
while [ -n "$(jobs -p)" ]; do
	wait -n || failed=$((failed + 1))
done
echo "$((${#names[@]} - failed)) clean, $failed ended by an input"
[ "$failed" = 0 ]
