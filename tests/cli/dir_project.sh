# dir: on a module with a neighbour put in by replace, and on a workspace; with build tags, a profile, and C code.
write() {
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}
program() {
	write "$1/main.go" <<'GO'
package main

import (
	"fmt"

	"example.org/lib"
)

func main() { fmt.Println(lib.One()) }
GO
	write "$1/extra.go" <<'GO'
//go:build extra

package main

import _ "example.org/lib/more"
GO
	printf 'package tool\n' | write "$1/tool/tool.go"
	printf 'package native\n\n// int one(void) { return 1; }\nimport "C"\n\nfunc One() int { return int(C.one()) }\n' |
		write "$1/native/native.go"
}
library() {
	printf 'module example.org/lib\n\ngo 1.18\n' | write "$1/go.mod"
	printf 'package lib\n\nfunc One() int { return 1 }\n' | write "$1/lib.go"
	printf 'package more\n\nimport _ "archive/tar"\n' | write "$1/more/more.go"
}
program replaced/app
library replaced/lib
printf 'module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n\nreplace example.org/lib => ../lib\n' |
	write replaced/app/go.mod
program workspace/app
library workspace/lib
printf 'module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n' | write workspace/app/go.mod
printf 'go 1.18\n\nuse (\n\t./app\n\t./lib\n)\n' | write workspace/go.work
mkdir profiled
cp -r replaced/app replaced/lib profiled/
: >profiled/app/default.pgo

fingerprint() {
	(cd "$1" && find . -printf '%P %y %m %s %T@\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum) |
		sha256sum
}
# columns FILE NAME...: these columns of a CSV file without quotes.
columns() {
	tr -d '\r' <"$1" | awk -F, -v wanted="${*:2}" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; count = split(wanted, chosen, " "); next }
		{ for (i = 1; i <= count; i++) printf "%s%s", $place[chosen[i]], i < count ? " " : "\n" }'
}
# measure NAME FOLDER KEY=VALUES...
measure() {
	local name=$1 folder=$2 before sets=()
	shift 2
	printf '[project]\ngenerator = dir:%s\n[workload]\nname = build\n[settings]\nGOMAXPROCS = 2\n' "$folder" >"$name.ini"
	for word in "$@"; do sets+=(--set "$word"); done
	before=$(fingerprint "${folder%%/*}")
	gorge run "$name.ini" -o "out/$name" -q "${sets[@]}"
	echo "$name: status $?"
	[ "$(fingerprint "${folder%%/*}")" = "$before" ] || echo "$name: its folder was written to"
	columns "out/$name/runs.csv" files tags CGO_ENABLED outcome tools tools_expected quality | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sort
	awk 'END { print (NR > 1 ? "tools told" : "no tools") }' "out/$name/tools.csv"
}
measure replace replaced/app tags=other,extra
measure replace_cgo replaced/app CGO_ENABLED=1
measure workspace workspace
measure member workspace/app tags=extra
# A profile has std compiled for its program: they are among the tools, and expected. Before Go 1.21 nobody
# looked at it.
minor=$("$(gorge toolchain path host)/bin/go" version | sed -E 's/.*go1\.([0-9]+).*/\1/')
measure profile profiled/app | awk -v least=$((minor >= 21 ? 20 : 1)) '
	/ ok / { print "ok", ($(NF - 1) > least && $(NF - 1) == $NF ? "every tool" : $0); next }
	{ print }'
find "$GORGE_SCRATCH" -name "workspace-*"
ls
