# awk -F, -f timelines.awk runs.csv samples.csv: fails unless every run has as many rows in samples.csv as its row
# in runs.csv says, and no other run has any.
{ sub(/\r$/, "") }
FNR == 1 {
	for (i = 1; i <= NF; i++)
		at[FILENAME, $i] = i
	next
}
{ run = $at[FILENAME, "run_id"] }
FILENAME ~ /runs.csv$/ { told[run] = $at[FILENAME, "samples"] + 0 }
FILENAME ~ /samples.csv$/ { found[run]++ }
END {
	for (run in told)
		if (told[run] != found[run] + 0)
			wrong = wrong "\n" run " took " told[run] " samples, but samples.csv has " found[run] + 0
	for (run in found)
		if (!(run in told))
			wrong = wrong "\n" run " is in samples.csv only"
	if (wrong) {
		print substr(wrong, 2)
		exit 1
	}
}
