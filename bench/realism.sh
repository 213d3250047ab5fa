#!/usr/bin/env bash
# How near `module` is to real Go code: what both are made of, and what the compiler and the linker of one
# release need for it, package by package, like with like. Prints the tables of docs/realism.md.
#
# usage: bench/realism.sh [-o DIR]
# DIR (standard: build/realism) takes about 3 GB and keeps what was measured: interrupted, or asked again, the
# same command goes on where it was left. The first time takes about ten minutes on two processors.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$root/build/realism
if [ "${1:-}" = -o ]; then
	work=$(mkdir -p "${2:?"-o needs a folder"}" && cd "$2" && pwd)
fi
gorge=$root/build/release/bin/gorge
[ -x "$gorge" ] || {
	echo "realism.sh: build gorge first: cmake --preset release && cmake --build --preset release" >&2
	exit 3
}
go=$("$gorge" toolchain path host)/bin/go
mkdir -p "$work"
cd "$work"

# NAME MODULE VERSION PACKAGES: what go.sum vouches for never changes. prometheus: without its service discovery,
# whose clients of every cloud there is take an hour to compile.
modules=(
	"tools golang.org/x/tools v0.52.0 ./..."
	"api k8s.io/api v0.37.2 ./..."
	"client-go k8s.io/client-go v0.37.2 ./..."
	"prometheus github.com/prometheus/prometheus v0.316.0 ./tsdb/... ./promql/... ./storage/... ./model/...
		./scrape/... ./rules/... ./notifier/... ./web/..."
)
# The values of version 1: packages that are all alike and hardly know each other.
uniform=(files_per_package=50 tail=1.25 package_tail=0 exposed=0 hub=0 std_heavy=0 tables=0 comments=0)
real=(std tools api client-go prometheus)
made=(uniform module)

fetch() { # NAME MODULE VERSION: into projects/NAME. A go.work names modules that the archive does not hold.
	[ ! -d "projects/$1" ] || return 0
	local folder
	folder=$(cd "$work" && GO111MODULE=on GOFLAGS=-modcacherw GOTOOLCHAIN=local GOMODCACHE=$work/modules \
		"$go" mod download -json "$2@$3" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
	mkdir -p projects
	cp -r "$folder" "projects/$1.new"
	chmod -R u+w "projects/$1.new"
	rm -f "projects/$1.new"/go.work*
	mv "projects/$1.new" "projects/$1"
}

# A program that imports all of std: with a cold cache its build compiles each.
write_std() {
	mkdir -p projects/std
	printf 'module example.com/std\n\ngo 1.18\n' >projects/std/go.mod
	{
		printf 'package main\n\nimport (\n'
		CGO_ENABLED=0 GOFLAGS='' "$go" list std | grep -vE '(^|/)(internal|vendor)(/|$)|^runtime/(cgo|race)$' |
			sed 's/.*/\t_ "&"/'
		printf ')\n\nfunc main() {}\n'
	} >projects/std/main.go
}

measure() { # NAME CACHE PACKAGES
	cat >"$1.ini" <<-INI
		[experiment]
		question = What does each package of $1 cost the compiler?
		repeat   = 1
		timeout  = 60m
		memory   = 10Gi
		[project]
		generator = dir:$work/projects/$1
		[workload]
		name   = build
		cache  = $2
		target = $3
		[settings]
		GOMAXPROCS = 2
		p          = 1
		c          = 2
	INI
	"$gorge" run "$1.ini" -o "results/$1" -q >&2
}

# column FILE NAME: the number of a column of tools.csv, in whose rows only quoted fields hold commas.
column() { head -n 1 "$1" | tr -d '\r' | tr , '\n' | grep -nx "$2" | cut -d: -f1; }

# peaks NAME TOOL: "package,peak_bytes,output_bytes" of every process of a tool.
peaks() {
	local file=results/$1/tools.csv
	tr -d '\r' <"$file" | awk -F, -v tool="$2" -v t="$(column "$file" tool)" -v p="$(column "$file" package)" \
		-v m="$(column "$file" peak_bytes)" -v o="$(column "$file" output_bytes)" \
		'$t == tool { print $p "," $m "," $o }'
}

# joined NAME FOLDER [PACKAGES]: "name,package,files,lines,bytes,imports,transitive,peak_bytes" of each compile.
joined() {
	local name=$1 folder=$2
	shift 2
	# shellcheck disable=SC2068 # packages are words
	"$gorge" survey "$folder" --packages $@ >"survey-$name.csv"
	awk -F, -v name="$name" 'FNR == NR { peak[$1] = $2; next } FNR > 1 && $4 > 0 && ($1 in peak) { print name "," $0 "," peak[$1] }' \
		<(peaks "$name" compile) "survey-$name.csv"
}

for row in "${modules[@]}"; do
	read -r -d '' name module version packages <<<"$row" || true
	fetch "$name" "$module" "$version"
	measure "$name" std "$(xargs <<<"$packages")"
done
[ -d projects/std ] || write_std
measure std cold ./...
"$gorge" gen module projects/module files=6000 >&2
"$gorge" gen module projects/uniform files=6000 "${uniform[@]}" >&2
for name in "${made[@]}"; do measure "$name" std ./...; done

goroot=$("$gorge" toolchain path host)
{
	joined std "$goroot/src"
	for row in "${modules[@]}"; do # with all that they need besides std
		read -r name _ <<<"$row"
		joined "$name" "projects/$name" "$(peaks "$name" compile | cut -d, -f1 | grep -v '^$' | sort -u)"
	done
	for name in "${made[@]}"; do joined "$name" "projects/$name"; done
} >joined.csv
for name in "${real[@]}" "${made[@]}"; do
	peaks "$name" link | sed "s/^/$name,/"
done >links.csv

echo "## What they are made of"
echo
surveys=()
for name in "${real[@]}" "${made[@]}"; do
	folder=projects/$name
	[ "$name" != std ] || folder=$goroot/src
	packages=
	for row in "${modules[@]}"; do
		read -r -d '' of _ _ list <<<"$row" || true
		[ "$of" != "$name" ] || packages=$list
	done
	# shellcheck disable=SC2086
	"$gorge" survey "$folder" $packages >"survey-$name.txt"
	surveys+=("survey-$name.txt")
done
awk -v names="${real[*]} ${made[*]}" -f "$root/bench/realism_survey.awk" "${surveys[@]}"
awk -f "$root/bench/realism_values.awk" joined.csv links.csv | LC_ALL=C sort -t'|' -k1,5 -k6,6g |
	awk -v real="${real[*]}" -v made="${made[*]}" -f "$root/bench/realism_tables.awk"
