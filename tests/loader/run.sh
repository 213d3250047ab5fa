#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: run.sh [GOROOT ...]
# Builds bench/loader with each toolchain (the go on PATH when none is given) and checks what it tells about
# a small project whose counts are known. The project holds what must be left out, too.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
passed=0
failed=0

check() { # WHAT CONDITION...: counts one test; the condition is a test(1) expression
	what=$1
	shift
	if [ "$@" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $goroot: $what: [ $* ]" >&2
	fi
}

field() { # NAME REPORT
	printf '%s\n' "$2" | sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p"
}

counts() { # REPORT: what must be the same for every way to hold
	for name in files packages lines declarations functions identifiers calls comments name_buckets uses; do
		printf '%s=%s ' $name "$(field $name "$1")"
	done
}

write_project() {
	project=$work/project
	mkdir -p "$project/cmd/app" "$project/store" "$project/testdata" "$project/.hidden" "$project/nested" \
		"$project/vendor/example.org/dep"
	cat >"$project/go.mod" <<-'MOD'
		module "example.org/small" // quoted

		require (
			example.org/dep v1.0.0 // in vendor/
			example.org/Cap v1.2.0 // in the module cache
			example.org/near v0.0.0
		)

		replace example.org/near => ../near
	MOD
	mkdir -p "$work/near" "$work/modules/example.org/!cap@v1.2.0/sub"
	printf 'package near\n\nfunc Near() int { return 3 }\n' >"$work/near/near.go"
	printf 'package sub\n\nfunc Sub() int { return 4 }\n' >"$work/modules/example.org/!cap@v1.2.0/sub/sub.go"
	cat >"$project/cmd/app/main.go" <<-'GO'
		// Command app uses everything.
		package main

		import (
			"fmt"

			"example.org/Cap/sub"
			"example.org/dep"
			"example.org/near"
			"example.org/small/store"
		)

		func main() {
			twice := func(n int) int { return 2 * n }
			fmt.Println(twice(dep.One()), store.Sum(), near.Near(), sub.Sub())
		}
	GO
	printf 'package dep\n\nfunc One() int { return 1 }\n' >"$project/vendor/example.org/dep/dep.go"
	i=0
	while [ $i -lt 60 ]; do
		{
			printf '// Package store has many files.\npackage store\n\nimport "strings"\n\n'
			printf '// T%d is a type.\ntype T%d struct {\n\tname string\n}\n\n' $i $i
			printf '// Len counts.\nfunc (t T%d) Len() int {\n\treturn len(strings.TrimSpace(t.name))\n}\n' $i
		} >"$project/store/t$i.go"
		i=$((i + 1))
	done
	printf 'package store\n\nfunc Sum() int { return T1{}.Len() + T2{}.Len() }\n' >"$project/store/sum.go"
	for left_out in store/x_test.go store/x_plan9.go testdata/x.go .hidden/x.go nested/x.go; do
		echo 'package broken; this does not parse' >"$project/$left_out"
	done
	printf 'package store\n\nfunc Sum() int { return 0 }\n' >"$project/store/x_plan9.go"
	printf 'module example.org/nested\n' >"$project/nested/go.mod"
}

build_loader() {
	cp -R "$here/../../bench/loader" "$work/loader"
	(cd "$work/loader" && env -i PATH="$goroot/bin:/usr/bin:/bin" HOME="$work/home" GOENV=off GOFLAGS= GOWORK=off \
		GOTOOLCHAIN=local GOPROXY=off GO111MODULE=on GOPATH="$work/gopath" GOCACHE="$work/cache" \
		"$goroot/bin/go" build -o "$work/load" .)
	rm -rf "$work/loader" "$work/cache" # each release gets a build cache of its own
}

load() { # ARGUMENTS...: the report; never fails
	env -i PATH=/usr/bin:/bin GOMAXPROCS=2 GOMODCACHE="$work/modules" "$work/load" "$@" "$project" || echo "exit status $?"
}

check_counts() { # TYPES
	full=$(load -hold=full -types=$1)
	check "files" "$(field files "$full")" = 62
	check "packages" "$(field packages "$full")" = 2
	check "lines" "$(field lines "$full")" = $((16 + 60 * 14 + 3))
	check "functions" "$(field functions "$full")" = $((2 + 60 + 1))
	check "calls" "$(field calls "$full")" = $((6 + 60 * 2 + 2))
	check "type errors" "$(field type_errors "$full")" = 0
	check "unresolved imports" "$(field unresolved_imports "$full")" = 0
	ondemand=$(load -hold=ondemand -types=$1)
	check "ondemand and full count the same" "$(counts "$ondemand")" = "$(counts "$full")"
	chunked=$(load -hold=chunked -chunk=1 -types=$1)
	check "chunked and full count the same" "$(counts "$chunked")" = "$(counts "$full")"
	check "chunked collects at least once a chunk" "$(field collections "$chunked")" -ge 2
	check "full holds more than ondemand" \
		"$(field heap_live_bytes "$full")" -gt "$(field heap_live_bytes "$ondemand")"
	check "the peak is no less than what is held" \
		"$(field heap_peak_bytes "$full")" -ge $(($(field heap_live_bytes "$full") * 9 / 10))
	check "the system gave at least the peak" \
		"$(field heap_system_bytes "$full")" -ge "$(field heap_peak_bytes "$full")"
}

has_weak() {
	"$goroot/bin/go" version >/dev/null 2>&1 && [ -d "$goroot/src/weak" ]
}

check_weak() { # TYPES
	weak=$(load -hold=weak -types=$1 2>/dev/null)
	if has_weak; then
		check "weak and full count the same" "$(counts "$weak")" = "$(counts "$full")"
		check "weak holds less than full" \
			"$(field heap_live_bytes "$weak")" -lt "$(field heap_live_bytes "$full")"
	else
		check "weak is unsupported" "$weak" = "exit status 3"
	fi
}

check_errors() {
	check "no such folder" "$(project=$work/none && load 2>/dev/null)" = "exit status 1"
	check "a folder without Go" "$(project=$work/gopath && mkdir -p "$project" && load 2>/dev/null)" = "exit status 1"
	check "two folders" "$(load "$work" 2>/dev/null)" = "exit status 2"
	check "unknown hold" "$(load -hold=tight 2>/dev/null)" = "exit status 2"
	echo 'package store; func {' >"$project/store/bad.go"
	check "what does not parse" "$(load -hold=full 2>/dev/null)" = "exit status 1"
	check "what does not parse, on demand" "$(load -hold=ondemand 2>/dev/null)" = "exit status 1"
	echo 'package store; var x int = "text"' >"$project/store/bad.go"
	check "what does not type-check" "$(field type_errors "$(load -types=1)")" = 1
	echo 'package store; import _ "example.org/unknown"' >"$project/store/bad.go"
	check "what is not found" "$(field unresolved_imports "$(load -types=1)")" = 1
	rm "$project/store/bad.go"
}

write_project
[ $# -gt 0 ] || set -- "$(go env GOROOT)"
for goroot; do
	build_loader
	for types in 0 1; do
		check_counts $types
		check_weak $types
	done
	check "types resolve identifiers" "$(field uses "$full")" -gt 300
	check_errors
done
echo "loader: $passed passed, $failed failed"
[ $failed -eq 0 ]
