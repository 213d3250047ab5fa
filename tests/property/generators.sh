#!/usr/bin/env bash
# What every generator promises: the same parameters give the same tree, another seed another one; the tree
# is as gofmt writes it; and it builds, passes go vet and runs on the releases it claims.
#
# usage: generators.sh BUILD [--all | RELEASE ...]
# A release is one that `gorge toolchain` knows; standard: the host's go and the oldest releases claimed; --all:
# every release at which something in the compiler changed.
# GENERATORS="a b" in the environment: only these.
set -euo pipefail
build=$(cd "${1:?usage: generators.sh BUILD [RELEASE ...]}" && pwd)
shift
[ $# -gt 0 ] || set -- host 1.11.13 1.18.10
[ "$1" != --all ] || set -- host 1.11.13 1.13.15 1.17.13 1.18.10 1.20.14 1.24.13 1.27.4
gorge=$build/bin/gorge
work=$(mktemp -d)
# The tree is made a second time, on another file system where there is one.
other_work=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
cgo=0 # whether the generator at hand needs C
trap 'chmod -R u+w "$work"; rm -rf "$work" "$other_work"' EXIT
failed=0

# Sizes and corners of each generator, one a line; a generator without lines is tried as it stands.
cases() {
	case $1 in
	module)
		cat <<-'CASES'
			files=1
			files=2 seed=7
			files=10 lines=100
			files=120 files_per_package=4 imports=6 std=4
			files=60 files_per_package=3 generics=1 seed=3
			files=60 files_per_package=1 depth=32 imports=20
			files=90 files_per_package=2 depth=1 reachable=0 imports=0 std=0
			files=4 lines=2000 tail=1 std=8 generics=0.5
			files=1 generics=0 go=1.11 lines=400
			files=100 files_per_package=4 generics=0 go=1.11 std=6 seed=2
			files=40 files_per_package=4 mix=many_methods:10%,type_doubling:10%,map_literal:10%
		CASES
		;;
	small_functions) printf '%s\n' functions=1 '' 'functions=200 statements=40 seed=7' ;;
	closure_literals) printf '%s\n' literals=1 '' 'literals=150 functions=4 seed=7' ;;
	branchy_function) printf '%s\n' statements=1 '' 'statements=90 variables=3 functions=7 seed=7' ;;
	live_locals)
		printf '%s\n' variables=1 '' 'variables=50 branches=1 seed=7' 'variables=1 kind=objects branches=0' \
			'variables=300 kind=objects'
		;;
	map_literal)
		printf '%s\n' entries=1 ''
		printf 'entries=60 values=%s seed=7\n' inlined calls slices interfaces strings
		;;
	giant_switch)
		printf '%s\n' cases=1 '' 'cases=1 keys=dense variables=1' 'cases=600 keys=sparse seed=7' \
			'cases=600 keys=dense variables=9'
		;;
	state_machine) printf '%s\n' states=1 '' 'states=70 transitions=64 variables=1 seed=7' 'states=300 tests=if' ;;
	string_concat) printf '%s\n' terms=1 '' 'terms=1 operands=variable' 'terms=900 operands=variable bytes=3 seed=7' ;;
	integer_expression) printf '%s\n' terms=1 '' 'terms=900 variables=1 seed=7' ;;
	inline_tree) printf '%s\n' depth=1 '' 'depth=60 calls=1 seed=7' 'depth=30 calls=8' ;;
	literal_data)
		cat <<-'CASES'
			elements=1
			elements=200000
			elements=3000 kind=structs length=5
			elements=2 kind=strings length=1Mi seed=4
		CASES
		;;
	embed_files)
		cat <<-'CASES'
			kibibytes=1
			kibibytes=16384
			kibibytes=3 files=12 kind=bytes
			kibibytes=40 files=5 kind=files
		CASES
		;;
	package_inits)
		cat <<-'CASES'
			variables=1 inits=1
			variables=8000
			variables=50 inits=0 bytes=0
			variables=3 inits=10
		CASES
		;;
	redundant_dependencies)
		cat <<-'CASES'
			modules=1 functions=1
			modules=4
			modules=3 functions=40 reachable=1
			modules=12 functions=9 reachable=0
		CASES
		;;
	code_split)
		cat <<-'CASES'
			functions=1 parts=1
			functions=8000
			functions=100 parts=3 into=package
			functions=100 parts=12 into=modules go=1.18
			functions=2 parts=5
		CASES
		;;
	pgo_profile)
		cat <<-'CASES'
			samples=1 packages=1 functions=1
			samples=200000
			samples=300 packages=12 functions=30
		CASES
		;;
	cgo_files)
		cat <<-'CASES'
			files=1 functions=1
			files=16
			files=3 functions=70
	nested_closures)
		cat <<-'CASES'
			depth=1
			depth=20
			depth=12 functions=5 called=twice seed=2
		CASES
		;;
	type_doubling | generic_wrapping)
		cat <<-'CASES'
			depth=1
			depth=10
			depth=9 methods=3 through=functions seed=2
		CASES
		;;
	generic_shapes)
		cat <<-'CASES'
			types=1 functions=1
			types=200
			types=20 functions=9 items=pointers seed=2
		CASES
		;;
	struct_equality)
		cat <<-'CASES'
			depth=0
			depth=11
			depth=6 nests=4 leaf=interface
			depth=20 leaf=int seed=2
		CASES
		;;
	embedding_chain)
		cat <<-'CASES'
			types=1
			types=100
			types=30 methods=3 embed=pointers seed=2
		CASES
		;;
	import_chain)
		cat <<-'CASES'
			packages=1 instantiations=1 methods=1
			packages=20
			packages=5 instantiations=3 methods=6 seed=2
		CASES
		;;
	deep_imports)
		cat <<-'CASES'
			depth=1 width=1 types=1
			depth=25
			depth=12 width=5 types=3 shape=chain seed=2
		CASES
		;;
	linked_methods)
		cat <<-'CASES'
			packages=1 types=1 methods=1
			packages=20
			packages=11 types=4 methods=3 kept=by_interface
			packages=3 types=5 methods=2 kept=not seed=2
			files=400 files_per_package=3 package_tail=3 hub=1 exposed=4 std_heavy=1 tables=1 generics=0 go=1.11
			files=150 files_per_package=50 tail=1.25 package_tail=0 exposed=0 hub=0 std_heavy=0 tables=0 comments=0
		CASES
		;;
	*) echo "" ;;
	esac
}

