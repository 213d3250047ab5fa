# exec: a program of the user's writes the project; the example of CONTRIBUTING.md, then everything it can get wrong.
sed -n '/^#!\/bin\/sh$/,/^```$/p' "$GORGE_SOURCE/CONTRIBUTING.md" | sed '$d' >many_files
chmod +x many_files
try() {
	gorge gen "$@"
	echo "status $?"
	ls -A
}
try exec:./many_files made functions=3
try exec:./many_files made functions=3
try exec:./many_files made functions=4 | grep -c hash
rm -rf made
printf '#!/bin/sh\necho "no idea how" >&2\nexit 7\n' >fails
printf '#!/bin/sh\nexit 0\n' >nothing
printf '#!/bin/sh\nset -e\necho half >half.go\necho x >../outside\n' >outside
chmod +x fails nothing outside
try exec:./fails made
try exec:./nothing made
try exec:./outside made
try exec:./missing made
printf '#!/bin/sh\nset -e\necho package p >p.go\n' >no_mod
printf '#!/bin/sh\nset -e\necho module p >go.mod\n' >no_code
chmod +x no_mod no_code
try exec:./no_mod made
try exec:./no_code made
try exec:./many_files made
try exec:./many_files made/ functions=3 go=1.18
rm -rf made
try exec:./many_files made functions=1 functions=2
try exec:./many_files made PATH=/bin
try exec:./many_files made 'functions=1 2'
mkdir mine && touch mine/file
try exec:./many_files mine functions=1
printf '[project]\ngenerator = exec:./many_files\nfunctions = 1, 2\n[workload]\nname = build\n' >x.ini
gorge run x.ini -o out -q && cut -d, -f10-13 out/runs.csv | tr -d '\r' | sort -r
gorge run x.ini -o out -q
rm -rf made
mkdir made.part && touch made.part/users
try exec:./many_files made functions=1
ls made.part
rm -rf made.part
mkdir made.part.home
try exec:./many_files made functions=1
