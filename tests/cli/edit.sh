# edit: a warm cache, one change in the project, and the change taken back: what is compiled again is more than
# nothing and less than all, and the next run finds the project as it was (its hash is looked at before each).
printf '[experiment]\nrepeat = 2\n[project]\ngenerator = module\nfiles = 60\nfiles_per_package = 3\n[workload]\nname = build\ncache = std, warm, edit:body, edit:api, edit:add\nat = leaf, middle, root\n' >x.ini
gorge run x.ini -o out -q
column() { head -n 1 out/runs.csv | tr -d '\r' | tr ',' '\n' | grep -nx "$1" | cut -d: -f1; }
tail -n +2 out/runs.csv | cut -d, -f"$(column cache),$(column outcome),$(column tools),$(column project_hash)" |
	awk -F, '{ hash[$1]++; if ($3 != "ok") print "not ok:", $0; tools[$2] = $4 }
		END {
			for (h in hash) hashes++
			print hashes, "project,", length(tools), "states of the cache"
			for (state in tools)
				if (state ~ /^edit/ && (tools[state] <= tools["warm"] || tools[state] >= tools["std"]))
					print "unlikely:", state, tools[state]
			if (tools["edit:body@leaf"] <= tools["edit:body@root"])
				print "an edit below has to cost more than one above"
		}'
mkdir own && printf 'module own\n\ngo 1.11\n' >own/go.mod && printf 'package main\n\nfunc main() {}\n' >own/main.go
printf '[project]\ngenerator = dir:own\n[workload]\nname = build\ncache = edit:body\n' >own.ini
gorge run own.ini -o own-out 2>&1 | sed 1d
