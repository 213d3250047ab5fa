# Projects that a release or a platform can make nothing of are unsupported rows, each with why, before and after; the
# other cells and projects are measured. A host that fails while a release is asked ends it, and nothing is recorded.
# fetches: 1.17.13 1.27.4
project() { # NAME GO_MOD_LINES...
	mkdir "$1"
	printf 'module example.org/%s\n\n' "$1" >"$1/go.mod"
	printf '%s\n' "${@:2}" >>"$1/go.mod"
	printf 'package %s\n\nfunc F() int { return 1 }\n' "$1" >"$1/a.go"
}
project newer 'go 1.99.9'
project form 'go 1.18.1'
project chain 'go 1.11' 'toolchain go1.21.0'
project fine 'go 1.11'
project only 'go 1.11'
mv only/a.go only/a_windows.go
project work 'go 1.11'
printf 'go 1.18\n\nuse .\n' >work/go.work
printf '[project newer]\ngenerator = dir:newer\n[project form]\ngenerator = dir:form\n[project chain]\ngenerator = dir:chain\n[project fine]\ngenerator = dir:fine\n[project only]\ngenerator = dir:only\n[project work]\ngenerator = dir:work\n[workload]\nname = build\n[settings]\nGOOS = linux, windows\n' >all.ini
calm() {
	sed -E -e 's/running go [0-9.]+;/running go HOST;/' -e "s|$PWD|HERE|g"
}
for go in 1.27.4 1.17.13; do
	gorge run all.ini --dry-run --set go=$go -o out-$go | grep -E 'unsupported:' | sed -E 's/^[0-9a-f]+ +//' | sort | calm
	gorge run all.ini --set go=$go -o out-$go -q >/dev/null || echo "status $?"
	echo "$go: $(grep -c ',unsupported,' out-$go/runs.csv) unsupported, $(grep -c ',ok,' out-$go/runs.csv) ok, $(grep -c ',failed,' out-$go/runs.csv) failed"
done

# A go command that has no threads to start a compiler with, for the empty package alone.
root=$(go env GOROOT)
cp -rs "$root" goroot
rm goroot/bin/go
cat >goroot/bin/go <<GO
#!/bin/sh
case \$PWD in
*/helpers/probe*)
	echo '# probe' >&2
	echo 'go: fork/exec $root/pkg/tool/compile: resource temporarily unavailable' >&2
	exit 1
	;;
esac
GOROOT=\$(dirname "\$0")/.. exec "$root/bin/go" "\$@"
GO
chmod +x goroot/bin/go
gorge run all.ini --set "go=path:$PWD/goroot" -o out-fault -q 2>&1 | sed -E -e '/^  while:/d' -e "s|$root|GOROOT|g" -e 's|^(gorge: .*):.*|\1|' | calm
echo "status ${PIPESTATUS[0]}, $(grep -c . out-fault/runs.csv) line in runs.csv"
