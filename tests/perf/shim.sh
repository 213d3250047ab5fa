#!/usr/bin/env bash
# What gorge-exec costs: the CPU it adds to a spawned process, against spawning an empty process, and its user
# instructions by callgrind. Prints figures, judges nothing.
#
#   tests/perf/shim.sh [BUILD]     BUILD: a release build, default build/release
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$here/build/release}" && pwd)
spawn=$build/probes/spawn_cost
shim=$build/bin/gorge-exec
empty=$build/bin/gorge-touch # does nothing without steps
scratch=$(mktemp -d "${TMPDIR:-/tmp}/gorge-perf.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
export GORGE_EXEC_LOG=$scratch/log

# As the go command calls compile.
package=(-o "$scratch/_pkg_.a" -trimpath "$scratch=>" -p example.com/module/package -lang=go1.21 -complete
	-buildid 0123456789abcdefghij/0123456789abcdefghij -goversion go1.27.4 -c=4 -shared -nolocalimports
	-importcfg "$scratch/importcfg" -pack a.go b.go c.go d.go e.go f.go)

# Interleaved, since the load of the machine changes; the median of the rounds.
for _ in $(seq 15); do
	"$spawn" 300 "$empty" >>"$scratch/empty"
	"$spawn" 300 "$shim" "$empty" >>"$scratch/shimmed"
done
median() { sort -n "$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
awk -v empty="$(median "$scratch/empty")" -v shimmed="$(median "$scratch/shimmed")" 'BEGIN {
	printf "an empty process                %8.1f us CPU\n", empty
	printf "the same through gorge-exec     %8.1f us CPU\n", shimmed
	printf "added / empty process           %8.2f   (goal 1.40 at most)\n", (shimmed - empty) / empty
}'
rm -f "$GORGE_EXEC_LOG"

if command -v valgrind >/dev/null; then
	# What cmd/go gives to a tool and no more: every variable costs some instructions.
	# Nor are signals ignored there, as they are behind an `&`: each of those costs some more, too.
	env -i --default-signal=INT,QUIT,HUP,TERM PATH="$PATH" HOME="$scratch" TMPDIR="$scratch" GORGE_EXEC_LOG="$GORGE_EXEC_LOG" GOENV=off \
		GOTOOLCHAIN=local GOPROXY=off GOFLAGS= GOTELEMETRY=off GO111MODULE=on GOSUMDB=off \
		GOTMPDIR="$scratch" GOPATH="$scratch" GOCACHE="$scratch" GOMAXPROCS=2 GOGC=100 GOROOT=/go GOOS=linux \
		GOARCH=amd64 PWD="$scratch" TOOLEXEC_IMPORTPATH=example.com/module/package \
		valgrind --tool=callgrind --callgrind-out-file="$scratch/callgrind" "$shim" /bin/true \
		"${package[@]}" >"$scratch/valgrind" 2>&1 || true
	awk '/Collected/ { printf "user instructions of gorge-exec %8d   (goal 3000 at most)\n", $NF; found = 1 }
		END { if (!found) print "user instructions: valgrind counted nothing" }' "$scratch/valgrind"
else
	echo "user instructions: valgrind is not installed"
fi
