# A results folder that cannot be used.
printf '[project]\ngenerator = module\n[workload]\nname = build\n' >tiny.ini
try() {
	gorge run tiny.ini -o "$1" 2>&1
	echo "status $?"
}
echo text >file
try file
mkdir other
echo 'schema,what' >other/runs.csv
try other
cat other/runs.csv
try /proc/results
