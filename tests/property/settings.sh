#!/usr/bin/env bash
# Every setting of an experiment reaches the tools, on old releases and new ones: the compilers and linkers of a
# copied GOROOT write down how they were called, and what a release cannot do is an `unsupported` row.
# settings.sh BUILD [RELEASE...]; BUILD is a folder with bin/gorge.
# fetches: 1.11.13 1.18.10 1.27.4
set -uo pipefail
gorge=$(realpath "$1")/bin/gorge
shift
[ $# -gt 0 ] || set -- 1.11.13 1.18.10 1.27.4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export GORGE_SCRATCH=$folder/scratch XDG_CACHE_HOME=$folder/cache
mkdir -p "$GORGE_SCRATCH" "$folder/project/a" "$folder/project/b" "$folder/project/main"
cd "$folder" || exit 2
printf 'module example.com/t\n\ngo 1.11\n' >project/go.mod
for name in a b; do printf 'package %s\n\nfunc F() int { return 1 }\n' $name >project/$name/$name.go; done
printf '// +build special\n\npackage a\n' >project/a/special.go
printf 'package main\n\nfunc main() { println(1) }\n' >project/main/main.go
printf '[experiment]\nmemory = 8Gi\n[project]\ngenerator = dir:project\n[workload]\nname = build\ntarget = ./a ./b\n' >lib.ini
failures=0
fail() {
	echo "FAIL: $release: $*"
	failures=$((failures + 1))
}

# A GOROOT of links but for the go command, which finds its GOROOT by its own place, and the two tools.
copy_goroot() {
	local tools
	rm -rf goroot calls
	cp -rs "$1" goroot
	rm goroot/bin/go
	cp "$1/bin/go" goroot/bin/go
	tools=$(cd goroot && echo pkg/tool/*_*)
	for tool in compile link; do
		rm "goroot/$tools/$tool"
		cat >"goroot/$tools/$tool" <<SH
#!/bin/sh
case " \$* " in *" -V=full "*) ;; *) echo "$tool \$* ENV \$(env | tr '\n' ' ')" >>"$folder/calls"; sleep 0.05 ;; esac
exec "$1/$tools/$tool" "\$@"
SH
		chmod +x "goroot/$tools/$tool"
	done
}

# outcome: of the last row.
outcome() {
	tail -n 1 out/runs.csv | tr ',' '\n' | grep -xE 'ok|failed|oom|timeout|unsupported' | head -n 1
}

# reaches WANTED TOOL KEY=VALUE...: with these settings every call of TOOL for the project holds the text WANTED
# ("!TEXT": none does).
reaches() {
	local wanted=$1 tool=$2 sets=()
	shift 2
	for set in "$@"; do sets+=(--set "$set"); done
	rm -rf calls out
	"$gorge" run lib.ini -o out -q --set "go=path:$folder/goroot" "${sets[@]}" >/dev/null || fail "$* does not run"
	[ "$(outcome)" = ok ] || fail "$*: $(tail -n 1 out/runs.csv)"
	grep -E "^$tool .*(example.com/t|exe/a.out)" calls >of_project || fail "$*: no $tool was called"
	case $wanted in
	!*) ! grep -qF -- "${wanted#!}" of_project || fail "$*: '${wanted#!}' reaches $tool" ;;
	*) ! grep -vqF -- "$wanted" of_project || fail "$*: '$wanted' does not reach $tool: $(head -n 1 of_project)" ;;
	esac
}

# lacks WHY KEY=VALUE...: with these settings the row is unsupported and says why.
lacks() {
	local why=$1 sets=()
	shift
	for set in "$@"; do sets+=(--set "$set"); done
	rm -rf out
	"$gorge" run lib.ini -o out -q --set "go=path:$folder/goroot" "${sets[@]}" >/dev/null || fail "$* does not run"
	[ "$(outcome)" = unsupported ] || fail "$* is $(outcome), not unsupported"
	grep -qF -- "$why" <(tail -n 1 out/runs.csv) || fail "$* does not say '$why': $(tail -n 1 out/runs.csv)"
}

# since MINOR: whether this release is 1.MINOR or newer.
since() {
	[ "$(echo "$release" | cut -d. -f2)" -ge "$1" ]
}

# How many tools of the last run were alive together at most.
overlap() {
	tail -n +2 out/tools.csv | tr -d '\r' | awk -F, '{ print $6, 1; print $6 + $7, -1 }' | sort -n |
		awk '{ now += $2; if (now > most) most = now } END { print most + 0 }'
}

check_release() {
	reaches ' GOGC=77 ' compile GOGC=77
	reaches '! GOGC=' compile GOGC=unset
	reaches ' GOMAXPROCS=3 ' compile GOMAXPROCS=3
	reaches ' GODEBUG=x=1 ' compile GODEBUG=x=1
	reaches ' GOOS=windows ' compile GOOS=windows
	reaches ' GOARCH=arm64 ' compile GOARCH=arm64
	reaches ' CGO_ENABLED=1 ' compile CGO_ENABLED=1
	reaches ' FOO=bar ' compile env.FOO=bar
	reaches ' -c=1 ' compile c=1
	reaches ' -c=3 ' compile c=3
	reaches ' -l ' compile gcflags=-l
	reaches ' -c=2 ' compile c=2 gcflags=-l
	reaches special.go compile tags=special target=./a
	reaches ' -race ' compile race=1 c=1 CGO_ENABLED=1
	reaches ' -s ' link ldflags=-s target=./main
	reaches ' -buildmode=pie ' link buildmode=pie c=1 target=./main
	reaches ' -buildmode=c-shared ' link buildmode=c-shared c=1 CGO_ENABLED=1 target=./main
	reaches ' -buildmode=plugin ' link buildmode=plugin c=1 CGO_ENABLED=1 target=./main
	reaches ' -c=1 ' compile p=1 c=1
	[ "$(overlap)" = 1 ] || fail "p=1 runs $(overlap) tools at a time"
	reaches ' -c=1 ' compile p=2 c=1
	[ "$(overlap)" = 2 ] || fail "p=2 runs $(overlap) tools at a time"
	lacks 'unsupported GOOS/GOARCH pair' GOOS=nosuch buildmode=default
	lacks 'buildmode=nosuch not supported' buildmode=nosuch
	lacks 'flag provided but not defined' gcflags=-nosuch
	lacks '-race requires cgo' race=1 c=1
	lacks '-race compiles C code' race=1 c=1 CGO_ENABLED=1 env.CC=no-such-compiler
	if since 20; then reaches ' -race ' compile race=1 c=2 CGO_ENABLED=1; else lacks '-race refuses -c=2' race=1 c=2 CGO_ENABLED=1; fi
	# Before 1.20 the go command adds no -c of its own beside another; since then its own stands there as well.
	reaches "! $(since 20 && echo '-c=2 ')-c=2 -l " compile c=unset p=unset gcflags=-l GOMAXPROCS=2
	reaches " $(since 20 && echo '-c=2 ')-c=2 -l " compile gcflags=-l GOMAXPROCS=2
	reaches '! -race' compile race=unset gcflags=unset ldflags=unset tags=unset buildmode=unset trimpath=unset
	if since 20; then
		reaches ' -coveragecfg=' compile cover=1 target=./main
		reaches ' -coveragecfg=' compile coverpkg=./... target=./main
	else
		lacks 'came with Go 1.20' cover=1
		lacks 'came with Go 1.20' coverpkg=./...
	fi
	if since 18; then
		reaches ' -asan ' compile asan=1 c=1 CGO_ENABLED=1
		lacks '-asan requires cgo' asan=1 c=1
	else
		lacks 'came with Go 1.18' asan=1 CGO_ENABLED=1
	fi
	if since 13; then reaches "$folder/project/a=>" compile trimpath=1 target=./a; else lacks 'came with Go 1.13' trimpath=1; fi
	if since 17; then
		reaches ' GOEXPERIMENT=fieldtrack ' compile GOEXPERIMENT=fieldtrack c=1 # before 1.20 not with another -c
		lacks 'unknown GOEXPERIMENT' GOEXPERIMENT=nosuch
	else
		lacks 'read since Go 1.17' GOEXPERIMENT=fieldtrack
	fi
	if since 18; then reaches ' GOAMD64=v3 ' compile GOAMD64=v3; else lacks 'came with Go 1.18' GOAMD64=v3; fi
	if since 18; then lacks 'no meaning for GOARCH=arm64' GOAMD64=v1 GOARCH=arm64; fi
	if since 19; then reaches ' GOMEMLIMIT=700MiB ' compile GOMEMLIMIT=700MiB; else lacks 'came with Go 1.19' GOMEMLIMIT=700MiB; fi
}

for release; do
	XDG_CACHE_HOME='' "$gorge" toolchain install "$release" || exit 2
	goroot=$(XDG_CACHE_HOME='' "$gorge" toolchain path "$release") || exit 2
	copy_goroot "$goroot"
	check_release
	echo "$release: done"
done
[ "$failures" -eq 0 ]
