#!/usr/bin/env bash
# Each release of a sweep (bench/releases.ini) held against one of them, printed as the tables of
# results/releases/README.md: geometric means over the cells that every release has built, the largest module, and the
# patterns one by one.
#
# usage: bench/releases.sh [RESULTS [RELEASE]]
set -euo pipefail
results=${1:-results/releases}
base=${2:-1.16.15}
[ -f "$results/runs.csv" ] || {
	echo "releases.sh: no runs.csv in $results: gorge run bench/releases.ini -o $results" >&2
	exit 2
}
# Only fields in quotes hold commas, and none of those below is one; the text of a cell is its params.
tr -d '\r' <"$results/runs.csv" | awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	$at["outcome"] == "ok" {
		print $at["go_version"] "|" $at["generator"] " " $at["params"] "|" $at["largest_compile_bytes"] "|" \
			$at["largest_link_bytes"] "|" $at["tree_anon_peak_bytes"] "|" $at["user_ns"] + $at["system_ns"]
	}' | LC_ALL=C sort -t'|' -k1,1V -k2,2 | awk -F'|' -v base="$base" '
	function median(list,    n, i, j, t, v) {
		n = split(list, v, " ")
		for (i = 2; i <= n; i++)
			for (j = i; j > 1 && v[j] + 0 < v[j - 1] + 0; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
		return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
	}
	function row(release, cells, largest,    m, c, sum, line) {
		line = "| " release " |"
		for (m = 1; m <= 4; m++) {
			sum = 0
			for (c in cells)
				sum += log(median(values[release, c, m]) / median(values[base, c, m]))
			line = line sprintf(" %+.1f%% |", (exp(sum / count(cells)) - 1) * 100)
		}
		for (m = 1; m <= 3; m++)
			line = line sprintf(" %.0f |", median(values[release, largest, m]) / 1e6)
		print line sprintf(" %.1f |", median(values[release, largest, 4]) / 1e9)
	}
	function count(cells,    c, n) { for (c in cells) n++; return n }
	# The geometric mean of the largest compile over the cells of a pattern, against the first release that has them.
	function pattern_row(pattern,    i, c, first, sum, cells, line) {
		line = "| " pattern " |"
		for (i = 1; i <= n; i++) {
			sum = cells = 0
			for (c in all)
				if (index(c, pattern "@") == 1 && ((releases[i], c, 1) in values)) {
					if (!(c in first))
						first[c] = median(values[releases[i], c, 1])
					sum += log(median(values[releases[i], c, 1]) / first[c])
					cells++
				}
			line = line (cells ? sprintf(" %.2f |", exp(sum / cells)) : " |")
		}
		print line
	}
	{
		if (!($1 in seen)) { seen[$1] = 1; releases[++n] = $1 }
		for (m = 1; m <= 4; m++)
			values[$1, $2, m] = values[$1, $2, m] " " $(m + 2)
		cell[$2]; all[$2]
		pattern = substr($2, 1, index($2, "@") - 1)
		if (!(pattern in known)) { known[pattern] = 1; patterns[++kinds] = pattern }
		if ($2 ~ /^module@/ && match($2, /files=[0-9]+/) && substr($2, RSTART + 6, RLENGTH - 6) + 0 > most) {
			most = substr($2, RSTART + 6, RLENGTH - 6) + 0
			largest = $2
		}
	}
	END {
		for (c in cell)
			for (i = 1; i <= n; i++)
				if (!((releases[i], c, 1) in values))
					delete cell[c]
		printf "Geometric means over the %d cells that every release has built, against %s; then MB and CPU seconds\n", count(cell), base
		printf "of the module with %d files (medians).\n\n", most
		print "| release | largest compile | largest link | tree, anonymous | CPU | compile MB | link MB | tree MB | CPU s |"
		print "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
		for (i = 1; i <= n; i++)
			row(releases[i], cell, largest)
		print "\nLargest compile of each pattern, geometric mean over its sizes, as a multiple of the first release that has it.\n"
		line = "| pattern |"; rule = "| --- |"
		for (i = 1; i <= n; i++) {
			line = line " " releases[i] " |"
			rule = rule " ---: |"
		}
		print line "\n" rule
		for (k = 1; k <= kinds; k++)
			pattern_row(patterns[k])
	}'
