# Rows that are there twice count once; two results of one run, and cells that are no figures, are refused.
try() {
	gorge "$@" 2>&1
	echo "status $?"
}
{
	echo "schema,run_id,workload,outcome,files,tree_peak_bytes,repetition"
	for files in 1 10 100 1000 10000; do
		for repetition in 1 2 3; do
			echo "1,run$files.$repetition,build,ok,$files,$((20000000 + files * 40000 + files * repetition)),$repetition"
		done
	done
} >once.csv
mkdir once twice bad
cp once.csv once/runs.csv
cat once.csv once.csv >twice/runs.csv
for command in "fit" "report --no-figures" "export json"; do
	for folder in once twice; do
		gorge $command $folder 2>&1 | sed 's/twice/once/g' >"$folder.out"
	done
	cmp once.out twice.out && grep -c . once.out
done
cmp <(sed 's/twice/once/g' twice/report.md) once/report.md && echo "reports are the same"
for text in nan inf abc 1e400 -5 2e18; do
	{
		cat once.csv
		echo "1,another,build,ok,10,$text,4"
	} >bad/runs.csv
	try fit bad
done
try compare bad once
{
	cat once.csv
	sed -n '3s/,20040002,/,20050000,/p;3s/,20080000,/,1,/p' once.csv
	echo "1,run1.1,build,ok,1,9,1"
} >bad/runs.csv
try report bad
try fit once --metric outcome
try fit once --metric largest_compile_bytes
