#!/usr/bin/env bash
# Runs one CLI test: NAME.sh with gorge on its PATH, in an empty folder; its stdout, stderr and exit status
# have to be those in NAME.stdout, NAME.stderr and NAME.exit (missing: nothing printed, status 0).
# What differs from host to host is put through NAME.filter (sed script) when there is one.
# `tests/cli/run.sh --set NAME.sh` writes the expected files instead.
set -uo pipefail
set_expected=
if [ "$1" = --set ]; then
	set_expected=yes
	shift
fi
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
name=$(basename "$1" .sh)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/cwd"
cd "$folder/cwd" || exit 2
export PATH=$root/build/dev/bin:$PATH GORGE_SOURCE=$root NO_COLOR=1 HOME=$folder
export XDG_CACHE_HOME=${XDG_CACHE_HOME:-$root/build/cache} GORGE_SCRATCH=$folder/scratch
bash "$here/$name.sh" >"$folder/stdout" 2>"$folder/stderr" </dev/null
echo $? >"$folder/exit"
status=0
for part in stdout stderr exit; do
	# A path begins where no name goes on: the root may be called like any folder inside another path.
	sed -i -E -e "s|$folder|FOLDER|g" -e "s|(^\|[^[:alnum:]._-])$root|\\1ROOT|g" "$folder/$part"
	[ -f "$here/$name.filter" ] && sed -i -E -f "$here/$name.filter" "$folder/$part"
	expected=$here/$name.$part
	if [ -n "$set_expected" ]; then
		rm -f "$expected"
		case $part in
		exit) [ "$(cat "$folder/exit")" = 0 ] || cp "$folder/exit" "$expected" ;;
		*) [ ! -s "$folder/$part" ] || cp "$folder/$part" "$expected" ;;
		esac
		continue
	fi
	if [ ! -f "$expected" ]; then
		expected=$folder/nothing
		: >"$expected"
		[ $part != exit ] || echo 0 >"$expected"
	fi
	diff -u --label "expected $part" --label "actual $part" "$expected" "$folder/$part" || status=1
done
exit $status
