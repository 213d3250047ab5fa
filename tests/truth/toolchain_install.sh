#!/usr/bin/env bash
# Releases are fetched whole or not at all: gorge killed at any moment leaves nothing under a release's name and
# nothing that stays, two at once fetch once, what is not the published release is refused, a full disk is told.
# Needs the module proxy; a folder proxy made of one download serves all but the first fetch.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
work=$(mktemp -d)
release=1.13.15
module=golang.org/toolchain@v0.0.1-go$release.$(go env GOHOSTOS)-$(go env GOHOSTARCH)
clean() {
	umount "$work/small" 2>/dev/null || true
	chmod -R u+w "$work" 2>/dev/null || true
	rm -rf "$work"
}
trap clean EXIT
fail() {
	echo "FAIL: $*" >&2
	cat "$work/log" >&2
	exit 1
}
export GORGE_TOOLCHAINS=$work/toolchains XDG_CACHE_HOME=$work/cache
upstream=$(go env GOPROXY)
cd /

# The folder proxy comes first; the checksum database is reached through the real one.
(cd / && GOFLAGS='' GOTOOLCHAIN=local GOMODCACHE=$work/modules go mod download "$module") >"$work/log" 2>&1 ||
	fail "the module proxy does not give $module"
chmod -R u+w "$work/modules"
rm -rf "$work/modules/golang.org"
export GOPROXY=file://$work/modules/cache/download,$upstream

whole() { [ "$("$gorge" toolchain path $release 2>>"$work/log")" = "$GORGE_TOOLCHAINS/go$release" ]; }
install() { "$gorge" toolchain install $release >"$work/log" 2>&1; }

started=$(date +%s%N)
install || fail "a first install: status $?"
whole || fail "a first install is not whole"
took_ms=$((($(date +%s%N) - started) / 1000000))
echo "one install: $took_ms ms"

# Moments spread over the whole of it. What the go command of a gorge that was killed has started may go on for a moment,
# in its own folder, under the feet of the next one; both are meant to be safe from each other.
tries=4
completed=0
for signal in KILL INT; do
	for try in $(seq $tries); do
		"$gorge" toolchain remove $release >"$work/log" 2>&1 || true
		"$gorge" toolchain install $release >"$work/log" 2>&1 &
		pid=$!
		ms=$((took_ms * try / tries))
		sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
		kill -$signal $pid 2>/dev/null || true
		status=0
		wait $pid 2>/dev/null || status=$?
		if [ -e "$GORGE_TOOLCHAINS/go$release" ]; then
			whole || fail "SIG$signal after $ms ms left half a release under its name"
			completed=$((completed + 1))
		elif [ $signal = INT ]; then
			[ $status = 130 ] || fail "SIGINT after $ms ms: status $status"
			[ "$(ls -A "$GORGE_TOOLCHAINS")" = .lock ] || fail "SIGINT after $ms ms left $(ls -A "$GORGE_TOOLCHAINS")"
		fi
	done
	while grep -qzs "^GOMODCACHE=$GORGE_TOOLCHAINS/" /proc/[0-9]*/environ; do
		sleep 0.1
	done
done
install || fail "after the kills: status $?"
whole || fail "after the kills it is not whole"
[ "$(ls -A "$GORGE_TOOLCHAINS" | sort | tr '\n' ' ')" = ".lock go$release " ] || fail "left: $(ls -A "$GORGE_TOOLCHAINS")"
echo "killed $((2 * tries)) times, $completed of them too late; nothing half, nothing left"

"$gorge" toolchain remove $release >"$work/log" 2>&1 || fail "remove: status $?"
pids=()
for n in 1 2 3; do
	"$gorge" toolchain install $release >"$work/log.$n" 2>&1 &
	pids+=($!)
done
for pid in "${pids[@]}"; do
	wait "$pid" || fail "one of three at once: status $? $(cat "$work"/log.*)"
done
[ "$(cat "$work"/log.* | grep -c '^gorge: fetching')" = 1 ] || fail "three at once fetched more than once: $(cat "$work"/log.*)"
[ "$(cat "$work"/log.* | grep -c '^gorge: waiting')" = 2 ] || fail "two of three did not wait: $(cat "$work"/log.*)"
echo "three at once: fetched once"

# One that is measured with is not removed.
mkdir "$work/slow"
printf '[experiment]\nrepeat = 1\n[project]\ngenerator = module\nfiles = 50\n[toolchain]\ngo = %s\n[workload]\nname = build\n' $release >"$work/slow/x.ini"
(cd "$work/slow" && GORGE_SCRATCH=$work/scratch "$gorge" run x.ini -o out >"$work/slow/log" 2>&1) &
pid=$!
for _ in $(seq 100); do
	[ -e "$work/slow/out/runs.csv" ] || ls "$work"/scratch/workspace-* >/dev/null 2>&1 && break
	sleep 0.05
done
status=0
"$gorge" toolchain remove $release >"$work/log" 2>&1 || status=$?
kill -0 $pid 2>/dev/null || fail "the run ended too early: $(cat "$work/slow/log")"
[ $status = 2 ] && grep -q "in use" "$work/log" || fail "removed under a running gorge: status $status"
wait $pid || fail "the run with it: $(cat "$work/slow/log")"
"$gorge" toolchain remove $release >"$work/log" 2>&1 || fail "remove: status $?"
echo "not removed while in use"

zip=$(find "$work/modules/cache/download" -name '*.zip')
mv "$zip" "$work/good.zip"
# Bytes in the middle of the zip, and one that was cut off.
cp "$work/good.zip" "$zip"
printf 'tampered' | dd of="$zip" bs=1 seek=$(($(stat -c %s "$zip") / 2)) conv=notrunc status=none
for fault in tampered cut; do
	status=0
	install || status=$?
	[ $status = 3 ] && grep -q "is not the Go release that was published" "$work/log" || fail "$fault: status $status"
	[ "$(ls -A "$GORGE_TOOLCHAINS")" = .lock ] || fail "$fault: left $(ls -A "$GORGE_TOOLCHAINS")"
	echo "$fault: $(sed -n 's/^  why: *//p' "$work/log" | cut -c1-90)"
	head -c 1000000 "$work/good.zip" >"$zip"
done
mv "$work/good.zip" "$zip"

mkdir "$work/small"
if mount -t tmpfs -o size=200m none "$work/small" 2>/dev/null; then
	status=0
	GORGE_TOOLCHAINS=$work/small install || status=$?
	[ $status = 3 ] && grep -q "no room for the Go toolchain" "$work/log" || fail "full disk: status $status"
	[ "$(ls -A "$work/small")" = .lock ] || fail "full disk: left $(ls -A "$work/small")"
	echo "full disk: $(sed -n 's/^gorge: no/no/p' "$work/log" | cut -c1-90)"
else
	echo "all of it but a full disk: mounting a small file system needs root"
	exit 77
fi
