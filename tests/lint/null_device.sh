#!/usr/bin/env bash
# Nothing is made of the null device: as root, a go command whose home lies below it makes a folder of it where it is
# missing, and a compiler that fails deletes its output, whatever that is. Tracked files are looked through for what
# would; those that only read it, or have a shell write into it, are fine.
set -euo pipefail
cd "$(dirname "$0")/../.."
null=/dev/null
tracked() { git ls-files -co --exclude-standard; }
# A variable that a go command or a compiler makes things below, or the option that names a compiler's output; in a shell,
# in C, in an array of words.
home='(HOME|GOPATH|GOCACHE|GOMODCACHE|GOTMPDIR|TMPDIR|GOBIN|XDG_[A-Z]*_HOME|GORGE_SCRATCH|GORGE_TOOLCHAINS)'
places="$home(\"?, *\"|=[\"']?)$null"
outputs="(^|[^[:alnum:]_-])-?-o(utput)?([\"',=[:blank:]]+)$null"
gopath="_environment\(\"$null"
if found=$(tracked | grep -v '^results/' | tr '\n' '\0' | xargs -0 grep -nEI -e "$places" -e "$outputs" -e "$gopath"); then
	echo "$found"
	echo "FAIL: something would be made of $null, or below it: name a folder of its own"
	exit 1
fi
echo "no tracked file makes anything of $null"
