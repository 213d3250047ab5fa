#!/usr/bin/env bash
# A disk that fills up under the scratch folder or under the results: a clear error with status 3, finished rows
# kept, and the same command goes on when there is room. Needs root, to mount a small file system.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
timelines=$(readlink -f "$(dirname "$0")/timelines.awk")
work=$(mktemp -d)
cd "$work"
clean() {
	umount "$work/small" 2>/dev/null || true
	rm -rf "$work"
}
trap clean EXIT
fail() {
	echo "FAIL: $*" >&2
	cat log >&2
	exit 1
}
mkdir small
if ! mount -t tmpfs -o size=1m none small 2>/dev/null; then
	echo "mounting a small file system needs root"
	exit 77
fi
# A workload of which no reference results tell, or the room would be asked for before.
printf '[project]\ngenerator = module\nfiles = 3000\n[workload]\nname = list\n' >large.ini

status=0
GORGE_SCRATCH=$work/small/scratch "$gorge" run large.ini -o out >log 2>&1 || status=$?
[ $status = 3 ] || fail "full scratch: status $status"
grep -q "No space left on device" log || fail "full scratch: the cause is not named"
[ -z "$(find small/scratch -name "workspace-*")" ] || fail "full scratch: the workspace is left"
echo "full scratch: $(grep gorge: log)"

printf '[experiment]\nrepeat = 400\nsamples = yes\n[project]\ngenerator = module\n[workload]\nname = load:ondemand\n' >many.ini
export GORGE_SCRATCH=$work/scratch
umount small
mount -t tmpfs -o size=128k none small
status=0
"$gorge" run many.ini -o small/out >log 2>&1 || status=$?
[ $status = 3 ] || fail "full results: status $status"
grep -q "cannot write: .*csv" log || fail "full results: the file is not named"
kept=$(tail -n +2 small/out/runs.csv | wc -l)
[ "$kept" -gt 5 ] || fail "full results: only $kept rows were kept"
[ "$(tail -c 1 small/out/runs.csv | od -An -tx1 | tr -d ' ')" = 0a ] || fail "full results: a torn row"
awk -F, -f "$timelines" small/out/runs.csv small/out/samples.csv >>log || fail "full results: timelines and rows differ"
mount -o remount,size=4m small
"$gorge" run many.ini -o small/out --repeat $((kept + 3)) >log 2>&1 || fail "with room again: status $?"
[ "$(tail -n +2 small/out/runs.csv | cut -d, -f3 | sort -u | wc -l)" = $((kept + 3)) ] || fail "rows are missing or doubled"
[ "$(tail -n +2 small/out/runs.csv | wc -l)" = $((kept + 3)) ] || fail "rows are doubled"
awk -F, -f "$timelines" small/out/runs.csv small/out/samples.csv >>log || fail "with room again: timelines and rows differ"
echo "full results: $kept rows kept, went on with room"
