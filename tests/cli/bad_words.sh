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
