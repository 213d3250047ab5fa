#!/usr/bin/env bash
# What edits promise, on projects of every shape: the edited project builds, another place or kind is another
# edit, the same is the same, and taken back leaves the bytes that were there.
#
# usage: editor.sh BUILD [RELEASE ...]   standard: the host's go and the oldest one that builds the editor
# fetches: 1.11.13
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:?usage: editor.sh BUILD [RELEASE ...]}" && pwd)
shift
[ $# -gt 0 ] || set -- host 1.11.13
gorge=$build/bin/gorge
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
failed=0 tried=0

fail() {
	echo "FAIL: $*"
	failed=$((failed + 1))
}

in_go() { # GOROOT FOLDER COMMAND...
	local root=$1 folder=$2
	shift 2
	(cd "$folder" && nice env -i PATH="$root/bin:/usr/bin:/bin" HOME="$work" TMPDIR="$work" \
		GOCACHE="$work/cache-$(basename "$root")" GOPATH="$work/gopath" GO111MODULE=on GOFLAGS= GOENV=off \
		GOTOOLCHAIN=local GOPROXY=off CGO_ENABLED=0 "$@")
}

sum() { (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum); }

try() { # GOROOT KIND PLACE
	local before said again
	before=$(sum "$work/project")
	said=$("$work/editor" -edit="$2" -at="$3" -undo="$work/undo" "$work/project") || {
		fail "$2 at $3: no such edit"
		return
	}
	[ "$(sum "$work/project")" != "$before" ] || fail "$2 at $3: nothing was changed"
	in_go "$1" "$work/project" go build ./... || fail "$2 at $3: does not build: $said"
	"$work/editor" -restore="$work/undo" "$work/project"
	rm -rf "$work/undo"
	[ "$(sum "$work/project")" = "$before" ] || fail "$2 at $3: not as it was"
	again=$("$work/editor" -edit="$2" -at="$3" -undo="$work/undo" "$work/project")
	[ "$said" = "$again" ] || fail "$2 at $3: another time another edit: $again"
	"$work/editor" -restore="$work/undo" "$work/project"
	rm -rf "$work/undo"
	tried=$((tried + 1))
}

for release in "$@"; do
	[ "$release" = host ] || "$gorge" toolchain install "$release" >/dev/null
	root=$("$gorge" toolchain path "$release")
	[ "$release" != host ] || [ -z "$(in_go "$root" "$here/bench/editor" gofmt -l .)" ] || fail "bench/editor: gofmt"
	in_go "$root" "$here/bench/editor" go vet . || fail "bench/editor: go vet with $release"
	in_go "$root" "$here/bench/editor" go build -o "$work/editor" .
	while read -r project; do
		rm -rf "$work/project"
		# shellcheck disable=SC2086 # the parameters are words
		set -- $project
		"$gorge" gen "$1" "$work/project" "${@:2}" >/dev/null
		for kind in body api add; do
			for place in leaf middle root; do try "$root" $kind $place; done
		done
	done <<-'PROJECTS'
		module files=40 files_per_package=2 generics=0 go=1.11
		module files=12 files_per_package=4 generics=0 go=1.11 seed=5
		many_methods types=10
		small_functions functions=20
	PROJECTS
done
echo "$tried edits, $failed failures"
[ "$failed" = 0 ] && [ "$tried" -gt 0 ]
