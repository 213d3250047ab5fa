#!/usr/bin/env bash
# No script hands what it looks through to `grep -q` by a pipe: with pipefail the pipe fails whenever grep finds its
# line before the writer has written its last, which is a matter of luck. `grep -q WANTED <(writer)` does not.
set -euo pipefail
cd "$(dirname "$0")/../.."
if found=$(git ls-files -co --exclude-standard '*.sh' .ci/run | xargs grep -nE '[^|]\| *grep +-[a-zA-Z]*q' /dev/null |
	grep -vE '^[^:]*:[0-9]+:[[:space:]]*#'); then
	echo "$found"
	echo "FAIL: grep -q behind a pipe: write grep -q WANTED <(writer)"
	exit 1
fi
echo "no pipe ends in grep -q"
