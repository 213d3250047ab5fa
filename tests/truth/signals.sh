#!/usr/bin/env bash
# Every signal that can be caught and ends a program stops gorge in order, while it prepares and while it measures, and
# so does a reader who leaves: status 130, nothing alive, no workspace and no group, rows as they were. What gorge was
# started to ignore it ignores.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
work=$(mktemp -d)
nap=61.$$ # how long those sleep that must not be left: nobody else's sleep is like it
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch XDG_CACHE_HOME=${XDG_CACHE_HOME:-$work/cache}
cd "$work"

# Writes a project, and naps, in its own session and in another, unless it is to be quick.
cat >generator <<END
#!/bin/sh
printf 'module x\n\ngo 1.16\n' >go.mod
printf 'package main\n\nfunc main() {}\n' >main.go
[ ! -e $work/quick ] || exit 0
setsid sh -c 'trap "" HUP INT TERM; sleep $nap' &
sleep $nap
END
chmod +x generator
printf '[project]\ngenerator = exec:./generator\n[workload]\nname = command:sleep %s\n' "$nap" >x.ini

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
naps() { pgrep -fx "(.*/)?sleep $nap" | xargs; }
await() { # COUNT: that many naps are there, or more
	for _ in $(seq 1200); do
		[ "$(naps | wc -w)" -lt "$1" ] || return 0
		sleep 0.05
	done
	fail "$what: no nap began: $(cat log)"
}
nothing_left() { # PID
	[ -z "$(naps)" ] || fail "$what left processes: $(naps)"
	[ -z "$(ls -d scratch/workspace-* 2>/dev/null)" ] || fail "$what left $(ls scratch)"
	[ -z "$(find /sys/fs/cgroup -maxdepth 6 -type d -name "gorge-$1-*" 2>/dev/null)" ] || fail "$what left a group"
}
start() { # COUNT GORGE'S WORDS...
	rm -rf out made*
	env --default-signal "$gorge" "${@:2}" >told 2>log & # whatever this test was started to ignore
	pid=$!
	await "$1"
}
try() { # SIGNAL
	local status=0 was=$pid
	kill -s "$1" $pid
	wait $pid || status=$?
	pid=
	[ $status = 130 ] || fail "$what gave status $status: $(cat log)"
	nothing_left "$was"
	[ "$(tail -n +2 out/runs.csv 2>/dev/null | wc -l)" = 0 ] || fail "$what left a row"
}

# Of those that end a program; KILL cannot be caught, and XFSZ makes an error of a write.
signals=(HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM TERM STKFLT XCPU VTALRM PROF IO PWR SYS RTMIN RTMAX)
for signal in "${signals[@]}"; do
	what="SIG$signal while generating"
	start 2 gen exec:./generator made
	try "$signal"
done
what="SIGUSR1 while preparing"
start 2 run x.ini -o out
try USR1
touch quick
for signal in QUIT PIPE XCPU; do
	what="SIG$signal while measuring"
	start 1 run x.ini -o out
	try "$signal"
done

what="an ignored SIGHUP"
rm -rf out
(trap '' HUP USR1 && exec "$gorge" run x.ini -o out >told 2>log) &
pid=$!
await 1
kill -HUP $pid
kill -USR1 $pid
sleep 0.3
kill -0 $pid || fail "$what ended gorge"
what="SIGTERM behind it"
try TERM

# Whoever has it ignored as its parent did could wait for no program.
what="an ignored SIGCHLD"
(trap '' CHLD && exec timeout 20 "$gorge" gen exec:./generator made >told 2>log) || fail "$what gave status $?: $(cat log)"

what="a reader who leaves"
sed -i "s/sleep $nap/sleep 0.1/; 1i [experiment]\nrepeat = 20" x.ini
rm -rf out
set +e
"$gorge" run x.ini -o out 2>&1 | head -n 1 >told
status=${PIPESTATUS[0]}
set -e
[ "$status" = 130 ] || fail "$what gave status $status"
rows=$(tail -n +2 out/runs.csv | wc -l)
[ "$rows" -lt 20 ] || fail "$what was waited for"
nothing_left none
"$gorge" run x.ini -o out -q >told 2>log || fail "what $what left cannot be taken up again: $(cat log)"
[ "$(tail -n +2 out/runs.csv | cut -d, -f3 | sort -u | wc -l)" = 20 ] || fail "rows are missing, or there twice"
echo "${#signals[@]} signals, and a reader who left after $rows rows: nothing left"
