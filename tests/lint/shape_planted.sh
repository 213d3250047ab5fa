#!/usr/bin/env bash
# Whether shape.py sees what it is for: a small tree in which everything is as large as it may be is accepted, and
# refused, in the right words, with one line, parameter, file or column more.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# lines COUNT TEXT: so many lines of it.
lines() { seq "$1" | sed "s/.*/$2/"; }

# function_of NAME PARAMETERS LINES: counted from brace to brace.
function_of() { printf 'static int\n%s(%s)\n{\n%s\n}\n\n' "$1" "$2" "$(lines $(($3 - 2)) '	grow();')"; }

# A tree at every limit: 20 functions of which one is longer than 22 lines.
plant() {
	rm -rf "$work/tree"
	mkdir -p "$work/tree/generators" "$work/tree/harness/full/below"
	for number in $(seq 15); do
		function_of "f$number" void 22 >"$work/tree/harness/full/f$number.c"
		echo 'int below;' >"$work/tree/harness/full/below/b$number.c"
	done
	{
		function_of most 'int a, int b, int c, int d, int e, int (*f)(int, int, int)' 45
		for number in $(seq 4); do function_of "g$number" 'const char *text' 10; done
		printf 'static const char text[] = "a /* \\" { ( comment that is %060d none", brace = 0x7d;\n' 0
		printf '\t/* %0*d */\n' $((110 - 4 - 6)) 0
	} >"$work/tree/generators/gen.c"
	lines 500 'int a;' >"$work/tree/generators/long.h"
	lines 900 'ROW(a)' >"$work/tree/harness/rows.def"
}

shape() { tests/lint/shape.py "$work/tree" >"$work/said"; }

fail() {
	echo "FAIL: $*"
	cat "$work/said"
	exit 1
}

# refused FAULT: the tree is refused for this fault alone; then it is made anew.
refused() {
	! shape || fail "'$1' is accepted"
	grep -qxF -- "$1" "$work/said" || fail "refused in other words than '$1'"
	[ "$(wc -l <"$work/said")" = 2 ] || fail "'$1' is not all that is found"
	echo "refused: $1"
	plant
}

plant
shape || fail "a tree within the limits is refused"
grep -qx '20 functions: median 22 lines, 95% at most 22, most 45' "$work/said" || fail "the figures are wrong"
echo "accepted: $(tail -n 1 "$work/said")"

sed -i '0,/grow/s//grow();\n\tgrow/' "$work/tree/generators/gen.c"
refused "generators/gen.c:3: most has 46 lines; 45 at most"
sed -i 's/int e, /&int more, /' "$work/tree/generators/gen.c"
refused "generators/gen.c:3: most has 7 parameters; 6 at most"
echo 'int more;' >"$work/tree/harness/full/more.c"
refused "harness/full: 16 .c files; 15 at most beside its subfolders"
echo 'int more;' >>"$work/tree/generators/long.h"
refused "generators/long.h: 501 lines; 500 at most"
sed -i 's|^\t/\* 0|&0|' "$work/tree/generators/gen.c"
refused "generators/gen.c:$(grep -n '^	/\*' "$work/tree/generators/gen.c" | cut -d: -f1): a comment beyond column 110"
sed -i '0,/grow/s//grow();\n\tgrow/' "$work/tree/harness/full/f1.c"
refused "95% of the functions have at most 23 lines; it should be 22"
