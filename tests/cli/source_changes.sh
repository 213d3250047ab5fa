# A source that changes while it is measured: no row says that it was what it was not. Who changes it is the measured
# command, once, so that it is always in the middle of a run.
cat >once <<SH
#!/bin/sh
[ ! -e "$PWD/armed" ] || { rm "$PWD/armed"; cd "$PWD" && . ./change; }
SH
chmod +x once
project() {
	rm -rf app lib
	mkdir app lib app/data
	printf 'module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n\nreplace example.org/lib => ../lib\n' >app/go.mod
	printf 'package main\n\nimport (\n\t_ "embed"\n\n\t"example.org/lib"\n)\n\n//go:embed data/text\nvar text string\n\nfunc main() { println(lib.One(), text) }\n' >app/main.go
	echo one >app/data/text
	printf 'module example.org/lib\n\ngo 1.18\n' >lib/go.mod
	printf 'package lib\n\nfunc One() int { return 1 }\n' >lib/lib.go
	printf 'package more\n\nfunc Two() int { return 2 }\n' >more.go
	mkdir app/more
	ln -s ../../more.go app/more/more.go
}
calm() {
	sed -E -e "s|$PWD|HERE|g" -e '/^  while:/d' -e '/^estimate/d' -e 's/(no row)/\1/' -e 's/go=path:[^ ]*/go/'
}
rows() {
	tr -d '\r' <"$1/runs.csv" | awk -F, '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
		{ hash = $place["project_hash"]; if (!(hash in number)) number[hash] = ++count
			print "  source", number[hash], $place["workload"], $place["outcome"] }' | sort | uniq -c
}
# try NAME WHAT_CHANGES: the change is made in the first build; then again as it is, and once more when the change is
# taken back.
try() {
	echo "== $1"
	project
	cp -a app app.before
	cp -a lib lib.before
	printf '[experiment]\nrepeat = 2\n[project]\ngenerator = dir:app\n[workload]\nname = command\ncommand = ./once\ncache = cold\n' >x.ini
	printf '%s\n' "$2" >change
	touch armed
	gorge run x.ini -o out >told 2>&1
	echo "status $?"
	grep -E '^gorge: the|why:|no row|measured now' told | calm
	rows out | head -n 1
	gorge run x.ini -o out -q | calm
	rm -r app lib
	mv app.before app
	mv lib.before lib
	gorge run x.ini -o out -q | calm
	rows out
	rm -r out
}
try 'another text' 'echo "func f() {}" >>app/main.go'
try 'of the same size, its time put back' 'touch -r app/main.go when; sed -i s/One/Two/ lib/lib.go app/main.go; touch -r when app/main.go lib/lib.go'
try 'an embedded file' 'echo two >app/data/text'
try 'a file more' 'echo "package main" >app/more.go'
try 'a file less' 'rm app/more/more.go'
try 'a file behind a link' 'echo "func f() {}" >>more.go'
try 'taken back' 'cp -p lib/lib.go was; echo "func f() {}" >>lib/lib.go; cp -p was lib/lib.go'
try 'half a file' 'echo "package main func" >app/more.go'
try 'go.mod' 'echo "// more" >>app/go.mod'

echo "== a build, in which a name comes and goes"
root=$(go env GOROOT)
cp -rs "$root" goroot
rm goroot/bin/go
printf '#!/bin/sh\ncase "$*" in *-toolexec=*) "%s/once" ;; esac\nGOROOT=$(dirname "$0")/.. exec "%s/bin/go" "$@"\n' "$PWD" "$root" >goroot/bin/go
chmod +x goroot/bin/go
project
echo 'touch app/x.go; rm app/x.go' >change
touch armed
printf '[project]\ngenerator = dir:app\n[toolchain]\ngo = path:%s/goroot\n[workload]\nname = list:deps\ncache = cold\n' "$PWD" >build.ini
gorge run build.ini -o build 2>&1 | grep -E '^gorge: the|why:|fix:|no row|measured now' | calm
rows build

echo "== it keeps changing"
project
printf '[project]\ngenerator = dir:app\n[workload]\nname = command\ncache = cold\ncommand = touch main.go\n' >keeps.ini
gorge run keeps.ini -o keeps 2>&1 | grep -E '^gorge: the|why:|fix:|no row|measured now' | calm
echo "status ${PIPESTATUS[0]}"
rows keeps
echo "== a command that leaves something"
printf '[project]\ngenerator = dir:app\n[workload]\nname = command\ncache = cold\ncommand = touch made\n' >leaves.ini
gorge run leaves.ini -o leaves -q 2>&1 | grep -E '^gorge: the|why:' | calm
rows leaves
rm app/made
echo "== a command that cleans up"
printf '[project]\ngenerator = dir:app\n[workload]\nname = command\ncache = cold\ncommand = sh -c "touch made && rm made"\n' >cleans.ini
gorge run cleans.ini -o cleans -q | calm
echo "== in what gorge has made"
printf '[experiment]\nrepeat = 2\n[project]\ngenerator = module\nfiles = 2\n[workload]\nname = command\ncache = cold\ncommand = sh -c "echo >>go.mod"\n' >own.ini
gorge run own.ini -o own -q 2>&1 | grep -E '^gorge: the|why:' | sed -E 's|FOLDER.*/projects/[0-9a-f]+|PROJECT|g; s|/[^ ]*/projects/[0-9a-f]+|PROJECT|g'
echo "== an edit of gorge's own"
printf '[experiment]\nrepeat = 2\n[project]\ngenerator = module\nfiles = 2\n[workload]\nname = build\ncache = edit:body\n' >edit.ini
gorge run edit.ini -o edit -q | calm
echo "== a generator's program that changes"
printf '#!/bin/sh\nprintf "module m\\n\\ngo 1.11\\n" >go.mod\necho "package m" >m.go\n' >makes
chmod +x makes
echo 'echo "# more" >>makes' >change
touch armed
printf '[project]\ngenerator = exec:./makes\nsize = 1, 2\n[workload]\nname = command\ncache = cold\ncommand = ./once\n' >exec.ini
gorge run exec.ini -o exec -q 2>&1 | grep -E '^gorge:|why:' | calm
rows exec
