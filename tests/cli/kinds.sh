# What dir: may be, exec: and get: may be too: a workspace without a module at its root, a vendored tree, a module with
# others nested in it; measured, or told of by a row where the release is not one for it, before and after.
# fetches: 1.17.13 1.20.14 1.27.4
gorge toolchain install 1.17.13 1.20.14 1.27.4 -q >installed
cat >shapes <<'SH'
main() { printf 'package main\n\nimport "example.org/%s"\n\nfunc main() { println(%s.One()) }\n' "$1" "${1##*/}"; }
library() { printf 'package %s\n\nfunc One() int { return 1 }\n' "$1"; }
module() { printf 'module example.org/%s\n\n%s\n' "$1" "$2"; }
workspace() {
	mkdir -p a b/sub
	printf 'go %s\n\nuse (\n\t./a\n\t./b\n)\n' "${1:-1.18}" >go.work
	module a "$(printf 'go 1.16\n\nrequire example.org/b v1.0.0')" >a/go.mod
	main b/sub >a/main.go
	module b 'go 1.16' >b/go.mod
	library sub >b/sub/sub.go
}
workspace_form() { workspace 1.21.0; }
vendored() {
	mkdir -p vendor/example.org/lib
	module vendored "$(printf 'go 1.14\n\nrequire example.org/lib v1.0.0')" >go.mod
	printf '# example.org/lib v1.0.0\n## explicit\nexample.org/lib\n' >vendor/modules.txt
	library lib >vendor/example.org/lib/lib.go
	main lib >main.go
}
nested() { # the module of other/ is no part of it, whatever is in there
	mkdir -p inner other
	module nested "$(printf '%s\n\nrequire example.org/nested/inner v1.0.0\n\nreplace example.org/nested/inner => ./inner' "${1:-go 1.14}")" >go.mod
	main nested/inner >main.go
	module nested/inner "${2:-go 1.14}" >inner/go.mod
	library inner >inner/inner.go
	module other 'go 1.99' >other/go.mod
	echo 'no Go' >other/other.go
}
nested_patch() { nested 'go 1.27.99'; }
nested_chain() { nested "$(printf 'go 1.16\n\ntoolchain go1.99.0')"; }
nested_dependency() { nested 'go 1.14' 'go 1.99'; }
constrained() {
	module constrained 'go 1.14' >go.mod
	library constrained >a_plan9.go
}
SH
shapes=(workspace workspace_form vendored nested nested_patch nested_chain nested_dependency constrained)
printf '#!/usr/bin/env bash\n. "%s/shapes"\ncd "$1" && $shape\n' "$PWD" >writes
chmod +x writes
for shape in "${shapes[@]}"; do
	mkdir "$shape"
	(cd "$shape" && . ../shapes && $shape)
	printf '[project dir_%s]\ngenerator = dir:%s\n' "$shape" "$shape"
done >kinds.ini
printf '[project exec]\ngenerator = exec:./writes\nshape = %s\n' "$(IFS=,; echo "${shapes[*]}")" >>kinds.ini

