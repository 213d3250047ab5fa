#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. `tests/run.sh NAME...` runs only those groups.
# The last line counts them: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

groups=(build unit lint docs cli loader truth property fuzz vm perf)
[ $# -gt 0 ] && groups=("$@")
logs=build/test-logs
passed=0
failed=0
skipped=0

# Measures nothing of the user's: what gorge keeps between runs goes where the tests can throw it away,
# except toolchains, which take long to fetch and never change.
export GORGE_TOOLCHAINS=${GORGE_TOOLCHAINS:-${XDG_CACHE_HOME:-$HOME/.cache}/gorge/toolchains}
export GORGE_SCRATCH=$PWD/build/scratch XDG_CACHE_HOME=$PWD/build/cache
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
unset GOFLAGS

# run NAME COMMAND...: one test; its output is shown only when it fails. Status 77 says that the test could not be
# made here, for the reason in its last line: neither passed nor failed.
run() {
	local name=$1 start=$SECONDS status=0
	shift
	"$@" >"$logs/${name//\//-}.log" 2>&1 </dev/null || status=$?
	if [ $status = 0 ]; then
		passed=$((passed + 1))
		printf 'ok    %-34s %4d s\n' "$name" $((SECONDS - start))
	elif [ $status = 77 ]; then
		skipped=$((skipped + 1))
		printf 'SKIP  %-34s %4d s: %s\n' "$name" $((SECONDS - start)) "$(tail -n 1 "$logs/${name//\//-}.log")"
	else
		failed=$((failed + 1))
		printf 'FAIL  %-34s %4d s: %s\n' "$name" $((SECONDS - start)) "$*"
		tail -n 60 "$logs/${name//\//-}.log" | sed 's/^/      | /'
	fi
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
		[ -x "$program" ] && run "unit/$(basename "$program" | sed s/^test_//)" "$program"
	done
	# The bytes of a project are the same whichever compiler gorge was built by, and with what.
	run unit/module-by-clang build/clang/tests/test_module
	run unit/module-optimised build/release/tests/test_module
}

group_lint() {
	run lint/format bash -c 'git ls-files "*.c" "*.h" | xargs clang-format --dry-run --Werror'
	run lint/tidy bash -c 'git ls-files "harness/*.c" "generators/*.c" |
		grep -v measure/shim/ | xargs -P "$(nproc)" -n 1 clang-tidy -quiet -p build/clang'
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

# script_group FOLDER: every script of a folder is one test; it takes the folder of the release build.
script_group() {
	for script in tests/"$1"/*.sh; do
		[ -x "$script" ] && run "$1/$(basename "$script" .sh)" "$script" build/release
	done
}

group_loader() { run loader/host tests/loader/run.sh; }
group_truth() { script_group truth; }
group_property() { script_group property; }
group_vm() { script_group vm; }

group_fuzz() {
	run build/fuzz configure_and_build fuzz
	for fuzzer in build/fuzz/fuzzers/fuzz_*; do
		[ -x "$fuzzer" ] && run "fuzz/$(basename "$fuzzer" | sed s/^fuzz_//)" tests/fuzz/smoke.sh "$fuzzer"
	done
}

# Figures, not verdicts: a slow machine fails nothing.
group_perf() {
	for script in tests/perf/*.sh; do
		[ -x "$script" ] && show "perf/$(basename "$script" .sh)" "$script" build/release
	done
}

tests/install.sh test || exit 3
mkdir -p "$logs"
for group in "${groups[@]}"; do
	if ! declare -F "group_$group" >/dev/null; then
		echo "run.sh: there is no group '$group'; there are: build unit lint docs cli loader truth property fuzz vm perf" >&2
		exit 2
	fi
	"group_$group"
done
rm -rf build/scratch
[ "$skipped" = 0 ] || echo "$skipped could not be made here"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
