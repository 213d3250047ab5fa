#!/usr/bin/env bash
# Real builds that run out of memory or of time name what they died of: a module of two packages of which one takes
# by far the most, on a release that tells gorge-exec the package and on one that does not; in a control group, where
# the kernel kills one process, and without, where gorge kills all; a command whose child dies.
# fetches: 1.17.13 1.27.4
set -euo pipefail
gorge=$(readlink -f "$1/bin/gorge")
touch=$(readlink -f "$1/bin/gorge-touch")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch
cd "$work"

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

# package FOLDER STATEMENTS: one function of so many.
package() {
	mkdir -p "two/$1"
	{
		printf 'package %s\n\nfunc F(m map[int][]int, x, y int) int {\n' "$1"
		for i in $(seq "$2"); do
			printf '\tif x == %d {\n\t\tm[%d] = append(m[%d], x+%d)\n\t\ty += x\n\t}\n' "$i" "$i" "$i" "$i"
		done
		printf '\treturn y\n}\n'
	} >"two/$1/$1.go"
}
package big 20000
package other 10
printf 'module example.com/two\n\ngo 1.17\n' >two/go.mod
printf 'package main\n\nimport (\n\t"example.com/two/big"\n\t"example.com/two/other"\n)\n\nfunc main() {\n\tprintln(big.F(nil, 1, 2), other.F(nil, 1, 2))\n}\n' >two/main.go
cat >two.ini <<'INI'
[project]
generator = dir:two
[toolchain]
go = 1.17.13, 1.27.4
[workload]
name = build
[settings]
p = 2
GOGC = 100
INI

# cell FOLDER ROW COLUMN: of runs.csv; no field that these rows hold before has a comma or a quote in it.
cell() {
	awk -F, -v row="$2" -v column="$3" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i }
		NR == row + 1 { print $at }' "$1/runs.csv"
}

# names_big FOLDER OUTCOME HOW: both releases, in the row, the report and the export.
names_big() {
	for row in 1 2; do
		[ "$(cell "$1" $row outcome)" = "$2" ] || fail "$1: row $row is $(cell "$1" $row outcome), not $2"
		[ "$(cell "$1" $row culprit_package)" = example.com/two/big ] ||
			fail "$1: row $row blames '$(cell "$1" $row culprit_tool) $(cell "$1" $row culprit_package)'"
		[ "$(cell "$1" $row culprit_tool)" = compile ] || fail "$1: it is no compile"
		[[ $(cell "$1" $row culprit_how) =~ ^($3)$ ]] || fail "$1: told as $(cell "$1" $row culprit_how)"
		# all of it was resident, and it was the largest by far
		[ "$(cell "$1" $row culprit_bytes)" -gt 25000000 ] || fail "$1: at $(cell "$1" $row culprit_bytes) bytes"
	done
	"$gorge" report --no-figures -q "$1" >"$1.txt"
	[ "$(grep -c 'while compiling example.com/two/big, last seen at [0-9]* MB' "$1.txt")" = 2 ] ||
		fail "$1: the report says $(cat "$1.txt")"
	grep -q 'while compiling example.com/two/big' "$1/report.md" || fail "$1: not in report.md"
	grep -q 'while compiling example.com/two/big' "$1/report.html" || fail "$1: not in report.html"
	[ "$("$gorge" export packages "$1" | grep -c '^example.com/two/big,.*,0,,compile,1,0,[0-9]*$')" = 2 ] ||
		fail "$1: the export says $("$gorge" export packages "$1")"
}

run() {
	"$gorge" run "$1.ini" -o "$2" --yes -q "${@:3}" 2>"$2.log" || fail "$2: $(cat "$2.log")"
}

# How a limit is told of: the kernel kills one process of a group, gorge all where there is none.
how_by_limit() {
	[ "$(cell "$1" 1 meter)" = proc ] && echo alive || echo "$2"
}

run two limit --set memory=60M
names_big limit oom "$(how_by_limit limit 'killed|seen')" # seen: where the kernel took the go command too
grep -q 'killed at its limit of 60.0 MB while compiling example.com/two/big, last seen at' limit.txt ||
	fail "limit: $(cat limit.txt)"
run two sampled --set memory=60M --set meter=proc
names_big sampled oom alive
run two late --set timeout=3s
names_big late timeout alive

# A child of a command has no record, but was seen.
cat >child.ini <<INI
[experiment]
memory = 60M
[project]
generator = dir:two
[toolchain]
go = 1.27.4
[workload]
name = command:/bin/sh -c "$touch anon=30 fork='anon=20 hold=300 anon=100' wait; exit 1"
INI
run child child
[ "$(cell child 1 outcome)" = oom ] || fail "child: it is $(cell child 1 outcome)"
[ "$(cell child 1 culprit_how)" = "$(how_by_limit child seen)" ] || fail "child: $(cell child 1 culprit_how)"
[ "$(cell child 1 culprit_tool)" = gorge-touch ] || fail "child: $(cell child 1 culprit_tool)"
[ "$(cell child 1 culprit_bytes)" -gt 20000000 ] || fail "child: $(cell child 1 culprit_bytes)"
echo "culprits are named"
