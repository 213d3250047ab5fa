# Tables of medians from sorted lines "table|class|measure|project||value". The real ones' median is that of
# their medians, each of at least LEAST packages (of the largest packages there are few: any); "off" is a
# generated project's distance from it.
BEGIN {
	FS = "|"
	LEAST = 3
	reals = split(real, real_name, " ")
	mades = split(made, made_name, " ")
	split("Compile: by size of the package|Compile: by transitive imports|Compile: by both|Link", title, "|")
	split("MB|KB a line|bytes a source byte|bytes a byte of the program", unit, "|")
	split("below 300 lines|300 to 1,000|1,000 to 5,000|5,000 to 20,000|20,000 and more", size, "|")
	split("reaches below 50|50 to 150|150 to 300|300 and more", reach, "|")
	size[""] = reach[""] = ""
}
function flush() {
	if (count > 0) {
		median[key] = count % 2 ? value[(count + 1) / 2] : (value[count / 2] + value[count / 2 + 1]) / 2
		number[key] = count
	}
	count = 0
}
{
	now = $1 "|" $2 "|" $3 "|" $4
	if (now != key)
		flush()
	key = now
	value[++count] = $6
}
END {
	flush()
	for (t = 1; t <= 4; t++)
		print_table(t)
}
function show(x) {
	return x >= 100 ? sprintf("%.0f", x) : x >= 10 ? sprintf("%.1f", x) : sprintf("%.2f", x)
}
# The median of the real ones' medians, "" without any.
function middle(row, least,    i, j, n, held, sorted) {
	n = 0
	for (i = 1; i <= reals; i++)
		if (number[row "|" real_name[i]] >= least) {
			held = median[row "|" real_name[i]]
			for (j = ++n; j > 1 && sorted[j - 1] > held; j--)
				sorted[j] = sorted[j - 1]
			sorted[j] = held
		}
	if (n == 0)
		return ""
	return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}
function print_row(row, label, least,    i, line, at, real_median, key_of) {
	real_median = middle(row, least)
	line = "| " label " |"
	for (i = 1; i <= reals; i++) {
		key_of = row "|" real_name[i]
		line = line (number[key_of] >= least ? " " show(median[key_of]) " (" number[key_of] ") |" : " |")
	}
	line = line (real_median == "" ? " |" : " " show(real_median) " |")
	for (i = 1; i <= mades; i++) {
		key_of = row "|" made_name[i]
		at = number[key_of] > 0 ? show(median[key_of]) " (" number[key_of] ")" : ""
		if (at != "" && real_median != "")
			at = at sprintf(" %+.0f%%", 100 * (median[key_of] / real_median - 1))
		line = line " " at " |"
	}
	if (real_median != "")
		print line
}
function print_head(what,    i, head, rule) {
	head = "| " what " |"
	rule = "| --- |"
	for (i = 1; i <= reals; i++) {
		head = head " " real_name[i] " |"
		rule = rule " ---: |"
	}
	head = head " median |"
	rule = rule " ---: |"
	for (i = 1; i <= mades; i++) {
		head = head " " made_name[i] " |"
		rule = rule " ---: |"
	}
	print head
	print rule
}
function print_table(t,    m, s, r) {
	print "## " title[t]
	for (m = 1; m <= 4; m++) {
		if ((t == 3 && m > 1) || (t < 3 && m > 3) || (t == 4 && m != 1 && m != 4))
			continue
		print ""
		print_head(unit[m])
		if (t == 1)
			for (s = 1; s <= 5; s++)
				print_row(t "|" s "|" m, size[s], s == 5 ? 1 : LEAST)
		if (t == 2)
			for (r = 1; r <= 4; r++)
				print_row(t "|" r "|" m, reach[r], LEAST)
		if (t == 3)
			for (s = 1; s <= 5; s++)
				for (r = 1; r <= 4; r++)
					print_row(t "|" s r "|" m, size[s] ", " reach[r], LEAST)
		if (t == 4)
			print_row("4|1|" m, "all programs", 1)
	}
	print ""
}