# A proxy that is a folder. The archive of a module has neither its go.work's other modules, nor its vendor/ but for
# modules.txt, nor the modules nested in it.
export GOSUMDB=off GOPROXY=file://$PWD/proxy GOFLAGS=-mod=mod
kept=$XDG_CACHE_HOME/gorge/get/example.org/kinds
rm -rf "$kept"
trap 'rm -rf "$kept"' EXIT
publish() { # MODULE FOLDER
	mkdir -p "proxy/$1/@v"
	cp "$2/go.mod" "proxy/$1/@v/v1.0.0.mod"
	echo '{"Version":"v1.0.0","Time":"2020-01-01T00:00:00Z"}' >"proxy/$1/@v/v1.0.0.info"
	echo v1.0.0 >"proxy/$1/@v/list"
	python3 - "$1" "$2" <<'PY'
import pathlib, sys, zipfile
name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
with zipfile.ZipFile(f"proxy/{name}/@v/v1.0.0.zip", "w") as archive:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        archive.write(path, f"{name}@v1.0.0/{path.relative_to(folder)}")
PY
}
mkdir lib get_vendored get_nested get_workspace get_plain get_sibling get_outside
. ./shapes
module kinds/lib 'go 1.14' >lib/go.mod
library lib >lib/lib.go
publish example.org/kinds/lib lib
printf 'module example.org/kinds/vendored\n\ngo 1.14\n\nrequire example.org/kinds/lib v1.0.0\n' >get_vendored/go.mod
main kinds/lib >get_vendored/main.go
(cd get_vendored && env GOPATH="$PWD/../gopath" GOCACHE="$PWD/../go-cache" GOFLAGS='-mod=mod -modcacherw' "$(gorge toolchain path host)/bin/go" build -o ../built . 2>/dev/null)
mkdir get_vendored/vendor
printf '# example.org/kinds/lib v1.0.0\n## explicit\nexample.org/kinds/lib\n' >get_vendored/vendor/modules.txt
printf 'module example.org/kinds/nested\n\ngo 1.14\n\nrequire example.org/kinds/inner v1.0.0\n\nreplace example.org/kinds/inner => ./inner\n' >get_nested/go.mod
main kinds/inner >get_nested/main.go
module kinds/workspace 'go 1.14' >get_workspace/go.mod
printf 'package main\n\nfunc main() {}\n' >get_workspace/main.go
printf 'go 1.18\n\nuse (\n\t.\n\t./tools\n)\n' >get_workspace/go.work
# Modules of one repository, each of which puts the other in by its folder.
printf 'module example.org/kinds/sibling\n\ngo 1.14\n\nrequire (\n\texample.org/kinds/lib v1.0.0\n)\n\nreplace (\n\texample.org/kinds/lib => ../../lib\n)\n' >get_sibling/go.mod
main kinds/lib >get_sibling/main.go
printf 'module example.org/kinds/outside\n\ngo 1.14\n\nrequire example.org/kinds/gone v1.0.0\n\nreplace example.org/kinds/gone => ../../\n' >get_outside/go.mod
main kinds/gone >get_outside/main.go
for shape in vendored nested workspace sibling outside; do
	publish "example.org/kinds/$shape" "get_$shape"
	printf '[project get_%s]\ngenerator = get:example.org/kinds/%s@v1.0.0\n' "$shape" "$shape"
done >>kinds.ini
printf '[toolchain]\ngo = 1.27.4, 1.17.13, 1.20.14\n[workload]\nname = build\n' >>kinds.ini

calm() {
	sed -E -e 's/\(running go [^)]*\)/(HOST)/' -e "s|$PWD|HERE|g" -e "s|[^ ]*$kept|KEPT|g"
}
gorge run kinds.ini --dry-run -o out -q | grep 'unsupported:' | sed -E 's/^[0-9a-f]+ +//; s/#1 //' | sort >before
gorge run kinds.ini -o out -q
python3 - <<'PY' | sort >after
import csv
for row in csv.DictReader(open("out/runs.csv", newline="")):
    name = row["generator"].split("@")[0] + (" " + row["params"] if row["params"] else "")
    release = row["go_version"]
    tools = "every tool" if row["tools"] == row["tools_expected"] else f"{row['tools']} tools of {row['tools_expected']}"
    print(name, release, row["outcome"], row["why"] if row["why"] else tools, sep=" | ")
PY
calm <after
echo "told before: $(grep -c . before) of $(grep -c '| unsupported |' after)"
for name in start list:deps; do
	gorge run kinds.ini -o "out-$name" -q --set "name=$name" --set go=1.27.4 || echo "status $?"
	cut -d, -f2- "out-$name/runs.csv" | grep -oE ',(ok|failed|unsupported),' | sort | uniq -c
done
