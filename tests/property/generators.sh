#!/usr/bin/env bash
# What every generator promises: the same parameters give the same tree, another seed another one; the tree
# is as gofmt writes it; and it builds, passes go vet and runs on the releases it claims.
#
# usage: generators.sh BUILD [--all | RELEASE ...]
# A release is one that `gorge toolchain` knows; standard: the host's go and the oldest releases claimed; --all:
# every release at which something in the compiler changed.
# GENERATORS="a b" in the environment: only these.
# fetches: 1.11.13 1.18.10
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?usage: generators.sh BUILD [RELEASE ...]}" && pwd)
shift
# Whether all releases get all cases; else it is the host's, and the oldest that a case claims builds and runs the
# first two.
corners_on_old=yes
[ $# -gt 0 ] || {
	corners_on_old=
	set -- host 1.11.13 1.18.10
}
[ "$1" != --all ] || set -- host 1.11.13 1.13.15 1.17.13 1.18.10 1.20.14 1.24.13 1.27.4
gorge=$build/bin/gorge
work=$(mktemp -d)
# The tree is made a second time, on another file system where there is one.
other_work=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
cgo=0 # whether the generator at hand needs C
trap 'chmod -R u+w "$work"; rm -rf "$work" "$other_work"' EXIT
failed=0

# Sizes and corners of a generator, one a line.
cases() {
	grep -E "^$1( |$)" "$here/generator_cases.txt" | sed -E 's/^[a-z_]+ ?//'
}

fail() {
	echo "FAIL: $*"
	failed=$((failed + 1))
}

# in_go GOROOT COMMAND...: in the project, with an environment of its own.
in_go() {
	local root=$1
	shift
	(cd "$work/project" && nice env -i PATH="$root/bin:/usr/bin:/bin" HOME="$work" TMPDIR="$work" \
		GOCACHE="$work/cache-$(basename "$root")" GOPATH="$work/gopath" GO111MODULE=on GOFLAGS= GOENV=off \
		GOTOOLCHAIN=local GOPROXY=off GOTELEMETRY=off CGO_ENABLED="$cgo" "$@")
}

hash_of() { "$gorge" gen "$@" --yes | awk '$1 == "hash" { print $2 }'; }

check_tree() { # NAME PARAMETERS...: leaves the tree in $work/project
	local name=$1 first other word unseeded=()
	shift
	for word; do
		[[ $word == seed=* ]] || unseeded+=("$word")
	done
	rm -rf "$work/project" "$other_work/project"
	first=$(hash_of "$name" "$work/project" "$@" -j 1)
	other=$(hash_of "$name" "$other_work/project" "$@" -j 3)
	[ "$first" = "$other" ] || fail "$name $*: two goes differ: $first and $other"
	diff -r "$work/project" "$other_work/project" || fail "$name $*: the trees differ"
	other=$(hash_of "$name" "$other_work/project" "${unseeded[@]}" seed=991)
	[ "$first" != "$other" ] || fail "$name $*: another seed makes no difference"
}

check_release() { # RELEASE NAME PARAMETERS...
	local release=$1 root output
	shift
	root=$("$gorge" toolchain path "$release") || return 1
	[ "$release" != host ] || {
		output=$(in_go "$root" gofmt -l .)
		[ -z "$output" ] || fail "$*: gofmt would change $output"
	}
	in_go "$root" go build ./... || fail "$*: does not build with $release"
	[ "$release" != host ] && [ -z "$corners_on_old" ] ||
		in_go "$root" go vet ./... || fail "$*: does not vet with $release"
	if [ -f "$work/project/main.go" ]; then
		in_go "$root" go build -o "$work/program" . && timeout 60 "$work/program" || fail "$*: does not run ($release)"
	fi
}

# Whether a release is new enough for the go line of the project; `host` is taken to be.
claims() {
	local line
	[ "$1" = host ] && return 0
	line=$(awk '$1 == "go" { print $2 }' "$work/project/go.mod")
	printf '%s\n' "${line:-1.0}" "$1" | sort -CV
}

for release in "$@"; do
	[ "$release" = host ] || "$gorge" toolchain install "$release" >/dev/null
done
tried=0
for name in ${GENERATORS:-$("$gorge" list generators | awk '{ print $1 }')}; do
	cgo=0
	! grep -q "^Needs CGO_ENABLED" <("$gorge" describe "$name") || cgo=1
	number=0
	grep -qE "^$name( |$)" "$here/generator_cases.txt" ||
		fail "$name has no line in tests/property/generator_cases.txt"
	while read -r parameters; do
		number=$((number + 1))
		# shellcheck disable=SC2086 # the parameters are words
		check_tree "$name" $parameters
		oldest=
		for release in "$@"; do
			[ "$release" = host ] || [ -n "$corners_on_old" ] || { [ $number -le 2 ] && [ -z "$oldest" ]; } || continue
			claims "$release" || continue
			[ "$release" = host ] || oldest=$release
			# shellcheck disable=SC2086
			check_release "$release" "$name" $parameters
			tried=$((tried + 1))
		done
	done < <(cases "$name")
done
echo "$tried pairs of a project and a release, $failed failures"
[ "$failed" = 0 ] && [ "$tried" -gt 0 ]
