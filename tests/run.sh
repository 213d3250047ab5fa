#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. `tests/run.sh NAME...` runs only those groups.
# The last line counts them: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

all_groups=(build unit lint docs cli loader truth faults debian-go property fuzz vm perf)
groups=("${all_groups[@]}")
[ $# -gt 0 ] && groups=("$@")
logs=build/test-logs
outcomes=$logs/outcomes # a line for each test that has ended

# Nothing of the user's is used or changed: what gorge keeps between runs is below build/. Only toolchains, which
# take long to fetch and never change, may be in a folder that several trees share: GORGE_TOOLCHAINS names it.
export GORGE_TOOLCHAINS=${GORGE_TOOLCHAINS:-$PWD/build/toolchains}
export GORGE_SCRATCH=$PWD/build/scratch XDG_CACHE_HOME=$PWD/build/cache
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
unset GOFLAGS

prefix= # of the names of tests, while they are run in another way

# run NAME COMMAND...: one test; its output is shown only when it fails. Status 77 says that the test could not be
# made here, for the reason in its last line: neither passed nor failed.
run() {
	local name=$prefix$1 start=$SECONDS status=0 log outcome
	log=$logs/${name//\//-}.log
	shift
	"$@" >"$log" 2>&1 </dev/null || status=$?
	case $status in
	0) outcome=ok ;;
	77) outcome=SKIP ;;
	*) outcome=FAIL ;;
	esac
	{
		printf '%-5s %-34s %4d s' $outcome "$name" $((SECONDS - start))
		[ $outcome != SKIP ] || printf ': %s' "$(tail -n 1 "$log")"
		[ $outcome != FAIL ] || printf ': %s\n%s' "$*" "$(tail -n 60 "$log" | sed 's/^/      | /')"
		echo
	} >"$log.told"
	cat "$log.told" # at once, whatever runs beside
	rm "$log.told"
	echo $outcome >>"$outcomes"
}

# beside NAME COMMAND...: the same for a test that measures nothing, while others of its kind run: as many as
# there are processors. A group of such ends with `wait`.
beside() {
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
		wait -n || true
	done
	run "$@" &
}

# show NAME COMMAND...: the same for what prints figures worth reading.
show() {
	run "$@"
	sed 's/^/      /' "$logs/${1//\//-}.log"
}

configure_and_build() {
	cmake --preset "$1" && cmake --build --preset "$1"
}

group_build() {
	run build/release configure_and_build release
	run build/dev configure_and_build dev
	run build/clang configure_and_build clang
}

# A program of unit tests one of which was skipped was not made as a whole.
all_of() {
	local said status=0 skipped
	said=$("$1" 2>&1) || status=$?
	echo "$said"
	[ $status = 0 ] || return $status
	skipped=$(sed -n 's/^\[  SKIPPED \] test_/test_/p' <<<"$said" | sort -u | xargs)
	[ -z "$skipped" ] || {
		echo "all of it but $skipped"
		return 77
	}
}

# unit PROGRAM
unit() { beside "unit/$(basename "$1" | sed s/^test_//)" all_of "$1"; }

group_unit() {
	for program in build/dev/tests/test_*; do
		[ -x "$program" ] && unit "$program"
	done
	# The bytes of a project are the same whichever compiler gorge was built by, and with what.
	beside unit/module-by-clang build/clang/tests/test_module
	beside unit/module-optimised build/release/tests/test_module
	wait
}

