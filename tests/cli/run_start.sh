# The program of the project is run; where there is none, where it is for another platform, and where C code
# cannot be built, the row says so.
# columns FILE NAME...: these columns of a CSV file without quotes, by row.
columns() {
	tr -d '\r' <"$1" | awk -F, -v wanted="${*:2}" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; count = split(wanted, chosen, " "); next }
		{ for (i = 1; i <= count; i++) printf "%s%s", $place[chosen[i]], i < count ? "|" : "\n" }' | sort
}
printf '[project]\ngenerator = package_inits\nvariables = 3\ninits = 2\n[workload]\nname = start\n[settings]\nGOOS = unset, plan9\n' >inits.ini
gorge run inits.ini -o inits -q
columns inits/runs.csv GOOS outcome tools tools_expected largest_process_tool quality why | sed -E -f "$GORGE_SOURCE/tests/calm.sed"
printf '[project]\ngenerator = dir:library\n[workload]\nname = start\n' >library.ini
mkdir library
printf 'module library\n\ngo 1.18\n' >library/go.mod
printf 'package library\n' >library/library.go
gorge run library.ini -o library-out -q
columns library-out/runs.csv outcome why
printf '[project]\ngenerator = cgo_files\nfiles = 1\nfunctions = 1\n[workload]\nname = build, start\n[settings]\nCGO_ENABLED = 0, 1\nenv.CC = unset, no-such-compiler\n' >c.ini
gorge run c.ini -o c -q
columns c/runs.csv workload CGO_ENABLED env outcome tools tools_expected quality why | sed -E -f "$GORGE_SOURCE/tests/calm.sed"
