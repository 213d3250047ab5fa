#!/usr/bin/env bash
# Two real modules with dependencies, measured through dir: on the host's Go: the largest compile's median of 5
# has to agree within 3% with /usr/bin/time -v round the bare compile command, taken in turns with gorge; and those
# who are told to have held the memory at its peak have to account for nine tenths of it, in the median.
#
# Only steady compiles can tell 3% of error from noise, and it is the garbage collector that makes them unsteady:
# when it starts depends on how threads are scheduled. Two measures against that:
#   - GOMAXPROCS=1, and -c=2: since Go 1.26 a compile with -c above 1 begins collecting at 128 MiB only, so one
#     that ends below has never collected (cobra's: coefficient of variation 0.5% of 109 MB);
#   - GOGC=off where the largest compile would pass 128 MiB (viper's: 2% with it, 0.1% without, of 217 MB).
# With -c=1 the same compiles vary by 2 to 3%.
set -euo pipefail
tests=$(cd "$(dirname "$0")/.." && pwd)
gorge=$(readlink -f "$1/bin/gorge")
modules=("github.com/spf13/cobra v1.10.2 unset" "github.com/spf13/viper v1.21.0 off")
repetitions=5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GORGE_SCRATCH=$work/scratch XDG_CACHE_HOME=${XDG_CACHE_HOME:-$work/cache}

fail() {
	echo "FAIL: $*" >&2
	exit 1
}
not_made() {
	echo "$*"
	exit 77
}

# The environment of every go command that gorge does not start: built from nothing, but for the way out.
environment=(PATH="$PATH" HOME="$work/home" GOPATH="$work/gopath" GOCACHE="$work/go-cache" GOENV=off
	GOTOOLCHAIN=local GOTELEMETRY=off GOFLAGS=-modcacherw GOWORK=off CGO_ENABLED=0 TMPDIR="$work/tmp")
for name in GOPROXY GOSUMDB GONOSUMDB GOINSECURE HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy \
	no_proxy SSL_CERT_FILE SSL_CERT_DIR; do
	[ -z "${!name+set}" ] || environment+=("$name=${!name}")
done
mkdir -p "$work/home" "$work/tmp"

# rows FILE COLUMN...: these columns of a CSV file, found by name, as lines of tab-separated fields.
rows() {
	local file=$1
	shift
	awk -v wanted="$*" '
		function split_row(line, fields,    count, i, quoted, character) {
			count = 1
			fields[1] = ""
			for (i = 1; i <= length(line); i++) {
				character = substr(line, i, 1)
				if (character == "\"")
					quoted = !quoted
				else if (character == "," && !quoted)
					fields[++count] = ""
				else
					fields[count] = fields[count] character
			}
			return count
		}
		{ sub(/\r$/, "") }
		NR == 1 {
			count = split_row($0, names)
			for (i = 1; i <= count; i++)
				place[names[i]] = i
			columns = split(wanted, chosen, " ")
			for (i = 1; i <= columns; i++)
				if (!(chosen[i] in place)) {
					print "there is no column " chosen[i] >"/dev/stderr"
					exit 1
				}
			next
		}
		{
			split_row($0, values)
			for (i = 1; i <= columns; i++)
				printf "%s%s", values[place[chosen[i]]], i < columns ? "\t" : "\n"
		}' "$file"
}

