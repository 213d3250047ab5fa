#!/usr/bin/env bash
# gorge killed with -9 in the middle of an experiment: the next start leaves no process, group or workspace of
# it behind, keeps the finished rows, and measures each missing run once. What is the user's there stays as it is.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
timelines=$(readlink -f "$(dirname "$0")/timelines.awk")
sentinel=$(readlink -f "$(dirname "$0")/../faults/sentinel.sh")
work=$(mktemp -d)
clean() {
	"$sentinel" clear "$work"
	rm -rf "$work"
}
trap clean EXIT
"$sentinel" plant "$work"
"$sentinel" take "$work" >"$work/sentinel"
export GORGE_SCRATCH=$work/scratch HOME=$work/home
cd "$work"
printf '[experiment]\nrepeat = 3\nsamples = yes\n[project]\ngenerator = module\nfiles = 200, 300\n[workload]\nname = build\n' >x.ini

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
rows() {
	[ -f out/runs.csv ] && tail -n +2 out/runs.csv | wc -l || echo 0
}
left_workspaces() { find scratch -maxdepth 2 -name .gorge-own; }
# Processes that carry the mark of a run of this test's scratch folder.
left_processes() {
	grep -lzs "^GORGE_EXEC_LOG=$work/" /proc/[0-9]*/environ 2>/dev/null || true
}

for signal in KILL TERM INT KILL; do
	before=$(rows)
	"$gorge" run x.ini -o out >/dev/null 2>log &
	pid=$!
	for _ in $(seq 600); do # until a further row is there, and the next run is under way
		[ "$(rows)" -gt "$before" ] && break
		kill -0 $pid 2>/dev/null || break
		sleep 0.1
	done
	sleep 0.2
	kill -"$signal" $pid 2>/dev/null || true
	status=0
	wait $pid || status=$?
	after=$(rows)
	[ "$after" -gt "$before" ] || fail "no row was added before signal $signal: $(cat log)"
	if [ "$signal" != KILL ] && [ "$status" != 0 ]; then
		[ "$status" = 130 ] || fail "signal $signal gave status $status: $(cat log)"
		[ -z "$(left_processes)" ] || fail "signal $signal left processes: $(left_processes)"
		[ -z "$(left_workspaces)" ] || fail "signal $signal left $(left_workspaces)"
	fi
	echo "signal $signal after $((after - before)) further rows: status $status"
done
"$gorge" run x.ini -o out -q
[ "$(rows)" = 6 ] || fail "$(rows) rows instead of 6"
[ "$(tail -n +2 out/runs.csv | cut -d, -f3 | sort -u | wc -l)" = 6 ] || fail "a run is there twice"
[ "$(tail -n +2 out/tools.csv | cut -d, -f2 | sort -u | wc -l)" = 6 ] || fail "tool rows of another number of runs"
awk -F, -f "$timelines" out/runs.csv out/samples.csv || fail "timelines and rows differ"
[ -z "$(left_processes)" ] || fail "processes are left: $(left_processes)"
[ -z "$(left_workspaces)" ] || fail "a workspace is left: $(left_workspaces)"
[ -z "$(find /sys/fs/cgroup -maxdepth 6 -type d -name "gorge-$pid-*" 2>/dev/null)" ] || fail "a group is left"
"$sentinel" take "$work" | diff sentinel - || fail "what is the user's was changed"
echo "6 rows, each once; nothing left, and nothing of the user's changed"
