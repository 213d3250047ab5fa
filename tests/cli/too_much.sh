# What nobody can ever measure, or read, is refused at once with the number that is possible; with at most 1 GB of
# memory (the sanitizer's limit), so that a mistake here does not take the machine down.
export ASAN_OPTIONS=$ASAN_OPTIONS:hard_rss_limit_mb=1000
try() {
	timeout 60 gorge run "$1" --dry-run "${@:2}" >out 2>&1
	echo "status $?"
	tail -n 4 out
}
ini() { printf '[project]\ngenerator = module\n%b[workload]\nname = build\n' "$1"; }
ini 'files = 2\n' >two.ini
try two.ini --repeat 1000000000
try two.ini --set repeat=1e9
try two.ini --set repeat=1000000000
try two.ini --set 'repeat=5..1000000 until ci<1%'
try two.ini --set files=1..1000000000+1
try two.ini --set files=1..1000000000000000000+1
try two.ini --set 'files=1..1000000000000000000*1'
try two.ini --set files=1..1000+1 --set repeat=10000
ini 'repeat = 10001\nfiles = 2\n' >own.ini
try own.ini
try /dev/zero
try two.ini --set files=1..1000+1 --set GOGC=10..120+1
for i in $(seq 700); do printf '[project p%d]\ngenerator = module\nfiles = 1..150+1\n' "$i"; done >projects.ini
printf '[workload]\nname = build\n' >>projects.ini
try projects.ini
{
	ini 'files = 2\n'
	for i in $(seq 5000); do echo "env.A$i = 1"; done
} >lines.ini
try lines.ini
{
	ini 'files = 2\n'
	head -c 1048576 /dev/zero | tr '\0' '#'
} >long.ini
try long.ini
head -c 100 /dev/zero >nothing.ini
try nothing.ini

# A file that a crash has left full of zeros, or that is another's: refused by those who read it, and left as it is.
printf 'schema,run_id,workload,outcome\n1,a,build,ok\n' >rows.csv
for file in runs tools samples; do
	mkdir "zeros-$file"
	cp rows.csv "zeros-$file/runs.csv"
	cp rows.csv "zeros-$file/$file.csv"
	truncate -s 3G "zeros-$file/$file.csv"
	gorge run two.ini -o "zeros-$file" -q >out 2>&1
	echo "status $?"
	tail -n 4 out
	stat -c '%n %s' "zeros-$file/$file.csv"
done
gorge report zeros-runs >out 2>&1
echo "status $?"
tail -n 4 out
