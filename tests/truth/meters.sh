#!/usr/bin/env bash
# Known truth on this host, without sanitizers (which have memory of their own): every meter that works here
# against processes of known sizes, then what a user sees of it.
#
#   tests/truth/meters.sh [BUILD]     BUILD: a release build, default build/release
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$here/build/release}" && pwd)
"$build/tests/test_measure"
"$build/tests/test_endings"
"$build/bin/gorge" doctor
grep -q '"verdict": "ok"' <("$build/bin/gorge" doctor --json)
