#!/usr/bin/env bash
# Whether os_headers.py sees what it is for: a small tree that keeps to the rules is accepted, and refused, in the
# right words, once a header of the system, or a call that is the system's, stands where it must not.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree

plant() {
	mkdir -p "$(dirname "$tree/$1")"
	printf '%s\n' "${@:2}" >"$tree/$1"
}

# A fresh tree, of which nothing is to be said.
renew() {
	rm -rf "$tree"
	plant harness/platform/linux/file.c '#include <unistd.h>'
	plant harness/measure/shim/exec.c '#include <sys/wait.h>'
	plant harness/measure/meters/meter.c '#include "platform/linux/file.h"'
	plant harness/base/text.c '#include "base/text.h"' '#include <stdio.h>' '#include <gsl/gsl_math.h>' \
		"/* It's not for fileno() to say," '#include <unistd.h> */' \
		"static const char quote = '\"';" 'static const char *const call = "realpath(path)";'
}

said() { tests/lint/os_headers.py "$tree" >"$work/said"; }

fail() {
	echo "FAIL: $*"
	cat "$work/said"
	exit 1
}

# refused WHAT FAULT: the tree is refused for this fault alone.
refused() {
	! said || fail "$1 is accepted"
	grep -qF -- "$2" "$work/said" || fail "$1 is refused in other words than '$2'"
	[ "$(wc -l <"$work/said")" = 1 ] || fail "$1 is not all that is found"
	echo "refused: $1: $(cat "$work/said")"
	renew
}

renew
said || fail "a tree that keeps to the rules is refused"
echo "accepted: $(cat "$work/said")"

plant generators/planted.c '#include <stdio.h>' '#include <unistd.h>'
refused "a header of the system in a generator" "generators/planted.c:2: unistd.h is the system's"

plant harness/platform/planted.h '#include <sys/types.h>'
refused "one in what any system has to answer" "harness/platform/planted.h:1: sys/types.h is the system's"

plant harness/present/planted.c '  #  include <time.h>'
refused "clocks by the standard's own header" "harness/present/planted.c:1: time.h is the system's"

plant harness/execute/planted.c '#include "platform/file.h"' '#include "platform/linux/file.h"'
refused "a header of gorge's that is Linux's" "harness/execute/planted.c:2: platform/linux/file.h is the system's"

plant harness/record/planted.c '/* Two' '   lines. */' 'int planted(FILE *file) { return fileno(file); }'
refused "a call that needs no header of the system" "harness/record/planted.c:3: fileno() is the system's"

plant harness/measure/shim/exec.c '#include <stdio.h>'
refused "an exception without need" "harness/measure/shim/: is an exception that no file needs any more"