median() {
	sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# Contents, names, modes and times of everything in a folder.
fingerprint() {
	(cd "$1" && find . -printf '%P %y %m %s %T@\n' | sort && find . -type f -print0 | sort -z |
		xargs -0 sha256sum) | sha256sum
}

# Keeps what the go command starts to compile one package: argument vector, environment and folder; with the
# files that it reads.
keep_command() {
	local project=$1 package=$2 gogc=$3 kept=$4 settings=()
	mkdir -p "$kept"
	cat >"$kept/keep.sh" <<'SH'
#!/bin/sh
if [ "$TOOLEXEC_IMPORTPATH" = "$KEPT_PACKAGE" ] && [ "${1##*/}" = compile ] && [ "$2" != -V=full ]; then
	env -0 >"$KEPT_FOLDER/environment"
	printf '%s\0' "$@" >"$KEPT_FOLDER/command"
	pwd >"$KEPT_FOLDER/folder"
fi
exec "$@"
SH
	chmod +x "$kept/keep.sh"
	[ "$gogc" = unset ] || settings+=("GOGC=$gogc")
	(cd "$project" && env -i "${environment[@]}" GOMAXPROCS=1 "${settings[@]}" KEPT_PACKAGE="$package" \
		KEPT_FOLDER="$kept" go build -work -toolexec="$kept/keep.sh" -buildvcs=false -gcflags=all=-c=2 -p=2 \
		"$package") >"$kept/log" 2>&1 || fail "building $package: $(cat "$kept/log")"
	[ -s "$kept/command" ] || fail "the compile command of $package was not seen"
}

# The peak in bytes of the bare compile command.
time_command() {
	local kept=$1 command variables
	mapfile -d '' -t command <"$kept/command"
	mapfile -d '' -t variables <"$kept/environment"
	(cd "$(cat "$kept/folder")" && env -i "${variables[@]}" /usr/bin/time -v -o "$kept/time" "${command[@]}") ||
		fail "the bare compile command failed"
	awk '/Maximum resident set size/ { print $NF * 1024 }' "$kept/time"
}

# Every row of runs.csv holds together, and with tools.csv.
check_rows() {
	local out=$1 run outcome quality tools expected largest anonymous upper
	[ "$(rows "$out/runs.csv" run_id | sort -u | wc -l)" = $repetitions ] || fail "not $repetitions runs"
	while read -r run outcome tools expected largest anonymous upper quality; do
		[ "$outcome" = ok ] || fail "outcome $outcome"
		[ "$quality" = none ] || fail "quality $quality"
		[ "$tools" = "$expected" ] || fail "$tools tools, $expected expected"
		[ $((anonymous * 10)) -ge $((largest * 9)) ] || fail "a tree of $anonymous with a compile of $largest"
		[ "$upper" -ge "$anonymous" ] || fail "an upper bound of $upper below $anonymous"
		[ "$(rows "$out/tools.csv" run_id tool peak_bytes | awk -v run="$run" \
			'$1 == run && $2 == "compile" { print $3 }' | sort -n | tail -n 1)" = "$largest" ] ||
			fail "the largest compile of tools.csv is not that of runs.csv"
	done < <(rows "$out/runs.csv" run_id outcome tools tools_expected largest_compile_bytes \
		tree_anon_peak_bytes tree_upper_bytes quality | sed -E -f "$tests/calm.sed" | sed 's/\t$/\tnone/')
}

# What share of the anonymous peak of each run its holders have, in percent.
shares_held() {
	rows "$1/runs.csv" tree_anon_peak_bytes tree_anon_peak_holders | awk -F '\t' '{
		held = 0
		for (count = split($2, holders, ";"); count > 0; count--) {
			split_at = split(holders[count], words, " ")
			held += words[split_at]
		}
		printf "%.1f\n", 100 * held / $1 }'
}

measure_module() {
	local module=$1 version=$2 gogc=$3 name=${1##*/} folder before package ours theirs held i
	local project=$work/$name out=$work/$name-results kept=$work/$name-kept
	(cd "$work" && env -i "${environment[@]}" go mod download -json "$module@$version") >"$work/log" 2>&1 ||
		not_made "$module@$version cannot be had from the module proxy: $(xargs <"$work/log")"
	folder=$(sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p' "$work/log")
	cp -r "$folder" "$project"
	chmod -R u+w "$project"
	before=$(fingerprint "$project")
	cat >"$work/$name.ini" <<INI
[experiment]
question = Is the largest compile of $name what time says it is?
repeat = $repetitions
[project]
generator = dir:$project
[workload]
name = build
cache = std
[settings]
GOGC = $gogc
GOMAXPROCS = 1
p = 2
c = 2
INI
	for ((i = 1; i <= repetitions; i++)); do
		"$gorge" run "$work/$name.ini" -o "$out" -q --repeat $i >"$work/log" 2>&1 || fail "$(cat "$work/log")"
		package=${package:-$(rows "$out/runs.csv" largest_compile_package)}
		[ $i -gt 1 ] || keep_command "$project" "$package" "$gogc" "$kept"
		time_command "$kept" >>"$work/$name-times"
	done
	[ "$(fingerprint "$project")" = "$before" ] || fail "$project was written to"
	check_rows "$out"
	held=$(shares_held "$out" | median)
	awk -v held="$held" -v what="$module@$version" 'BEGIN {
		printf "%s: the holders at the peak had %.1f%% of it\n", what, held
		exit held < 90 || held > 105
	}' || fail "holders do not account for nine tenths of the peak: $(shares_held "$out" | xargs)"
	ours=$(rows "$out/runs.csv" largest_compile_bytes | median)
	theirs=$(median <"$work/$name-times")
	awk -v ours="$ours" -v theirs="$theirs" -v what="$module@$version GOGC=$gogc: $package" 'BEGIN {
		difference = (ours / theirs - 1) * 100
		printf "%s: gorge %.1f MB, time -v %.1f MB, %+.2f%%\n", what, ours / 1e6, theirs / 1e6, difference
		exit difference > 3 || difference < -3
	}' || fail "they differ by more than 3%; gorge: $(rows "$out/runs.csv" largest_compile_bytes | xargs);" \
		"time -v: $(xargs <"$work/$name-times")"
}

[ -x /usr/bin/time ] || not_made "there is no /usr/bin/time"
release=$(go env GOVERSION 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
[ "${release:-0}" -ge 26 ] || not_made "before Go 1.26 these compiles collect garbage, and vary by more than 3%"
for module in "${modules[@]}"; do
	read -r path version gogc <<<"$module"
	measure_module "$path" "$version" "$gogc"
done
