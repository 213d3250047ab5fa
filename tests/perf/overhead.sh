#!/usr/bin/env bash
# What being measured costs a build: the same 200-package project, cache and flags, built bare and under gorge in
# turn. CPU is user + system of the go command and its tools (the shim is among them); the figures are medians
# of the ratios within a turn. On a shared machine one build's CPU is steady to some 5%, so what counts is the
# shim's cost by instructions (shim.sh) times the processes; this finds disasters.
#
# usage: overhead.sh BUILD [TURNS]
set -euo pipefail
tests=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "${1:?usage: overhead.sh BUILD [TURNS]}" && pwd)
turns=${2:-3}
gorge=$build/bin/gorge
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go=$(command -v go || echo /usr/local/go/bin/go)
goroot=$(cd / && env -i PATH="$PATH" HOME="$work" "$go" env GOROOT)
files=1000
flags=(-buildvcs=false -gcflags=all=-c=2 -p=2)

"$gorge" gen module "$work/project" files=$files files_per_package=5 >/dev/null
cat >"$work/one.ini" <<INI
[project]
generator = module
files = $files
files_per_package = 5
[workload]
name = build
[settings]
GOMAXPROCS = 2
p = 2
c = 2
INI

bare() { # bare CACHE ARGUMENT...
	local cache=$1
	shift
	mkdir -p "$work/home/tmp"
	(cd "$work/project" && exec env -i PATH="$goroot/bin:$PATH" HOME="$work/home" TMPDIR="$work/home/tmp" \
		GOENV=off GOTOOLCHAIN=local GOPROXY=off GOFLAGS= GO111MODULE=on GOSUMDB=off CGO_ENABLED=0 \
		GOMAXPROCS=2 GOCACHE="$cache" "$goroot/bin/go" "$@")
}
# shellcheck disable=SC2046 # a list of packages is wanted
bare "$work/std" build "${flags[@]}" $(bare "$work/std" list -deps -f '{{if .Standard}}{{.ImportPath}}{{end}}' ./...)
sync

column() { # column NAME FILE: the last row's cell
	tr -d '\r' <"$2" | awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } END { print $at }'
}
TIMEFORMAT='%3U %3S %3R'
for turn in $(seq "$turns"); do
	cp -al "$work/std" "$work/cache$turn"
	{ time bare "$work/cache$turn" build "${flags[@]}" ./... unsafe; } 2>"$work/bare"
	"$gorge" run "$work/one.ini" -o "$work/out" --repeat "$turn" -q >/dev/null
	runs=$work/out/runs.csv
	[ "$(column outcome "$runs")$(column quality "$runs" | sed -E -f "$tests/calm.sed")" = ok ]
	awk -v user="$(column user_ns "$runs")" -v system_="$(column system_ns "$runs")" -v wall="$(column wall_ns "$runs")" \
		-v tools="$(column tools "$runs")" '{
			printf "%.4f %.4f %d %.2f\n", (user + system_) / 1e9 / ($1 + $2), wall / 1e9 / $3, tools, $1 + $2 }' \
		"$work/bare" >>"$work/ratios"
	rm -rf "$work/cache$turn"
done
median() { cut -d' ' -f"$1" "$work/ratios" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
echo "a build of $(median 3) tools, bare    $(median 4) s CPU"
echo "CPU under gorge / bare      $(median 1)   (goal 1.03 at most), turns: $(cut -d' ' -f1 "$work/ratios" | tr '\n' ' ')"
echo "wall under gorge / bare     $(median 2)"
