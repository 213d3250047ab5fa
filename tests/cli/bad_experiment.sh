# Mistakes in an experiment file, each named with its line.
try() {
	printf '%b' "$1" >bad.ini
	gorge run bad.ini 2>&1
	echo "status $?"
}
project='[project]\ngenerator = module\n'
work='[workload]\nname = build\n'
try '[project]\ngenerator = modul\n'
try "${project}fils = 10\n$work"
try "${project}files = 0\n$work"
try "${project}files = many\n$work"
try "${project}[workload]\nname = biuld\n"
try "$project${work}[toolchain]\ngo = 1.99.9x\n"
try "$project${work}[toolchain]\ngo = path:/nowhere\n"
try "$project${work}[settings]\nGOGCC = 50\n"
try "$project${work}[experiment]\nmeter = ruler\n"
try "generator module\n"
try "[project]\ngenerator = dir:/nowhere\n$work"
try "[project]\ngenerator = dir:.\n$work"
