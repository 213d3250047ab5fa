#!/usr/bin/env bash
# Steps that the compiler is known to have made have to come out of a sweep over the releases (results/releases, by
# bench/releases.ini) without being told: nothing below is known to gorge, which sees rows only. Needs no Go and no
# network. RELEASES=FOLDER takes another sweep. docs/comparing.md says which known steps the sweep cannot show.
set -uo pipefail
gorge=$(cd "${1:-build/release}" && pwd)/bin/gorge
cd "$(dirname "$0")/../.." || exit 2
sweep=${RELEASES:-results/releases}
if [ ! -f "$sweep/runs.csv" ]; then
	echo "there is no sweep over releases in $sweep"
	exit 77
fi
exec python3 tests/property/known_steps_check.py "$gorge" "$sweep"
