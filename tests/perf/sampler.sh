#!/usr/bin/env bash
# What watching costs gorge itself: its share of a core at the standard period of 20 ms (goal: 0.25% at most),
# with each meter that works here, and its own peak resident size (goal: 8 MiB). Prints, judges nothing.
#
#   tests/perf/sampler.sh [BUILD]     BUILD: a release build, default build/release
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
gorge=$(cd "${1:-$here/build/release}" && pwd)/bin/gorge
"$gorge" doctor --cost | grep -E "every 20 ms|gorge's own peak"
