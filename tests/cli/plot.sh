# Figures of two patterns on three releases, of which one cannot build the second: what is drawn, and why the rest is not.
rows() {
	echo "schema,workload,generator,go_version,outcome,why,params,tree_anon_peak_bytes,largest_compile_bytes"
	for go in 1.17.13 1.20.14 1.27.4; do
		for size in 100 200 400 800; do
			echo "1,build,flat@1,$go,ok,,types=$size,$((30000000 + size * 100000)),$((20000000 + size * 90000))"
			case $go in
			1.17.13) echo "1,build,generic@1,$go,unsupported,needs Go 1.18,types=$size,," ;;
			*) echo "1,build,generic@1,$go,ok,,types=$size,$((size * 400000)),$((size * 300000))" ;;
			esac
		done
	done
}
mkdir out
rows >out/runs.csv
gorge plot out
echo "status $?"
set -- out/figures/*.png
echo "$# pictures"
cut -d, -f1,2,4,7- out/figures/data/changes.csv
gorge report out >/dev/null 2>&1
echo "status $?"
# A report links what is there, and nothing else.
grep -o 'figures/[a-z_0-9-]*\.svg' out/report.md | while read -r figure; do
	[ -s "out/$figure" ] && echo "$figure" || echo "is not there: $figure"
done
# gnuplot would run what stands behind a '<' or a '|'.
mkdir '<touch x;' '|touch y;'
rows >'<touch x;/runs.csv'
cp '<touch x;/runs.csv' '|touch y;'
for folder in '<touch x;' '|touch y;'; do
	gorge plot "$folder" >drawn 2>said
	echo "status $?, $(wc -l <drawn) figures"
	gorge plot out -o "$folder/-" >drawn 2>said
	echo "status $?, $(wc -l <drawn) figures"
done
ls
# What is no file is not drawn into.
rm out/figures/exponents.* out/figures/releases-flat.svg
mkfifo out/figures/exponents.svg
gorge plot out 2>&1
echo "status $?"
rm out/figures/exponents.svg
touch elsewhere.svg
ln -s ../../elsewhere.svg out/figures/exponents.svg
gorge plot out >drawn 2>said
echo "status $?, $(wc -l <drawn) figures"
[ -L out/figures/exponents.svg ] && grep -c '</svg>' elsewhere.svg
