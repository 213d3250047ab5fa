# Every workload on a project with tests, on an old release and a new one; what a command needs, and what a
# failing one says.
# fetches: 1.17.13
columns() {
	tr -d '\r' <"$1" | awk -F, -v wanted="${*:2}" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; count = split(wanted, chosen, " "); next }
		{ for (i = 1; i <= count; i++) printf "%s%s", $place[chosen[i]], i < count ? "|" : "\n" }' | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sort
}
mkdir -p project/a project/b
printf 'module example.com/t\n\ngo 1.11\n' >project/go.mod
printf 'package main\n\nimport "example.com/t/b"\n\nfunc main() { println(b.G()) }\n' >project/main.go
printf 'package a\n\nfunc F() int { return 1 }\n' >project/a/a.go
printf 'package a\n\nimport "testing"\n\nfunc TestF(t *testing.T) { panic(F()) }\n' >project/a/a_test.go
printf 'package b\n\nimport "example.com/t/a"\n\nfunc G() int { return a.F() }\n' >project/b/b.go
printf 'package b_test\n\nimport (\n\t"testing"\n\n\t"example.com/t/b"\n)\n\nfunc TestG(t *testing.T) { panic(b.G()) }\n' >project/b/b_test.go
cat >all.ini <<'INI'
[project]
generator = dir:project
[toolchain]
go = 1.17.13, host
[workload]
name = build, vet, test-compile, list:deps, list:editor, list:export, command
command = go build ./..., sh -c 'test -f go.mod && test "$GOGC" = 77', false, no-such-program
[settings]
GOGC = 77
INI
gorge run all.ini -o all -q
columns all/runs.csv workload outcome exit_status tools tools_expected quality why | uniq -c
printf '[project]\ngenerator = module\nfiles = 4\nfiles_per_package = 2\n[workload]\nname = vet, test-compile, list:export\n' >module.ini
gorge run module.ini -o module -q
columns module/runs.csv workload outcome tools tools_expected quality
printf 'package b\n\nimport "fmt"\n\nfunc H() { fmt.Printf("%%d", "x") }\n' >project/b/h.go
printf '[project]\ngenerator = dir:project\n[workload]\nname = vet\ncache = std, warm\n' >fault.ini
gorge run fault.ini -o fault -q
# Which status a vet with findings ends with differs from release to release.
columns fault/runs.csv cache outcome exit_status | sed 's/|[12]$/|N/'
printf '[project]\ngenerator = module\n[workload]\nname = command\n' >bare.ini
gorge run bare.ini
gorge describe command
