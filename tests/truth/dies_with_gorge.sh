#!/usr/bin/env bash
# Whatever gorge has started dies with it, however gorge dies: kill -9 at moments all over the preparation and the
# measuring of an experiment, of a generator that makes daemons, of a fetch, of a self-test. A second later nothing of it
# lives, whether it bears gorge's mark or lost it; the next start clears away what it had half made.
# fetches: 1.27.4
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null; rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch XDG_CACHE_HOME=$work/cache HOME=$work/home
mkdir "$HOME"
cd "$work"

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
# Processes that have to do with this test's folder: by their mark, words, variables or working folder.
living() {
	for process in /proc/[0-9]*; do
		[ "${process#/proc/}" != $$ ] && [ "${process#/proc/}" != "$BASHPID" ] || continue
		if grep -qsa "$work" "$process/cmdline" || { grep -qsa '^GORGE_RUN=\|.GORGE_RUN=' "$process/environ" &&
			grep -qsa "$work" "$process/environ"; } || [[ $(readlink "$process/cwd" 2>/dev/null) == "$work"/* ]]; then
			case $(sed -n 's/^State:\t//p' "$process/status" 2>/dev/null) in Z* | X* | '') continue ;; esac
			echo "${process#/proc/}:$(tr '\0' ' ' 2>/dev/null <"$process/cmdline" | cut -c 1-80)"
		fi
	done
}
nothing_lives() {
	local left
	for _ in $(seq 10); do
		left=$(living)
		[ -n "$left" ] || return 0
		sleep 0.1
	done
	fail "$what, a second later: $left"
}
kill_after() { # SECONDS GORGE'S WORDS...
	"$gorge" "${@:2}" >told 2>log &
	pid=$!
	sleep "$1"
	kill -9 $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
	what="gorge ${*:2}, killed after $1 s"
	nothing_lives
	[ -z "$(find /sys/fs/cgroup -maxdepth 6 -type d -name "gorge-$pid-*" 2>/dev/null)" ] || fail "$what left a group"
	pid=
}

printf '[project]\ngenerator = module\nfiles = 200\n[workload]\nname = build, load:full\n' >x.ini
for seconds in 0.05 0.2 0.5 1 1.5 2 3 4 6 8; do
	kill_after $seconds run x.ini -o out
done
