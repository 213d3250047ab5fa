# Two recorded folders (tests/golden/compare: Go 1.24.13 and 1.26.8 on four small cells, five repetitions,
# measured together) and what is wrong with others.
cp -r "$GORGE_SOURCE/tests/golden/compare/old" "$GORGE_SOURCE/tests/golden/compare/new" .
try() {
	gorge compare "$@" 2>&1
	echo "status $?"
}
try old new
try old new -v --metric output_bytes --metric cpu_ns
try new old --markdown
try old new --fail-above 50% | sed -n '2p;$p'
try old new --json | grep -E '"(verdict|worse|p_adjusted|interleaved|more_runs)"' | sort | uniq -c
try old old | grep -E ' worse,'
mkdir few
head -n 5 new/runs.csv >few/runs.csv
try old few
try old new few --metric largest_compile_bytes
mkdir there other empty mixed
sed 's/,bench,/,elsewhere,/' new/runs.csv >there/runs.csv
try old there
try old there --across-hosts | sed -n '2p;$p'
sed 's/^1,/2,/' new/runs.csv >other/runs.csv
try old other
head -n 1 new/runs.csv >empty/runs.csv
try old empty
cat old/runs.csv new/runs.csv >mixed/runs.csv
try old mixed
sed 's/,cgroup[12],/,proc,/' new/runs.csv >other/runs.csv
try old other
try old new --metric largest_compile_byte
try old new --metric heap_live_bytes
try old new --fail-above much
try old host
try old nowhere
try old
try old new --repeat 5 --dry-run
mkdir dying
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } NR > 1 && NR < 18 { $at["outcome"] = "oom" } { print }' new/runs.csv >dying/runs.csv
try old dying | grep -E ' ok; was|^cells that|worse by|told'
head -n 9 new/runs.csv >few/runs.csv
head -n 9 old/runs.csv >empty/runs.csv
try empty few | sed -n '2p;$p'
try old new --baseline 1.24.13
try new old --baseline 1.24.13 --markdown --metric largest_link_bytes --metric cpu_ns
try old new --baseline 1.20.14
try old new --baseline 1.24.13 --json
