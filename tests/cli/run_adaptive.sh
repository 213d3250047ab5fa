# Repetitions that adapt, by a metric that is always the same (one loader), so that it does not depend
# on the host: the least number of runs that carries an interval is six.
cat >adaptive.ini <<'INI'
[experiment]
question = How often?
repeat = 2..9 until ci(tools)<1%, 2..4 until ci(tools)<1% if files > 2, 2..8 until ci(output_bytes)<1% if files > 4
[project]
generator = module
files = 1, 3, 5
[workload]
name = load:ondemand
INI
gorge run adaptive.ini --dry-run | tail -n 1 | sed -E 's/about .* of disk/about SO MUCH/'
echo "-- measured"
gorge run adaptive.ini -o out -q
echo "-- again: nothing is left to do"
gorge run adaptive.ini -o out -q 2>&1
tail -n +2 out/runs.csv | cut -d, -f5 | sort -n | uniq -c
echo "-- interrupted before the last two rounds"
head -n -3 out/runs.csv >shorter && cp shorter out/runs.csv
gorge run adaptive.ini -o out -q 2>/dev/null
echo "-- two shards"
gorge run adaptive.ini -o shard1 -q --shard 1/2 2>/dev/null
gorge run adaptive.ini -o shard2 -q --shard 2/2 2>/dev/null
echo "-- a number on the command line"
gorge run adaptive.ini -o three --repeat 3 -q
echo "-- a metric that is none"
gorge run adaptive.ini -o none --set 'repeat=2..9 until ci(tolls)<1%' -q
echo "status $?"
gorge run adaptive.ini --dry-run --set 'repeat=2..9 until' -q
echo "status $?"
