# Words that gorge does not know: each says what, where, why and what to do, with status 2.
try() {
	gorge "$@" 2>&1
	echo "status $?"
}
try rnu
try run
try run a.ini b.ini
try run a.ini --dry-rnu
try run a.ini -o
try run a.ini --repeat 0
try run a.ini --shard 3/2
try run missing.ini
try list generatorz
try describe modul
try describe GOGC
try gen many_methods out types=100001
try gen many_methods out types=1 fields=1 methods=2 --yes
printf '[project many_methods]\ntypes = 1, 200k\n[workload]\nname = build\n' >large.ini
try run large.ini -o large
ls
