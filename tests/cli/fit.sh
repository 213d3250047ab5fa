# Laws of made-up rows that follow known ones, release by release; predictions, and why there is none.
row() { # release generator params size bytes repetition
	echo "1,build,ok,$1,$2,$3 go=1.11 seed=1,$4,$5,$6"
}
{
	echo "schema,workload,outcome,go_version,generator,params,files,tree_peak_bytes,repetition"
	for depth in 8 10 12 14 16 18; do
		for repetition in 1 2 3; do
			off=$(((depth * 7 + repetition * 13) % 5 * 100000))
			row 1.28rc1 nested@1 "depth=$depth" 10 $((25000000 + depth * 300000 + off)) "$repetition"
			row 1.20.14 nested@1 "depth=$depth" 10 $((25000000 + depth * 300000 + off / 2)) "$repetition"
			row 1.24.13 nested@1 "depth=$depth" 10 $((25000000 + 3000 * (1 << (depth * 3 / 4)) + off)) "$repetition"
			row 1.27.4 nested@1 "depth=$depth" 10 $((25000000 + depth * 300000 + off)) "$repetition"
		done
	done
	for functions in 10 30 100 300 1000; do
		for repetition in 1 2 3; do
			off=$(((functions * 7 + repetition * 13) % 5 * 100000))
			row 1.27.4 calls@1 "functions=$functions" 10 $((30000000 + functions * 50000 + off)) "$repetition"
		done
	done
	for types in 10 30; do
		row 1.27.4 types@1 "types=$types" 10 $((30000000 + types * 50000)) 1
	done
} >runs.csv
gorge fit . --at depth=30 --at functions=5k --at functions=1M --at types=50 | sed -n '/^laws/,/^slope/p'
gorge fit . --residuals | sed -n '/^residuals of build go1.27.4 generator=calls/,/^$/p'
gorge fit . --at functions=5000 --json | python3 -c '
import json, sys
fit = json.load(sys.stdin)
for series in fit["series"]:
    choice = series["choice"]
    print(series["label"], choice and [choice["law"], choice["runner_up"]], series["choice_lacks"],
          [(p["size"], p["predicted"] is not None) for p in series["predictions"]], len(series["residuals"]))
for history in fit["histories"]:
    print(history["series"], [(r["go_version"], r["change"] and r["change"]["verdict"]) for r in history["releases"]])'
try() {
	gorge "$@" 2>&1
	echo "status $?"
}
try fit . --at function=5000
try fit . --at functions=many
try fit . --at 0
head -n 1 runs.csv >header
{
	cat header
	row 1.27.4 calls@1 functions=10 10 30000000 1
	row 1.27.4 calls@1 functions=10 10 31000000 2
} >runs.csv
try fit . --at functions=20
{
	echo "$(cat header),largest_compile_bytes"
	for functions in 100 200 400 800 1600 3200; do
		for repetition in 1 2 3; do
			off=$(((functions * 7 + repetition * 13) % 5 * 100000))
			[ "$functions$repetition" = 4002 ] && off=300000000
			echo "$(row 1.27.4 calls@1 "functions=$functions" 10 $((52000000 + off)) "$repetition"),$((15000000 + 10000 * functions + off))"
		done
	done
} >runs.csv
gorge fit . --at 30000 | sed -n '/^runs that/,/^slope/p'
{
	echo "$(cat header),largest_compile_bytes,GOGC,c"
	for functions in 10 20 40 80 160 320 640 1280 2560; do
		peak=$((20000000 + 300000 * functions))
		echo "$(row 1.26.8 calls@1 "functions=$functions" 10 $peak 1),$((peak < 85000000 ? 85000000 + 1000 * functions : peak)),unset,2"
		echo "$(row 1.26.8 types@1 "types=$functions" 10 $peak 1),$((17000000 + 20000 * functions)),unset,2"
	done
} >runs.csv
gorge fit . --metric largest_compile_bytes --at functions=100 --at functions=5000 | sed -n '/^laws/,/^$/p; /^predictions/,/^$/p'
gorge fit . --metric largest_compile_bytes --json | grep -A 4 '"first_heap"'
{
	cat header
	for functions in 50 75 100 125 150; do
		row 1.27.4 calls@1 "functions=$functions" 10 $((functions < 125 ? 900000 * functions : 300000 * functions)) 1
	done
	for types in 10 20 40 80; do
		row 1.27.4 types@1 "types=$types" 10 $((20000000 + 3000 * types * types)) 1
	done
} >runs.csv
gorge fit . --at functions=110 --plan | sed -n '/^laws/,/^slope/p'
{
	cat header
	for repetition in 1 2 3; do
		for functions in 10 30 100 300 1000 3000 10000; do
			off=$(((functions * 7 + repetition * 13) % 5 * 100000))
			row 1.27.4 calls@1 "functions=$functions" 10 $((30000000 + functions * 50000 + off)) "$repetition"
		done
		row 1.27.4 types@1 types=10 10 30000000 "$repetition"
		row 1.27.4 types@1 types=20 10 30100000 "$repetition"
	done
} >runs.csv

gorge fit . --hold-back 2 | sed -n '/^Without/p; /^sizes that were/,/^$/p'
gorge fit . --hold-back 1 --json | python3 -c '
import json, sys
for series in json.load(sys.stdin)["series"]:
    print(series["label"], [(h["size"], h["measured"], h["predicted"] and round(h["predicted"]["value"] / 1e6), h["why"])
                            for h in series["held_back"]])'
try fit . --hold-back 0
# A sum of columns is a metric here as it is for compare.
{
	echo "$(cat header),user_ns,system_ns"
	for functions in 100 200 400 800 1600; do
		for repetition in 1 2 3; do
			off=$(((functions * 7 + repetition * 13) % 5 * 10000))
			echo "$(row 1.27.4 calls@1 "functions=$functions" 10 1000 "$repetition"),$((functions * 900000 + off)),$((2000000 + functions * 100000))"
		done
	done
} >runs.csv
gorge fit . --metric cpu_ns --at 6400 | sed -n '1p;/^laws/,/^slope/p'
try fit . --metric cpu_n | tail -n 4
