# The plan: what rules leave out, what cannot be done and why, and what earlier rows say of the rest.
# fetches: 1.17.13
cat >plan.ini <<'INI'
[project]
generator = module
files = 1, 100
generics = 0
[toolchain]
go = 1.17.13, host
[workload]
name = build, command
command = no-such-program x
[settings]
GOMEMLIMIT = unset, 1GiB
race = 0, 1
[exclude]
rule = files>=100 GOMEMLIMIT=unset
rule = name=command race=1
rule = name=command GOMEMLIMIT!=unset
INI
plan() {
	gorge run "$@" --dry-run -q | sed -E 's/^[0-9a-f]{32}/ID/; s/about ([0-9.]+ (ms|s)|[0-9hms]+)/about TIME/; s/[0-9.]+ [kMG]?B/SIZE/g; s/go build: -race/go: -race/' | sort
}
plan plan.ini
gorge run plan.ini -o out -q --set files=1 --set race=0 --set go=host
plan plan.ini -o out | grep -E 'cells,|there already'
plan plan.ini -o out --fresh | grep 'cells,'
plan plan.ini -o out --set files=1 --set race=0 --set go=host --repeat 2 | grep -E 'cells,|there already'
plan plan.ini --set name=build --set go=host --set race=0
printf '[project]\ngenerator = module\n[workload]\nname = build\n[exclude]\nrule = name=build\n' >nothing.ini
gorge run nothing.ini --dry-run
printf '[project]\ngenerator = module\n[workload]\nname = build\n[settings]\nGOGC = 50, 100\n[exclude]\nrule = GOGC=50\nrule = GOGC=25\n' >wrong.ini
gorge run wrong.ini --dry-run
