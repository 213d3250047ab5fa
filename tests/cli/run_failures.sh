# A project that does not compile, and limits that are hit, are rows; what was measured stays.
# fetches: 1.17.13
mkdir broken
printf 'module broken\n\ngo 1.18\n' >broken/go.mod
printf 'package main\n\nfunc main() {\n\tx := 1\n}\n' >broken/main.go
printf '[project]\ngenerator = dir:broken\n[workload]\nname = build\n' >broken.ini
# What the compiler says, and with which status, differs from release to release.
gorge run broken.ini -o broken-out 2>&1 | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sed -E 's/[0-9.]+ (ms|s|MB)/N \1/g
	s/exit status [12]/exit status N/
	s/(declared and not used: x|x declared (and|but) not used)$/x is not used/'
printf '[experiment]\ntimeout = 50ms\n[project]\ngenerator = module\nfiles = 2000\n[workload]\nname = build\n' >slow.ini
# How far it gets until then is the host's affair.
gorge run slow.ini -o slow-out 2>&1 | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sed -E 's/[0-9.]+ (ms|s|MB)/N \1/g; s/ while .*//'
printf '[experiment]\nmemory = 12Mi\n[project]\ngenerator = module\nfiles = 500\n[workload]\nname = load:full\n' >big.ini
gorge run big.ini -o big-out 2>&1 | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sed -E 's/[0-9.]+ (ms|s|MB)/N \1/g'
printf '[project]\ngenerator = module\ngenerics = 50%%\nfiles = 2\n[toolchain]\ngo = 1.17.13\n[workload]\nname = build\n' >old.ini
gorge run old.ini -o old-out -q 2>&1
grep -c unsupported old-out/runs.csv
