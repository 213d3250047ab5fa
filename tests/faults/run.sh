#!/usr/bin/env bash
# What becomes of a small experiment when gorge, or whoever works for it, is killed at a random moment, and when a call
# to the system fails: each run is there once or not at all, nothing is left after the next start, status and message
# are right, and nothing of the user's is changed.
#   tests/faults/run.sh [--sample] [--build FOLDER] [--seed N] [--kills N] [--calls N|all] [--kinds "KIND...|FAULT..."]
# By itself: 1,000 kills, every fiftieth while std is compiled, and each call of every kind once, but 1,000 at random
# of a kind that there are more of (--calls all: really each). That takes hours, --sample a minute.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# Root has mounts made, in a namespace of its own.
if [ "$(id -u)" = 0 ] && [ -z "${FAULTS_UNSHARED-}" ] && unshare -m true 2>/dev/null; then
	FAULTS_UNSHARED=1 exec unshare -m "$0" "$@"
fi
build=$here/../../build/release seed=$RANDOM kills=1000 cold=50 calls=each kinds=
while [ $# -gt 0 ]; do
	case $1 in
	--sample) kills=12 cold=0 calls=16 ;;
	--build) build=$2 && shift ;;
	--seed) seed=$2 && shift ;;
	--kills) kills=$2 && shift ;;
	--calls) calls=$2 && shift ;;
	--kinds) kinds=$2 && shift ;;
	*) sed -n '2,7s/^# //p' "$0" >&2 && exit 2 ;;
	esac
	shift
done
build=$(readlink -f "$build")
warm=$build/faults-cache # what gorge keeps, made once
work=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)")
clean() {
	"$here/sentinel.sh" clear "$work"
	rm -rf "$work"
}
trap clean EXIT
mkdir -p "$warm"
cc -std=c17 -D_GNU_SOURCE -shared -fPIC -O1 -Wall -Wextra -Werror -o "$work/failing_calls.so" "$here/failing_calls.c" -ldl

"$here/planted.py"
"$here/sentinel.sh" plant "$work"
"$here/sentinel.sh" take "$work" >"$work/sentinel"
status=0
"$here/kills.py" "$build/bin/gorge" "$work" "$warm" "$kills" "$seed" "$cold" || status=1
# shellcheck disable=SC2086 # words
"$here/calls.py" "$build/bin/gorge" "$work" "$warm" "$work/failing_calls.so" "$calls" "$seed" $kinds || status=1
shim=0
"$here/shim.sh" "$build" || shim=$?
[ $shim = 0 ] || [ $shim = 77 ] || status=1
if "$here/sentinel.sh" take "$work" | diff "$work/sentinel" - >"$work/changes"; then
	echo "of $(wc -l <"$work/sentinel") things of the user's none was changed"
else
	echo "what is the user's was changed:"
	cat "$work/changes"
	status=1
fi
[ $status = 0 ] && [ $shim = 77 ] && echo "all of it but the calls of gorge-exec: strace can trace nothing here" && exit 77
exit $status
