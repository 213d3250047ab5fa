#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. `tests/run.sh NAME...` runs only those groups.
# The last line counts them: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

groups=(build unit lint docs cli loader truth property fuzz vm perf)
[ $# -gt 0 ] && groups=("$@")
logs=build/test-logs
outcomes=$logs/outcomes # a line for each test that has ended

# Measures nothing of the user's: what gorge keeps between runs goes where the tests can throw it away,
# except toolchains, which take long to fetch and never change.
export GORGE_TOOLCHAINS=${GORGE_TOOLCHAINS:-${XDG_CACHE_HOME:-$HOME/.cache}/gorge/toolchains}
export GORGE_SCRATCH=$PWD/build/scratch XDG_CACHE_HOME=$PWD/build/cache
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
unset GOFLAGS

# run NAME COMMAND...: one test; its output is shown only when it fails. Status 77 says that the test could not be
# made here, for the reason in its last line: neither passed nor failed.
run() {
	local name=$1 start=$SECONDS status=0 log=$logs/${1//\//-}.log outcome
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

group_unit() {
	for program in build/dev/tests/test_*; do
		[ -x "$program" ] && beside "unit/$(basename "$program" | sed s/^test_//)" "$program"
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
	run lint/null_device tests/lint/null_device.sh
	run lint/shell bash -c 'git ls-files "*.sh" .ci/run | xargs shellcheck -S warning'
}

group_docs() {
	run docs/current docs/generate.sh --check
}

group_cli() {
	for script in tests/cli/*.sh; do
		case $script in tests/cli/run.sh) continue ;; esac
		run "cli/$(basename "$script" .sh)" tests/cli/run.sh "$script"
	done
}

# script_group FOLDER HOW: every script of a folder is one test; it takes the folder of the release build.
script_group() {
	for script in tests/"$1"/*.sh; do
		[ -x "$script" ] && "$2" "$1/$(basename "$script" .sh)" "$script" build/release
	done
	wait
}

group_loader() { run loader/host tests/loader/run.sh; }
group_truth() { script_group truth run; }
group_property() { script_group property beside; }
group_vm() { script_group vm run; }

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
		echo "run.sh: there is no group '$group'; there are: build unit lint docs cli loader truth property fuzz vm perf" >&2
		exit 2
	fi
	"group_$group"
done
rm -rf build/scratch
count() { grep -c "^$1\$" "$outcomes"; }
[ "$(count SKIP)" = 0 ] || echo "$(count SKIP) could not be made here"
echo "$(count ok) passed, $(count FAIL) failed"
[ "$(count FAIL)" = 0 ]
