# From lines NAME,LOOPS,BYTES sorted by all three (NAME with ';' for ', '; "~share" has millionths of a share) to a
# Markdown table: a row a name, a column a load, medians with lowest and highest, and the move against no loops.
function megabytes(bytes) { return sprintf(bytes < 1e8 ? "%.1f" : "%.0f", bytes / 1e6) }
function flush_group(	middle) {
	if (count == 0)
		return
	middle = count % 2 ? value[(count + 1) / 2] : (value[count / 2] + value[count / 2 + 1]) / 2
	median[name, loops] = middle
	low[name, loops] = value[1]
	high[name, loops] = value[count]
	if (!(loops in known_loads))
		known_loads[loops] = ++load_count
	if (!(name in known_names)) {
		known_names[name] = 1
		names[++name_count] = name
	}
	if (name != "~share" && count > runs)
		runs = count
	count = 0
}
{
	if ($1 != name || $2 != loops)
		flush_group()
	name = $1
	loops = $2
	value[++count] = $3 + 0
}
END {
	flush_group()
	for (l in known_loads)
		loads[known_loads[l]] = l + 0
	for (i = 2; i <= load_count; i++)
		for (j = i; j > 1 && loads[j - 1] > loads[j]; j--) {
			swapped = loads[j]
			loads[j] = loads[j - 1]
			loads[j - 1] = swapped
		}
	# by the size on the idle host, the largest first
	for (i = 2; i <= name_count; i++)
		for (j = i; j > 1 && median[names[j - 1], loads[1]] < median[names[j], loads[1]]; j--) {
			swapped = names[j]
			names[j] = names[j - 1]
			names[j - 1] = swapped
		}
	printf "Medians of up to %d runs in MB, lowest and highest, and how far the median lies from that without loops:\n\n", runs
	printf "| package |"
	for (i = 1; i <= load_count; i++)
		printf loads[i] == 0 ? " idle |" : " %d busy loops |", loads[i]
	printf "\n| --- |"
	for (i = 1; i <= load_count; i++)
		printf " --- |"
	print ""
	for (n = 1; n <= name_count; n++) {
		if (names[n] == "~share")
			continue
		shown = names[n]
		gsub(/;/, ", ", shown)
		printf "| %s |", shown
		for (i = 1; i <= load_count; i++) {
			key = names[n] SUBSEP loads[i]
			if (!(key in median)) {
				printf " - |"
				continue
			}
			printf " %s (%s to %s)", megabytes(median[key]), megabytes(low[key]), megabytes(high[key])
			idle = median[names[n], loads[1]]
			if (i > 1 && idle > 0)
				printf ", %+.1f%%", 100 * (median[key] / idle - 1)
			printf " |"
		}
		print ""
	}
	printf "| used by others |"
	for (i = 1; i <= load_count; i++)
		printf " %.0f%% |", median["~share", loads[i]] / 1e4
	print ""
}
