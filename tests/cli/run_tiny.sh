# A real experiment, small: measured, resumed, and begun anew.
cat >tiny.ini <<'INI'
[experiment]
question = Does it run?
repeat = 2
[project]
generator = module
files = 1, 3
files_per_package = 2
[workload]
name = build, load:ondemand
INI
gorge run tiny.ini --dry-run | sed -E 's/^[0-9a-f]{32}/ID/; s/about .* of disk/about SO MUCH/' | sort
gorge run tiny.ini -o out -q
echo "status $?"
gorge run tiny.ini -o out
echo "status $?"
column() {
	gorge_columns=$(head -n 1 out/runs.csv | tr -d '\r' | tr ',' '\n' | grep -nx "$1" | cut -d: -f1)
	tail -n +2 out/runs.csv | tr -d '\r' | cut -d, -f"$gorge_columns"
}
for name in outcome quality exit_status; do
	echo "$name: $(column $name | sed -E -f "$GORGE_SOURCE/tests/calm.sed" | sort | uniq -c | sed 's/^ *//')"
done
paste -d' ' <(column workload) <(column files) <(column tools) <(column tools_expected) | sort | uniq -c
ls out
gorge run tiny.ini -o out --fresh --set files=1 --repeat 1 -q
ls out | sed 's/before-.*/before-TIME/'
# What an older gorge has begun, without some columns, is gone on with.
first=$(head -n 1 out/runs.csv | tr ',' '\n' | grep -nx others_ns | cut -d: -f1)
cut -d, --complement -f"$first-$((first + 8))" out/runs.csv >older.csv && cp older.csv out/runs.csv
gorge run tiny.ini -o out --set files=1 --repeat 2 -q 2>&1
head -n 1 out/runs.csv | grep -c ",samples,others_ns,others_share,steal_ns,"
column outcome
find "$GORGE_SCRATCH" -name "workspace-*"
