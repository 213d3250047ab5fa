#!/usr/bin/env bash
# Holds the table of quirks (gorge toolchain quirks) against every installed Go release: sees_NAME sees for itself
# whether a release has the quirk, by what its tools do; only where that would take long, by what its sources say.
# fetches: 1.11.13 1.15.15 1.17.13 1.18.10 1.20.14 1.24.13 1.27.4
# RELEASES="1.16.15 ..." restricts it. GOROOT stands in $root, the folder of a tiny module is the working folder.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
named=$(sed -n 's/^# fetches: //p' "$0")
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
mkdir "$work/x" "$work/home" "$work/new"
cd "$work/x"
printf 'module example.com/x\n\ngo 1.11\n' >go.mod
printf 'package x\n\nfunc F() int { return 1 }\n' >x.go
printf 'module example.com/new\n\ngo 1.99\n' >"$work/new/go.mod"
cp x.go "$work/new"
# Allocates more than 128 MB, so that a first collection comes.
{
	printf 'package x\n\n'
	for i in $(seq 2400); do
		printf 'func f%d(a, b int) int {\n\tfor a < b {\n\t\ta += b*%d\n\t\tif a&b == %d {\n\t\t\tb -= a\n\t\t}\n\t}\n\treturn a\n}\n' "$i" "$i" "$i"
	done
} >"$work/large.go"
printf '#!/bin/sh\necho "$TOOLEXEC_IMPORTPATH" >>"%s"\nexec "$@"\n' "$work/told" >"$work/toolexec"
printf 'package x\n\nfunc G[T any](t T) T { return t }\n' >"$work/generic.go"
chmod +x "$work/toolexec"

# in_go [NAME=value ...] go ...: a command in the environment of one release and nothing else.
in_go() {
	env -i HOME="$work/home" PATH="$root/bin:/usr/bin:/bin" GOENV=off GOFLAGS= GOPROXY=off GO111MODULE=on \
		GOTOOLCHAIN=local GOCACHE="$work/cache" GOPATH="$work/gopath" "$@" 2>&1
}
# compile FILE FLAG...
compile() { in_go go tool compile -p x -o "$work/x.o" "${@:2}" "$1"; }
# says WORDS COMMAND...: whether the command, failing or not, prints that.
says() {
	local words=$1
	shift
	local output
	output=$("$@") || true
	grep -qF -- "$words" <<<"$output"
}
accepts() { says 'flag provided but not defined' in_go go build "$1" -n . && return 1 || return 0; }
# The -c that the go command gives the compiler for package x; nothing when it gives none.
given_c() { in_go "$@" . | grep -o -- ' -c=[0-9]*' | head -n 1 | tr -dc 0-9; }
# Heap, in MiB, at which compile collects for the first time, with GOGC unset: first_collection C [NAME=value ...].
first_collection() {
	in_go GODEBUG=gctrace=1 "${@:2}" go tool compile -c="$1" -p x -o "$work/x.o" "$work/large.go" |
		sed -nE 's/^gc 1 .* ([0-9]+)->[0-9]+->[0-9]+ MB.*/\1/p'
}
# within LEAST MOST NUMBER
within() { [ "$3" -ge "$1" ] && [ "$3" -le "$2" ]; }
source_has() { grep -rqsF -- "$1" "${@:2}"; }
gc_go() { echo "$root/src/cmd/go/internal/work/gc.go"; }
compiler() { echo "$root/src/cmd/compile/internal/$1"; }

