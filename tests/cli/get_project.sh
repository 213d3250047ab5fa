# get: on modules of a proxy that is a folder, with a dependency; and what is wrong with the others. goroot on the
# toolchain's own source.
# fetches: 1.17.13 1.27.4
gorge toolchain install 1.17.13 1.27.4 -q >installed
go=$(gorge toolchain path host)/bin/go
export GOSUMDB=off GOPROXY=file://$PWD/proxy GOFLAGS=-mod=mod
kept=$XDG_CACHE_HOME/gorge/get/example.org
clear() { rm -rf "$kept"/*@*; } # and no folder that another test has there
clear
trap clear EXIT
mkdir zip
cat >zip/main.go <<'GO'
// Makes the zip of a module: zip FOLDER PREFIX FILE
package main

import (
	"archive/zip"
	"log"
	"os"
	"path/filepath"
)

func main() {
	file, err := os.Create(os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	out := zip.NewWriter(file)
	names, _ := filepath.Glob(os.Args[1] + "/*")
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		entry, _ := out.Create(os.Args[2] + "/" + filepath.Base(name))
		entry.Write(content)
	}
	if err := out.Close(); err != nil {
		log.Fatal(err)
	}
}
GO
own=(env GOPATH="$PWD/gopath" GOCACHE="$PWD/go-cache" GOFLAGS="-mod=mod -modcacherw" GO111MODULE=on GOTOOLCHAIN=local)
(cd zip && "${own[@]}" "$go" build -o ../make_zip main.go)
# publish MODULE VERSION FOLDER
publish() {
	mkdir -p "proxy/$1/@v"
	[ ! -f "$3/go.mod" ] || cp "$3/go.mod" "proxy/$1/@v/$2.mod"
	[ -f "$3/go.mod" ] || echo "module $1" >"proxy/$1/@v/$2.mod"
	echo "{\"Version\":\"$2\",\"Time\":\"2020-01-01T00:00:00Z\"}" >"proxy/$1/@v/$2.info"
	echo "$2" >>"proxy/$1/@v/list"
	./make_zip "$3" "$1@$2" "proxy/$1/@v/$2.zip"
}
mkdir lib hello new bare
printf 'module example.org/lib\n\ngo 1.12\n' >lib/go.mod
printf 'package lib\n\nfunc One() int { return 1 }\n' >lib/lib.go
publish example.org/lib v1.0.0 lib
printf 'module example.org/hello\n\ngo 1.12\n\nrequire example.org/lib v1.0.0\n' >hello/go.mod
printf 'package main\n\nimport (\n\t"fmt"\n\n\t"example.org/lib"\n)\n\nfunc main() { fmt.Println(lib.One()) }\n' >hello/main.go
(cd hello && "${own[@]}" "$go" mod download example.org/lib && "${own[@]}" "$go" build -o ../zip/built .)
printf 'go 1.18\n\nuse (\n\t.\n\t./tools\n)\n' >hello/go.work # whose ./tools is a module of its own, and not in the zip
publish example.org/hello v1.0.0 hello
printf 'module example.org/new\n\ngo 1.99\n' >new/go.mod
printf 'package new\n' >new/new.go
publish example.org/new v1.0.0 new
printf 'package bare\n' >bare/bare.go
publish example.org/bare v1.0.0 bare

columns() {
	tr -d '\r' <"$1" | awk -F, -v wanted="${*:2}" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; count = split(wanted, chosen, " "); next }
		{ for (i = 1; i <= count; i++) printf "%s%s", $place[chosen[i]], i < count ? " " : "\n" }'
}
work='[workload]\nname = build\n[settings]\nGOMAXPROCS = 2\n'
printf "[project a]\ngenerator = get:example.org/hello@v1.0.0\ntarget = ./..., .\n[project b]\ngenerator = get:example.org/lib@v1.0.0\n$work" >two.ini
gorge run two.ini -o two -q
columns two/runs.csv generator target outcome why tools tools_expected quality | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sort
columns two/runs.csv generator project_hash | awk '{ print $1, length($2) }' | sort -u
columns two/packages.csv project target package lines imports uses | sort
echo "measured again offline:"
cp two/packages.csv before.csv
GOPROXY=off gorge run two.ini -o two -q
cmp two/packages.csv before.csv && rm two/packages.csv && GOPROXY=off gorge run two.ini -o two -q && cmp two/packages.csv before.csv && echo 'packages counted once, and again where they are not'
gorge survey get:example.org/hello@v1.0.0 | head -n 2

printf "[project]\ngenerator = goroot\ntarget = cmd/addr2line\ncache = cold, std\nrepeat = 1\n$work" >goroot.ini
gorge run goroot.ini -o goroot -q
columns goroot/runs.csv generator target cache outcome quality | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sort
columns goroot/runs.csv cache tools tools_expected | awk '{ print $1, $2 == $3 ? "every tool" : $0, $1 == "cold" && $2 < 50 ? "std was not built" : "" }' | sort

try() {
	printf "[project]\ngenerator = $1\n$work" >try.ini
	gorge run try.ini -o try -q 2>&1
	echo "status $?"
}
try get:example.org/hello@latest
try get:example.org/hello@v1.9.0
try get:example.org/nothing@v1.0.0
try get:example.org/hello
try get:../hello@v1.0.0
try get:example.org/bare@v1.0.0
# A go line that is newer than the Go that fetches: Go refuses it since 1.21; before, it was advice.
for release in 1.27.4 1.17.13; do
	PATH=$(gorge toolchain path $release)/bin:$PATH try get:example.org/new@v1.0.0 | sed "s/(running .*)/(running HOST)/"
done
GOPROXY=http://127.0.0.1:1 try get:example.org/other@v1.0.0
chmod u+w "$kept/hello@v1.0.0/source/main.go"
echo "// changed" >>"$kept/hello@v1.0.0/source/main.go"
try get:example.org/hello@v1.0.0
