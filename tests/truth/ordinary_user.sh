#!/usr/bin/env bash
# Without any right: an ordinary user measures by /proc, is told why a group cannot be had, and leaves nothing.
# Needs root, to become one.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
if [ "$(id -u)" != 0 ]; then
	become=(env)
elif setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$gorge" 2>/dev/null; then
	become=(setpriv --reuid=65534 --regid=65534 --clear-groups)
else
	echo "not tested: another user cannot reach $gorge"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 777 "$work"
cd "$work"
printf '[project]\ngenerator = module\nfiles = 300\n[workload]\nname = build, load:full\n' >x.ini
printf '[experiment]\nmeter = cgroup1\n[project]\ngenerator = module\n[workload]\nname = build\n' >group.ini
as_user() {
	"${become[@]}" env HOME="$work" GORGE_SCRATCH="$work/scratch" XDG_CACHE_HOME="$work/cache" \
		GORGE_TOOLCHAINS="$work/toolchains" "$gorge" "$@"
}
fail() {
	echo "FAIL: $*" >&2
	cat log >&2
	exit 1
}
as_user run x.ini -o out >log 2>&1 || fail "status $?"
cat log
[ "$(tail -n +2 out/runs.csv | grep -c ',ok,0,')" = 2 ] || fail "not every run ended well: $(cat out/runs.csv)"
column=$(head -n 1 out/runs.csv | tr -d '\r' | tr ',' '\n' | grep -nx tree_anon_peak_bytes | cut -d: -f1)
for peak in $(tail -n +2 out/runs.csv | cut -d, -f"$column"); do
	[ "$peak" -gt 1000000 ] || fail "a tree of $peak bytes"
done
if as_user doctor 2>/dev/null | grep -E '^ *cgroup1 +ok' >/dev/null; then
	echo "groups can be had here by everyone"
	exit 0
fi
status=0
as_user run group.ini -o out2 >log 2>&1 || status=$?
[ $status = 3 ] || fail "a meter that cannot be had gave status $status"
cat log
