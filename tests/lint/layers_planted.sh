#!/usr/bin/env bash
# Whether layers.py sees what it is for: a copy of the sources is accepted as it is, and refused, in the right words,
# with an upward include, with two files that need each other, with an upward call that no include announces, and
# with a source file that is part of no library.
#
# usage: layers_planted.sh BUILD
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(cd "${1:-build/release}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A fresh copy of what layers.py reads, in $work/tree and $work/build.
copy() {
	rm -rf "$work/tree" "$work/build"
	mkdir "$work/tree" "$work/build"
	cp -r harness generators docs "$work/tree"
	cp "$build"/libgorge_*.a "$work/build"
}

layers() { tests/lint/layers.py "$work/tree" "$work/build" >"$work/said"; }

fail() {
	echo "FAIL: $*"
	cat "$work/said"
	exit 1
}

# refused WHAT FAULT: the copy is refused for this fault alone.
refused() {
	! layers || fail "$1 is accepted"
	grep -qF -- "$2" "$work/said" || fail "$1 is refused in other words than '$2'"
	[ "$(wc -l <"$work/said")" = 1 ] || fail "$1 is not all that is found"
	echo "refused: $1: $(cat "$work/said")"
	copy
}

copy
layers || fail "the sources as they are were refused"
echo "accepted: $(cat "$work/said")"

printf '#include "present/grid.h"\n' >>"$work/tree/harness/execute/executor.c"
refused "an upward include" "harness/execute may not use harness/present/grid.h"

printf '#include "base/planted_b.h"\n' >"$work/tree/harness/base/planted_a.h"
printf '#include "base/planted_a.h"\n' >"$work/tree/harness/base/planted_b.c"
: >"$work/tree/harness/base/planted_b.h"
refused "a circle of two files" "files that need each other: harness/base/planted_a -> harness/base/planted_b"

printf 'void grid_dispose(void *);\nvoid planted(void);\nvoid planted(void)\n{\n\tgrid_dispose(0);\n}\n' >"$work/planted.c"
gcc -c -o "$work/planted.o" "$work/planted.c"
ar q "$work/build/libgorge_execute.a" "$work/planted.o"
refused "an upward call" "harness/execute calls grid_dispose of harness/present"

mkdir "$work/tree/harness/planted"
printf 'int planted;\n' >"$work/tree/harness/planted/planted.c"
refused "a file of no library" "harness/planted/planted.c: belongs to no library"
