# One folder with everything in it: generators of different size parameters, real code that has one size, a project
# that never built, three releases. What can be fitted is, and what cannot says why; nothing is mixed up.
row() { # release generator params files target cache outcome bytes repetition
	echo "1,bench,$1,id$1,$2,$3,$4,build,$6,$5,cgroup2,$7,$8,$8,$9"
}
{
	echo "schema,host,go_version,go_id,generator,params,files,workload,cache,target,meter,outcome,largest_compile_bytes,tree_anon_peak_bytes,repetition"
	for go in 1.23.12 1.24.13 1.27.4; do
		for repetition in 1 2 3; do
			for depth in 8 10 12 14 16 18; do
				off=$(((depth * 7 + repetition * 13) % 5 * 100000))
				bytes=$((25000000 + depth * 300000 + off))
				[ $go != 1.24.13 ] || bytes=$((25000000 + 3000 * (1 << (depth * 3 / 4)) + off))
				row $go nested@1 "depth=$depth go=1.11 seed=1" 1 ./... std ok $bytes $repetition
			done
			for functions in 10 30 100 300 1000; do
				off=$(((functions * 7 + repetition * 13) % 5 * 100000))
				row $go calls@1 "functions=$functions go=1.11 seed=1" 10 ./... std ok \
					$((30000000 + functions * 50000 + off)) $repetition
			done
			row $go types@1 "types=10 go=1.11 seed=1" 3 ./... std ok 30000000 $repetition
			row $go types@1 "types=20 go=1.11 seed=1" 3 ./... std ok 33000000 $repetition
			row $go get:example.com/cobra@v1.0.0 "" 33 ./... std ok 61000000 $repetition
			files=$((800 + ${go:2:2} * 10)) # the standard library grows from release to release
			row $go goroot "" $files std cold ok $((90000000 + repetition * 1000)) $repetition
			row $go goroot "" $((files + 700)) cmd/compile cold ok $((180000000 + repetition * 1000)) $repetition
			row $go dir:/no/such/thing "" "" ./... std failed "" $repetition
		done
	done
} >runs.csv
try() {
	gorge "$@" 2>&1
	echo "status $?"
}
try fit . --metric largest_compile_bytes | sed -n '/^laws/,/^slope/p'
gorge fit . --metric largest_compile_bytes --json | python3 -c '
import json, sys
fit = json.load(sys.stdin)
for series in fit["series"]:
    if "goroot" in series["label"]:
        print(series["label"], len(series["points"]), series["choice_lacks"])'
try compare .
try compare .@1.23.12 .@go1.24.13 -v --metric largest_compile_bytes
try compare . --metric largest_compile_bytes --markdown | sed -n '/growth/,/geometric/p'
gorge compare . --metric largest_compile_bytes --json | python3 -c '
import json, sys
for law in json.load(sys.stdin)["growth"]:
    print(law["pattern"], law["axis"])
    for release in law["releases"]:
        choice, change = release["choice"], release["change"]
        print("  ", release["go_version"], choice and choice["law"], release["choice_lacks"], release["compared_with"],
              change and (change["verdict"], change["another_law"], round(change["ratio_largest"]["value"], 2)))'
try compare .@1.23.12 .@1.25.0
try compare ./here@1.23.12 .
try compare . .@1.23.12
try compare 1.23.12
head -n 1 runs.csv >header
grep -e '^1,bench,1.24.13' runs.csv >rows
cat header rows >runs.csv
try compare .
sed 's/,id1.24.13,/,another,/' rows >>runs.csv
try compare .@1.24.13 .@1.24.13
