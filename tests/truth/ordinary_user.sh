#!/usr/bin/env bash
# Without any right: an ordinary user measures by /proc, is told why a group cannot be had, and leaves nothing. Root
# becomes nobody, who may enter neither root's home nor what lies there: gorge is installed, and Go copied if need
# be, where everyone can reach them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -m 777 "$work/own"
cmake --install "$1" --prefix "$work/installed" >"$work/log"
cd "$work/own"
become=(env)
[ "$(id -u)" != 0 ] || become=(setpriv --reuid=65534 --regid=65534 --clear-groups)
goroot=$(cd / && go env GOROOT)
"${become[@]}" test -x "$goroot/bin/go" || {
	cp -rL "$goroot" "$work/go"
	goroot=$work/go
}
printf '[project]\ngenerator = module\nfiles = 300\n[workload]\nname = build, load:full\n' >x.ini
printf '[experiment]\nmeter = cgroup1\n[project]\ngenerator = module\n[workload]\nname = build\n' >group.ini
as_user() {
	"${become[@]}" env PATH="$goroot/bin:$PATH" HOME="$work/own" GORGE_SCRATCH="$work/own/scratch" \
		XDG_CACHE_HOME="$work/own/cache" GORGE_TOOLCHAINS="$work/own/toolchains" "$work/installed/bin/gorge" "$@"
}
fail() {
	echo "FAIL: $*" >&2
	cat log >&2
	exit 1
}
as_user run x.ini -o out >log 2>&1 || fail "status $?"
cat log
[ "$(tail -n +2 out/runs.csv | grep -c ',ok,0,')" = 2 ] || fail "not every run ended well: $(cat out/runs.csv)"
column=$(head -n 1 out/runs.csv | tr -d '\r' | tr ',' '\n' | grep -nx tree_anon_peak_bytes | cut -d: -f1)
for peak in $(tail -n +2 out/runs.csv | cut -d, -f"$column"); do
	[ "$peak" -gt 1000000 ] || fail "a tree of $peak bytes"
done
[ -z "$(ls -d scratch/workspace-* 2>/dev/null)" ] || fail "a workspace is left: $(ls scratch)"
if as_user doctor 2>/dev/null | grep -E '^ *cgroup1 +ok' >/dev/null; then
	echo "all of it but the refusal of a group: they can be had here by everyone"
	exit 77
fi
status=0
as_user run group.ini -o out2 >log 2>&1 || status=$?
[ $status = 3 ] || fail "a meter that cannot be had gave status $status"
grep -q "this user may not make groups there" log || fail "the refusal does not say why"
cat log
