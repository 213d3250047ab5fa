#!/usr/bin/env bash
# What generating costs beside the least that creating the same files can cost. Everything is done in turn,
# several times; the figures are medians of the ratios within a turn. CPU is user + system of all threads.
#
# usage: generate.sh BUILD [FOLDER_ON_TMPFS [FILES [TURNS]]]
set -euo pipefail
build=$(cd "${1:?usage: generate.sh BUILD [FOLDER_ON_TMPFS [FILES [TURNS]]]}" && pwd)
base=${2:-/dev/shm}
files=${3:-100000}
turns=${4:-5}
gorge=$build/bin/gorge
floor=$build/probes/create_floor

if [ "$(stat -f -c %T "$base")" != tmpfs ]; then
	echo "$base is not on tmpfs; other file systems cost more than gorge does and vary"
	exit 77
fi
# A page for each file, in three trees at most, and an archive of 3 KB a file.
room=$(df --output=avail -k "$base" | tail -1)
if [ "$room" -lt $((files * 20)) ]; then
	files=$((room / 20))
	echo "only $room KiB free in $base: $files files"
fi
work=$(mktemp -d "$base/gorge-perf.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

# spent COMMAND...: "cpu_seconds wall_seconds" of a command.
spent() {
	local TIMEFORMAT='%3U %3S %3R'
	{ time "$@" >/dev/null 2>errors; } 2>spent || {
		cat errors >&2
		return 1
	}
	awk '{ print $1 + $2, $3 }' spent
}
# floor_spent [hot]: the same for the creation alone, without reading the tree first.
floor_spent() {
	"$floor" tree copy "$@" >spent
	rm -rf copy
	tr ' ' '\n' <spent | awk -F= '
		/^(user|system)_us/ { cpu += $2 / 1e6 }
		/^wall_us/ { wall = $2 / 1e6 }
		END { print cpu, wall }'
}
# gen_spent THREADS
gen_spent() {
	spent "$gorge" gen module made files="$files" -j "$1"
	rm -rf made
}
tar_spent() {
	mkdir made
	spent tar -xf tree.tar -C made
	rm -rf made
}
# resident FILES: most resident KiB of gorge generating that many.
resident() {
	rm -rf small
	/usr/bin/time -f %M "$gorge" gen module small files="$1" 2>&1 >/dev/null | tail -1
	rm -rf small
}
median() { sort -g | awk '{ at[NR] = $1 } END { print at[int((NR + 1) / 2)] }'; }

"$gorge" gen module tree files="$files" >/dev/null
tar -cf tree.tar tree
for ((turn = 0; turn < turns; turn++)); do
	least=$(floor_spent)
	hot=$(floor_spent hot)
	one=$(gen_spent 1)
	two=$(gen_spent 2)
	tar=$(tar_spent)
	echo "$least $hot $one $two $tar"
done >turns

# ratio NAME EXPRESSION TARGET: of the columns floor, hot, one, two, tar, each CPU then wall.
ratio() {
	printf '%-46s %7s   (target: %s)\n' "$1" "$(awk "{ printf \"%.3f\n\", $2 }" turns | median)" "$3"
}
echo "$files files, $(awk '{ print $1 * 1e6 / '"$files"' }' turns | median) us of CPU a file by the floor, $turns turns"
ratio "CPU, gen with 1 thread / floor" '$5 / $1' '<= 1.12'
ratio "CPU, gen with 2 threads / floor" '$7 / $1' '<= 1.25'
ratio "CPU, gen with 1 thread / floor of cached bytes" '$5 / $3' 'none: a floor below the floor'
ratio "CPU, gen with 1 thread / tar -x" '$5 / $9' '< 1'
ratio "wall, gen with 2 threads / floor" '$8 / $2' '<= 0.7'
echo "gorge resident at 1,000 files: $(resident 1000) KiB, at $files: $(resident "$files") KiB   (target: <= 8192, flat)"
