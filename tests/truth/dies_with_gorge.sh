#!/usr/bin/env bash
# Whatever gorge has started dies with it, however gorge dies: kill -9 while it asks a go command, fetches, generates,
# prepares, measures, tests its meters, draws. Half a second later nothing of it lives, in whatever session; the next
# start clears away what it had half made.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
work=$(mktemp -d)
nap=62.$$ # how long those sleep that must not be left: nobody else's sleep is like it
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch
cd "$work"

# A program that naps in four ways, or leaves those that nap, when it is to end well.
cat >napper <<END
#!/bin/sh
sleep $nap &
setsid sleep $nap &
setsid sh -c 'sleep $nap & exit 0'
trap '' HUP INT TERM
[ "\$well" = 1 ] || sleep $nap
END
# A generator that does. Where groups can be had it also leaves
# one that has lost gorge's mark with all of its environment.
cat >leaver <<END
#!/bin/sh
printf 'module x\n\ngo 1.16\n' >go.mod
printf 'package main\n\nfunc main() {}\n' >main.go
[ -z "$(find /sys/fs/cgroup -maxdepth 2 -name cgroup.procs -writable 2>/dev/null)" ] ||
	(env -i setsid /bin/sh -c 'env -i /bin/sleep $nap & exit 0' &)
exec $work/napper
END
chmod +x napper leaver
mkdir -p fake/go fake/gnuplot
cp napper fake/gnuplot/gnuplot
cp napper fake/go/go

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
naps() { pgrep -fx "(.*/)?sleep $nap" | xargs; }
group_of() { find /sys/fs/cgroup -maxdepth 6 -type d -name "gorge-$1-*" 2>/dev/null; }
# Waits until the condition holds.
await() { # SECONDS COMMAND...
	for _ in $(seq $(($1 * 20))); do
		! "${@:2}" || return 0
		sleep 0.05
	done
	return 1
}
# shellcheck disable=SC2317
all_nap() { [ "$(naps | wc -w)" -ge 4 ]; }
# shellcheck disable=SC2317
nothing_lives() { [ -z "$(naps)" ] && [ -z "$(group_of "$pid")" ]; }

kill_while() { # WHAT GORGE'S WORDS...
	local what="kill -9 while $1"
	"$gorge" "${@:2}" >told 2>log &
	pid=$!
	await 60 all_nap || fail "$what: it did not come to that: $(cat log)"
	kill -9 $pid
	wait $pid 2>/dev/null || true
	await 1 nothing_lives || fail "$what left $(naps) $(group_of $pid)"
	pid=
	echo "$what: nothing is left"
}

printf '[project]\ngenerator = exec:./leaver\n[workload]\nname = build\n' >generated.ini
printf '[project]\ngenerator = module\nfiles = 5\n[workload]\nname = command:%s/napper\n' "$work" >measured.ini
printf '[experiment]\nmeter = proc\n[project]\ngenerator = module\nfiles = 5\n[workload]\nname = command:%s/napper\n' \
	"$work" >unheld.ini
kill_while generating gen exec:./leaver made well=0
"$gorge" gen exec:./leaver made well=1 >told 2>log || fail "a generator that ends well: $(cat log)"
[ -z "$(naps)" ] || fail "a generator that ends well left $(naps)"
[ -z "$(ls -d made.* 2>/dev/null)" ] || fail "it left $(ls -d made.*)"
kill_while preparing run generated.ini -o out
kill_while measuring run measured.ini -o out
kill_while "measuring without a group" run unheld.ini -o out
PATH=$work/fake/go:$PATH kill_while "asking a go command" run measured.ini -o out
PATH=$work/fake/go:$PATH GORGE_TOOLCHAINS=$work/toolchains kill_while fetching toolchain install 1.20.14

# With nothing there yet the standard library is built first, and kept.
export XDG_CACHE_HOME=$work/cache
printf '[project]\ngenerator = module\nfiles = 5\n[workload]\nname = build\n' >x.ini
"$gorge" run x.ini -o out >told 2>log &
pid=$!
await 60 eval '[ -d cache/gorge/kept/partial-* ]' || fail "nothing was made to be kept: $(cat log)"
sleep 0.5
kill -9 $pid
wait $pid 2>/dev/null || true
await 1 eval '[ -z "$(pgrep -f "$work")" ]' || fail "kill -9 while building std left $(pgrep -af "$work")"
pid=
"$gorge" doctor >told 2>log || fail "gorge doctor: $(cat told log)"
left=$(ls -d scratch/workspace-* cache/gorge/kept/partial-* 2>/dev/null || true)
[ -z "$left" ] || fail "the next start left $left"
echo "kill -9 while building std: nothing is left"
