#!/usr/bin/env bash
# How near `module` is to real Go code: what both are made of, and what the compiler and the linker of one
# release need for it, package by package, like with like. Prints the tables of docs/realism.md.
#
# usage: bench/realism.sh [-o DIR]
# DIR (standard: build/realism) keeps what was measured: interrupted, or asked again, the same command goes on where
# it was left. The first time takes about ten minutes on two processors; the modules stay in gorge's cache folder.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$PWD/build/realism
if [ "${1:-}" = -o ]; then
	work=$(mkdir -p "${2:?"-o needs a folder"}" && cd "$2" && pwd)
fi
gorge=$PWD/build/release/bin/gorge
[ -x "$gorge" ] || {
	echo "realism.sh: build gorge first: cmake --preset release && cmake --build --preset release" >&2
	exit 3
}
goroot=$("$gorge" toolchain path host)
mkdir -p "$work"
cd "$work"

# What go.sum vouches for never changes. prometheus: without its service discovery, whose clients of every cloud
# there is take an hour to compile.
declare -A modules=(
	[tools]=golang.org/x/tools@v0.52.0
	[api]=k8s.io/api@v0.37.2
	[client-go]=k8s.io/client-go@v0.37.2
	[prometheus]=github.com/prometheus/prometheus@v0.316.0
)
declare -A targets=(
	[prometheus]="./tsdb/... ./promql/... ./storage/... ./model/... ./scrape/... ./rules/... ./notifier/... ./web/..."
)
# uniform: the values of version 1, packages that are all alike and hardly know each other.
declare -A values=(
	[uniform]="files=6000 files_per_package=50 tail=1.25 package_tail=0 exposed=0 hub=0 std_heavy=0 tables=0 comments=0"
	[module]="files=6000"
)

# A program that imports all of std: with a cold cache its build compiles each.
write_std() {
	mkdir -p std
	printf 'module example.com/std\n\ngo 1.18\n' >std/go.mod
	{
		printf 'package main\n\nimport (\n'
		CGO_ENABLED=0 GOFLAGS='' "$goroot/bin/go" list std | grep -vE '(^|/)(internal|vendor)(/|$)|^runtime/(cgo|race)$' |
			sed 's/.*/\t_ "&"/'
		printf ')\n\nfunc main() {}\n'
	} >std/main.go
}

# measure NAME CACHE KEY=VALUE...: what the project is, as keys of its section.
measure() {
	cat >"$1.ini" <<-INI
		[experiment]
		question = What does each package of $1 cost the compiler?
		repeat   = 1
		timeout  = 60m
		memory   = 10Gi
		[project]
		$(printf '%s\n' "${@:3}")
		[workload]
		name   = build
		cache  = $2
		target = ${targets[$1]:-./...}
		[settings]
		GOMAXPROCS = 2
		p          = 1
		c          = 2
	INI
	"$gorge" run "$1.ini" -o "results/$1" -q >&2
}

# survey NAME PROJECT [PACKAGES]
survey() {
	"$gorge" survey "${@:2}" --measured "results/$1" --json >"$1.json"
}

[ -d std ] || write_std
measure std cold "generator=dir:$work/std"
survey std "$goroot/src"
for name in tools api client-go prometheus; do
	measure "$name" std "generator=get:${modules[$name]}"
	# shellcheck disable=SC2086 # packages are words
	survey "$name" "get:${modules[$name]}" ${targets[$name]:-}
done
for name in uniform module; do
	# shellcheck disable=SC2086 # values are words
	"$gorge" gen module "projects/$name" ${values[$name]} >&2
	# shellcheck disable=SC2086
	measure "$name" std generator=module ${values[$name]}
	survey "$name" "projects/$name"
done
"$gorge" survey std.json tools.json api.json client-go.json prometheus.json uniform.json module.json --markdown
