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

# A quote that does not close would swallow the rows behind it, or as many as there are up to the next one.
printf '[experiment]\nrepeat = 3\nsamples = yes\n[project]\ngenerator = module\n[workload]\nname = command\ncommand = sleep 0.1\ncache = cold\n' >quote.ini
gorge run quote.ini -o quote -q
printf '1,%s,7,compile,p,1,1,1,1,4096,1,,0\r\n' "$(sed -n '2s/^1,quote,\([^,]*\),.*/\1/p' quote/runs.csv)" | tee -a quote/tools.csv >>quote/tools.csv
for file in runs tools samples; do
	cp -r quote "open_$file"
	[ -e "open_$file/samples.csv" ] || continue
	sed -i '3s/1,/1,"/' "open_$file/$file.csv"
	before=$(cat "open_$file"/*.csv | cksum)
	try run quote.ini -o "open_$file" -q
	[ "$(cat "open_$file"/*.csv | cksum)" = "$before" ] || echo "open_$file was changed"
done
try report open_runs --no-figures
try fit open_runs
try export packages open_tools
printf '1,quote,"torn, ' >>quote/runs.csv
try run quote.ini -o quote -q