# A collection begins a little below the goal, and the goal without a quirk is 4 MB.
sees_start_heap_by_c() {
	within 35 40 "$(first_collection 1)" && within 43 48 "$(first_collection 2)" &&
		within 59 64 "$(first_collection 4)" && within 43 48 "$(first_collection 2 GOMEMLIMIT=8GiB)" &&
		within 1 8 "$(first_collection 2 GOGC=100)"
}
sees_start_heap_128() {
	within 60 75 "$(first_collection 2)" && within 60 75 "$(first_collection 4)" &&
		within 1 8 "$(first_collection 1)" && within 1 8 "$(first_collection 2 GOMEMLIMIT=8GiB)" &&
		within 1 8 "$(first_collection 2 GOGC=100)"
}
sees_madv_free() {
	source_has MADV_FREE "$root/src/runtime/mem_linux.go" && ! source_has 'madvdontneed = 1' "$root/src/runtime/runtime1.go"
}
sees_memory_limit() { says 'malformed GOMEMLIMIT' in_go GOMEMLIMIT=nonsense go version; }
processors=$(nproc)
sees_c_by_processors() {
	[ "$(given_c GOMAXPROCS=3 go build -n -p 2)" = $((processors < 4 ? processors : 4)) ] &&
		[ "$(given_c GOMAXPROCS=1 go build -n -p 2)" = $((processors < 4 ? processors : 4)) ]
}
sees_c_by_maxprocs() {
	[ "$(given_c GOMAXPROCS=3 go build -n -p 2)" = 3 ] && [ "$(given_c GOMAXPROCS=8 go build -n -p 2)" = 4 ] &&
		! source_has 'func compilerConcurrency' "$(gc_go)"
}
sees_c_by_pool() { source_has 'func compilerConcurrency' "$(gc_go)"; }
sees_c_switch() { [ -z "$(given_c GOMAXPROCS=2 GO19CONCURRENTCOMPILATION=0 go build -n)" ]; }
sees_c_dropped_by_go() {
	[ -z "$(given_c GOMAXPROCS=2 go build -n -gcflags=-m)" ] && [ -n "$(given_c GOMAXPROCS=2 go build -n -gcflags=-N)" ]
}
sees_c_refused() {
	for flag in -race -m -live -d=nil; do
		says 'cannot use concurrent backend' compile x.go -c=2 $flag || return 1
	done
}
sees_c_ignored() {
	compile x.go -c=2 -race >/dev/null &&
		grep -qF 'Flag.LowerC = 1' <(grep -A1 -F 'if !concurrentBackendAllowed() {' "$(compiler base/flag.go)")
}
sees_c_bare_is_1() {
	source_has 'IntVar(&nBackendWorkers, "c", 1' "$(compiler gc/main.go)" ||
		grep -qsx '[[:space:]]*Flag.LowerC = 1' <(grep -A30 -F 'func ParseFlags() {' "$(compiler base/flag.go)")
}
sees_std_archives() { [ -n "$(find "$root/pkg" -name fmt.a)" ]; }
sees_toolexec_importpath() {
	rm -f "$work/told"
	in_go go build -a -toolexec="$work/toolexec" . >/dev/null && grep -qx example.com/x "$work/told"
}
sees_race_needs_cgo() { says 'requires cgo' in_go CGO_ENABLED=0 go build -n -race .; }
sees_trimpath() { accepts -trimpath; }
sees_checksum_database() { [ -n "$(in_go GOSUMDB=sum.golang.org go env GOSUMDB)" ]; }
sees_writable_module_cache() { accepts -modcacherw; }
sees_module_cache() { [ -n "$(in_go go env GOMODCACHE)" ]; }
sees_retractions() { says 'flag provided but not defined' in_go go list -m -retracted && return 1 || return 0; }
sees_experiment_variable() { says 'unknown GOEXPERIMENT' in_go GOEXPERIMENT=doubtful go build -n .; }
sees_generics() { compile "$work/generic.go" -lang=go1.18 >/dev/null; }
sees_amd64_level() { [ -n "$(in_go go env GOAMD64)" ]; }
sees_workspaces() { says 'go.work' in_go go help work; }
sees_vcs_stamp() { accepts -buildvcs=false; }
sees_address_sanitizer() { says 'requires cgo' in_go CGO_ENABLED=0 go build -n -asan .; }
sees_build_cover() { accepts -cover; }
sees_quoted_flags() { in_go GOFLAGS="'-gcflags=-c=2 -l'" go build -n . >/dev/null; }
sees_profile_guided() { accepts -pgo=off; }
sees_go_line_binds() { (cd "$work/new" && ! in_go go list . >/dev/null); }
sees_weak_pointers() { in_go go list weak >/dev/null; }

if [ -z "${RELEASES:-}" ]; then
	# shellcheck disable=SC2086 # a list is wanted
	"$gorge" toolchain install $named >/dev/null
	RELEASES=$("$gorge" toolchain list --installed | awk '$2 != "-" {print $1}')
fi
# The names of the table, or of what it says of one release.
names_of() { "$gorge" toolchain quirks "$@" | awk '/^[a-z]/ {print $1}'; }
names=$(names_of)
held=0
failed=0
for release in $RELEASES; do
	root=$("$gorge" toolchain path "$release")
	expected=$(names_of "$release")
	for name in $names; do
		declare -F "sees_$name" >/dev/null || {
			echo "FAIL: there is no sees_$name" >&2
			exit 1
		}
		seen=no
		(set +e; "sees_$name") >/dev/null 2>&1 && seen=yes
		said=no
		grep -qx "$name" <<<"$expected" && said=yes
		held=$((held + 1))
		[ $seen = $said ] && continue
		echo "FAIL: $release: $name: the table says $said, seen: $seen"
		failed=$((failed + 1))
	done
	rm -rf "$work/cache"
done
echo "$held times held against the table, $failed differ: $(wc -w <<<"$names") quirks, releases $RELEASES"
[ $failed = 0 ]
