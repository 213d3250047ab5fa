#!/usr/bin/env bash
# 1,000 seeded curves a family: is the right law found, do intervals cover, is no change seen where there is none?
# docs/laws.md states what this prints.
#
#   tests/property/laws.sh [BUILD]     BUILD: a release build, default build/release
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
GORGE_TABLE=1 GORGE_TRIES=400 "${1:-$here/build/release}/tests/test_law_bootstrap"
GORGE_TABLE=1 GORGE_TRIES=${GORGE_TRIES:-1000} "${1:-$here/build/release}/tests/test_law_simulation"
GORGE_TABLE=1 GORGE_TRIES=${GORGE_TRIES:-1000} "${1:-$here/build/release}/tests/test_law_outside"
GORGE_TABLE=1 GORGE_TRIES=${GORGE_TRIES:-1000} "${1:-$here/build/release}/tests/test_law_floor"