group_lint() {
	run lint/format bash -c 'git ls-files "*.c" "*.h" | xargs clang-format --dry-run --Werror'
	run lint/tidy bash -c 'git ls-files "harness/*.c" "generators/*.c" |
		grep -v measure/shim/ | xargs -P "$(nproc)" -n 1 clang-tidy -quiet -p build/clang'
	run lint/shell bash -c 'git ls-files "*.sh" .ci/run | xargs shellcheck -S warning'
	for check in tests/lint/*.py; do
		beside "lint/$(basename "$check" .py)" "$check" . build/release
	done
	script_group lint beside
}

group_docs() {
	run docs/current docs/generate.sh --check
}

# fetch_for FOLDER: the Go releases that scripts of a folder name in a line `# fetches: RELEASE...`, before they are
# run: each fetches what it lacks, but what took how long is to be seen.
fetch_for() {
	for release in $(sed -n 's/^# fetches: //p' tests/"$1"/*.sh | tr ' ' '\n' | sort -Vu); do
		[ -d "$GORGE_TOOLCHAINS/go$release" ] ||
			beside "fetch/$release" build/release/bin/gorge toolchain install "$release"
	done
	wait
}

group_cli() {
	fetch_for cli
	for script in tests/cli/*.sh; do
		case $script in tests/cli/run.sh) continue ;; esac
		beside "cli/$(basename "$script" .sh)" tests/cli/run.sh "$script"
	done
	wait
}

# script_group FOLDER HOW [WHICH]: every script of a folder, or those for which WHICH says yes, is one test; it takes
# the folder of the release build.
script_group() {
	fetch_for "$1"
	for script in tests/"$1"/*.sh; do
		[ -x "$script" ] && "${3:-true}" "$script" && "$2" "$1/$(basename "$script" .sh)" "$script" build/release
	done
	wait
}

group_loader() { run loader/host tests/loader/run.sh; }
group_truth() { script_group truth run; }
# The same moments and calls every time: new ones are for the long form.
group_faults() { show faults/sample tests/faults/run.sh --sample --seed 1 --build build/release; }
group_property() { script_group property beside; }
group_vm() { script_group vm run; }

# What the tests of these groups expect has to hold whatever Go the host has, so they are made again with the one that
# Debian has, which is years older than a developer's, and with no other on PATH. Of the unit tests those that can
# start the host's Go at all: the others hold no code that looks for it. Of the truth scripts those that have gorge
# run or fetch something: the others tell sizes of known processes, which has to be alone on the machine.
starts_go() { [ -n "$(nm "$1" | grep -w toolchain_describe_host)" ]; }
has_gorge_run() { grep -qE '(gorge"|as_user) (run|compare|toolchain) ' "$1"; }

group_debian-go() {
	run debian-go/unpack tests/debian_go.sh build/debian-go
	[ -x build/debian-go/usr/bin/go ] || return
	(
		prefix=debian-go/
		path=$(tr ':' '\n' <<<"$PATH" | while read -r folder; do
			[ -x "$folder/go" ] && [ ! -x "$folder/sh" ] || echo "$folder"
		done | paste -sd:)
		export PATH=$PWD/build/debian-go/usr/bin:$path HOME=$PWD/build/debian-go/home GOTOOLCHAIN=local
		mkdir -p "$HOME"
		starts_go build/dev/bin/gorge || run unit false # it asks for another name now
		for program in build/dev/tests/test_*; do
			starts_go "$program" && unit "$program"
		done
		group_cli
		script_group truth beside has_gorge_run
	)
}

group_fuzz() {
	run build/fuzz configure_and_build fuzz
	for fuzzer in build/fuzz/fuzzers/fuzz_*; do
		[ -x "$fuzzer" ] && beside "fuzz/$(basename "$fuzzer" | sed s/^fuzz_//)" tests/fuzz/smoke.sh "$fuzzer"
	done
	wait
}

# Figures, not verdicts: a slow machine fails nothing.
group_perf() { script_group perf show; }

tests/install.sh test || exit 3
mkdir -p "$logs"
: >"$outcomes"
for group in "${groups[@]}"; do
	if ! declare -F "group_$group" >/dev/null; then
		echo "run.sh: there is no group '$group'; there are: ${all_groups[*]}" >&2
		exit 2
	fi
	start=$SECONDS
	"group_$group"
	printf '%-5s %-34s %4d s\n' '' "$group in all" $((SECONDS - start))
done
rm -rf build/scratch
count() { grep -c "^$1\$" "$outcomes"; }
[ "$(count SKIP)" = 0 ] || echo "$(count SKIP) could not be made here"
echo "$(count ok) passed, $(count FAIL) failed"
[ "$(count FAIL)" = 0 ]
