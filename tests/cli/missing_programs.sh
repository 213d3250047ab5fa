# A host without go, and one without gnuplot.
gorge=$(command -v gorge)
printf '[project]\ngenerator = module\nfiles = 1, 2\n[workload]\nname = load\n' >x.ini
PATH=/nowhere "$gorge" run x.ini -o out 2>&1
echo "status $?"
gorge run x.ini -o out -q
PATH=/nowhere "$gorge" plot out 2>&1
echo "status $?"
