# What would decide between laws, measured: the sizes that the rows ask for, of the series that ask, with the ids that
# an experiment which names these sizes gives them.
cat >x.ini <<'INI'
[project]
generator = module
files = 10..320*2
[workload]
name = load:ondemand
[settings]
GOGC = 50, 100
[exclude]
rule = GOGC=50 files>500
INI
# give FUNCTION_OF_SIZE [GOGC] - writes it where the rows have their peak; awk's x is the size
give() {
	awk -F, -v OFS=, -v only="${2-}" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; print; next }
		{
			split($place["params"], words, /[= ]/)
			x = words[2]
			if (only == "" || $place["GOGC"] == only) $place["tree_peak_bytes"] = int('"$1"')
			print
		}' out/runs.csv >changed && cp changed out/runs.csv
}
line='5e6 + 1e6 * x' bend='20e6 + 3000 * x * x'
fill() {
	gorge run x.ini -o out --fill "$@" 2>&1 | sed -E 's/^[0-9a-f]{32}/ID/; s/about .*/about SO MUCH/; s/: ok, .*/: ok/'
}
gorge run x.ini -o out -q
give "$line"
echo "-- nothing is undecided"
fill
fill --dry-run
echo "-- one series has four sizes of one run"
cp out/runs.csv whole
sed -i -E '/files=(160|320) .*,100,/d' out/runs.csv
give "$bend" 100
fill --dry-run
gorge fit out --plan | sed -n '/^what to measure/,/^$/p'
fill --dry-run --repeat 3 | tail -n 1
echo "-- measured, and not again"
fill
size=$(sed -n '/,100,/s/.*files=\([0-9]*\).*/\1/p' out/runs.csv | sort -n | tail -n 1)
echo "-- the rows are those of an experiment that names the size"
gorge run x.ini -o out -q --set "files=$size" --set GOGC=100
give "$bend" 100
fill --dry-run
echo "-- what [exclude] leaves out, cells that this experiment lacks, more than the generator takes"
cp whole out/runs.csv
sed -i -E '/files=(160|320) .*,50,/d' out/runs.csv
give "$bend" 50
fill --dry-run
sed -i 's/files>500/files>100/' x.ini
fill --dry-run
fill --dry-run --set GOGC=100
printf '[project]\ngenerator = nested_closures\ndepth = 20, 40, 80, 160\n[workload]\nname = load:ondemand\n' >x.ini
gorge run x.ini -o out -q --fresh --yes
give '20e6 + 400 * x * x'
fill --dry-run
echo "-- too few sizes for any law"
gorge run x.ini -o two -q --set depth=20,40 --yes
gorge run x.ini -o two --fill 2>&1
try() {
	gorge run x.ini "$@" 2>&1
	echo "status $?"
}
echo "-- another metric, and words that do not go together"
gorge run x.ini -o out --fill --dry-run --metric wall_ns >/dev/null 2>&1
echo "status $?"
try -o out --fill --metric wall
try -o out --metric wall_ns
try -o out --fill --fresh
try -o none --fill