fail() {
	echo "FAIL: $*"
	failed=$((failed + 1))
}

# in_go GOROOT COMMAND...: in the project, with an environment of its own.
in_go() {
	local root=$1
	shift
	(cd "$work/project" && nice env -i PATH="$root/bin:/usr/bin:/bin" HOME="$work" TMPDIR="$work" \
		GOCACHE="$work/cache-$(basename "$root")" GOPATH="$work/gopath" GO111MODULE=on GOFLAGS= GOENV=off \
		GOTOOLCHAIN=local GOPROXY=off GOTELEMETRY=off CGO_ENABLED="$cgo" "$@")
}

hash_of() { "$gorge" gen "$@" --yes | awk '$1 == "hash" { print $2 }'; }

check_tree() { # NAME PARAMETERS...: leaves the tree in $work/project
	local name=$1 first other
	shift
	rm -rf "$work/project" "$other_work/project"
	first=$(hash_of "$name" "$work/project" "$@" -j 1)
	other=$(hash_of "$name" "$other_work/project" "$@" -j 3)
	[ "$first" = "$other" ] || fail "$name $*: two goes differ: $first and $other"
	diff -r "$work/project" "$other_work/project" || fail "$name $*: the trees differ"
	other=$(hash_of "$name" "$other_work/project" "$@" seed=991)
	[ "$first" != "$other" ] || fail "$name $*: another seed makes no difference"
}

check_release() { # RELEASE NAME PARAMETERS...
	local release=$1 root output
	shift
	root=$("$gorge" toolchain path "$release") || return 1
	[ "$release" != host ] || {
		output=$(in_go "$root" gofmt -l .)
		[ -z "$output" ] || fail "$*: gofmt would change $output"
	}
	in_go "$root" go build ./... || fail "$*: does not build with $release"
	in_go "$root" go vet ./... || fail "$*: does not vet with $release"
	if [ -f "$work/project/main.go" ]; then
		in_go "$root" go build -o "$work/program" . && timeout 60 "$work/program" || fail "$*: does not run ($release)"
	fi
}

# Whether a release is new enough for the go line of the project; `host` is taken to be.
claims() {
	local line
	[ "$1" = host ] && return 0
	line=$(awk '$1 == "go" { print $2 }' "$work/project/go.mod")
	[ "$(printf '%s\n' "${line:-1.0}" "$1" | sort -V | head -1)" = "${line:-1.0}" ]
}

for release in "$@"; do
	[ "$release" = host ] || "$gorge" toolchain install "$release" >/dev/null
done
tried=0
for name in ${GENERATORS:-$("$gorge" list generators | awk '{ print $1 }')}; do
	cgo=0
	! "$gorge" describe "$name" | grep -q "^Needs CGO_ENABLED" || cgo=1
	while read -r parameters; do
		# shellcheck disable=SC2086 # the parameters are words
		check_tree "$name" $parameters
		for release in "$@"; do
			claims "$release" || continue
			# shellcheck disable=SC2086
			check_release "$release" "$name" $parameters
			tried=$((tried + 1))
		done
	done < <(cases "$name")
done
echo "$tried pairs of a project and a release, $failed failures"
[ "$failed" = 0 ] && [ "$tried" -gt 0 ]
