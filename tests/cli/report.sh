# What reads a results folder: laws, verdicts and reports of made-up rows that follow known laws.
rows() {
	echo "schema,workload,outcome,why,files,tree_peak_bytes"
	for files in 1 "$@"; do
		echo "1,load:full,ok,,$files,$((20000000 + files * 40000 + files / 1000 % 7 * 1300000))"
	done
	echo '1,load:full,oom,"killed at its limit of 1.0 GB, by the kernel",200000,'
}
mkdir out
rows 1000 10000 50000 100000 >out/runs.csv
gorge fit out
echo "status $?"
gorge fit out --published "$GORGE_SOURCE/bench/article/scaling.csv" --json | grep -A2 '"claim"'
gorge report out --no-figures --published "$GORGE_SOURCE/bench/article/scaling.csv" --strict
echo "status $?"
ls out
head -n 3 out/report.md
gorge plot out
echo "status $?"
PATH_BEFORE=$PATH
PATH=$(dirname "$(command -v gorge)") gorge plot out 2>&1
echo "status $?"
PATH=$PATH_BEFORE
try() {
	gorge "$@" 2>&1
	echo "status $?"
}
try fit out --metric tree_peek_bytes
try fit out --metric wall_ns
try fit nowhere
try report out --published nowhere.csv
rows >out/runs.csv
try fit out
echo "1,load:full" >>out/runs.csv
try report out
echo "schema,workload,outcome,files" >out/runs.csv
try report out
echo "7,build,ok,1" >>out/runs.csv
try report out
