#!/usr/bin/env bash
# Two gorges in PID namespaces of their own see each other's groups, and one of them the other's processes, and share
# scratch folder, caches and releases: neither kills, removes, waits for or refuses anything because of the other. What
# bears a mark of another world is left alone, what is surely dead is cleared away.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
work=$(mktemp -d)
inside=(unshare --pid --fork --kill-child --mount-proc)
"${inside[@]}" true 2>/dev/null || {
	echo "PID namespaces cannot be had here"
	exit 77
}
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch
cd "$work"

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
# The first takes a while, and has processes that only a mark or a group tells of.
printf '[project]\ngenerator = module\nfiles = 5\n[workload]\nname = command:sh -c "touch %s/here; setsid sleep 4 & sleep 4"\n' \
	"$work" >long.ini
sed "s,; setsid.*,\"," long.ini >short.ini

rows() { tail -n +2 "$1/runs.csv" 2>/dev/null | grep -c ',ok,0,'; }
# beside WHAT FIRST... -- SECOND...: one starts while the other measures.
beside() {
	local what=$1 first=() began
	shift
	while [ "$1" != -- ]; do first+=("$1") && shift; done
	shift
	rm -rf here out1 out2
	"${first[@]}" "$gorge" run long.ini -o out1 >told1 2>log1 &
	pid=$!
	for _ in $(seq 1200); do
		[ ! -e here ] || break
		sleep 0.05
	done
	[ -e here ] || fail "$what: the first does not measure: $(cat log1)"
	began=$SECONDS
	"$@" "$gorge" run short.ini -o out2 >told2 2>log2 || fail "$what: the second gave status $?: $(cat log2)"
	! grep 'stays\|do not die' log2 || fail "$what: the second found something in its way"
	echo "$what: the second took $((SECONDS - began)) s"
	wait "$pid" || fail "$what: the first gave status $?: $(cat log1)"
	pid=
	[ "$(rows out1)" = 1 ] && [ "$(rows out2)" = 1 ] || fail "$what: $(tail -n 1 out1/runs.csv out2/runs.csv)"
	[ -z "$(ls -d scratch/workspace-* 2>/dev/null)" ] || fail "$what: left $(ls scratch)"
}
beside "a container beside its host" env -- "${inside[@]}"
beside "a host beside its container" "${inside[@]}" -- env
beside "a container beside a container" "${inside[@]}" -- "${inside[@]}"
beside "a container that sees the host's /proc" env -- unshare --pid --fork --kill-child
beside "a clock of its own" env -- unshare --time --boottime 100000 --fork --kill-child

groups=/sys/fs/cgroup/memory
[ -f $groups/cgroup.procs ] || groups=/sys/fs/cgroup
[ -w $groups/cgroup.procs ] || {
	echo "all of it but groups: they cannot be had here"
	exit 77
}
# Marks of gorges that are dead: one of this world, one of another, one that names none. A program that gorge starts has
# one of this world.
printf '#!/bin/sh\nprintf %%s "$GORGE_RUN" >mark\nprintf "module x\\n" >go.mod\nprintf "package x\\n" >x.go\n' >tells
chmod +x tells
"$gorge" gen exec:./tells made >told 2>log || fail "$(cat log)"
world=$(cut -d. -f2 made/mark)
[ ${#world} = 16 ] || fail "the mark is '$(cat made/mark)'"
left=("gorge-4000000-1.$world-run" gorge-4000000-1.0123456789abcdef-run gorge-4000000-1-5f3b2c1d9e-run)
marks=("4000000:1.$world" 4000000:1.0123456789abcdef 4000000:1)
for i in 0 1 2; do
	mkdir "$groups/${left[i]}"
	GORGE_RUN=${marks[i]} sleep 63.$$ &
	sleeps[i]=$!
	disown
done
trap 'kill -9 "${sleeps[@]}" 2>/dev/null || true; rmdir "${left[@]/#/$groups/}" 2>/dev/null || true; rm -rf "$work"' EXIT
rm -rf out2
"$gorge" run short.ini -o out2 >told 2>log || fail "status $?: $(cat log)"
for i in 0 1 2; do
	lives=yes there=yes
	kill -0 "${sleeps[i]}" 2>/dev/null || lives=no
	[ -d "$groups/${left[i]}" ] || there=no
	[ $i = 0 ] && wanted=no || wanted=yes
	[ $lives = $wanted ] || fail "the process of ${marks[i]} lives: $lives"
	[ $there = $wanted ] || fail "the group ${left[i]} is there: $there"
done
echo "what is surely dead is cleared away, and nothing else"
