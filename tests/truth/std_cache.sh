#!/usr/bin/env bash
# The standard library is compiled once for all that its objects are alike for: how many compiles run at a time, what
# linkers are told and which project it is for make no other one; a package of it that is lacking is added.
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch XDG_CACHE_HOME=$work/cache
cd "$work"

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
# stores: how many of them there are; a build cache is known by its first folder.
stores() { find cache/gorge/kept -mindepth 2 -maxdepth 2 -name 00 -printf '%h\n' | wc -l; }
# compiled FOLDER: what was compiled and linked in its runs, by what their rows tell.
compiled() { tail -n +2 "$1/tools.csv" | cut -d, -f2- | grep -oE '(compile|link),[^,]*' | sort | uniq -c | xargs; }

mkdir plain picture
printf 'module plain\n\ngo 1.17\n' >plain/go.mod
printf 'package main\n\nimport "errors"\n\nfunc main() { panic(errors.New("x")) }\n' >plain/main.go
printf 'module picture\n\ngo 1.17\n' >picture/go.mod
printf 'package main\n\nimport _ "image/png"\n\nfunc main() {}\n' >picture/main.go
for project in plain picture; do
	printf '[experiment]\nrepeat = 1\n[project]\ngenerator = dir:%s\n[workload]\nname = build\ncache = std\n[settings]\np = 1, 2\nldflags = -s, -w\n' \
		"$project" >$project.ini
done
"$gorge" run plain.ini -o plain-rows -q
[ "$(stores)" = 1 ] || fail "$(stores) stores for four cells that differ in -p and -ldflags"
held=$(find cache/gorge/kept -name '*-d' | wc -l)
"$gorge" run picture.ini -o picture-rows -q
[ "$(stores)" = 2 ] || fail "$(stores) stores for two projects"
[ "$(find cache/gorge/kept -name '*-d' -links +1 | wc -l)" -ge $((2 * held)) ] ||
	fail "the second store was not made of the first"
"$gorge" run plain.ini -o again-rows -q
[ "$(stores)" = 2 ] || fail "a store that holds more than is needed was not taken"
for rows in plain picture again; do
	[ "$(compiled $rows-rows)" = "4 compile,${rows/again/plain} 4 link,${rows/again/plain}" ] ||
		fail "$rows: the runs compiled $(compiled $rows-rows)"
done
echo "one std for four cells; a second project added to it"
