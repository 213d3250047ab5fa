# Tables of what `gorge survey` printed for each of `names`: mean / median / p99 / max.
FNR == 1 { file++ }
$1 == "generic" { total[$1, file] = substr($3, 2); next }
$1 ~ /^(files|packages|lines|bytes)$/ && NF == 2 { total[$1, file] = $2; next }
NF >= 5 && $1 != "mean" {
	label = $1
	for (i = 2; i <= NF - 4; i++)
		label = label " " $i
	if (!(label in seen)) {
		seen[label] = 1
		order[++labels] = label
	}
	value[label, file] = $(NF - 3) " / " $(NF - 2) " / " $(NF - 1) " / " $NF
}
END {
	count = split(names, name, " ")
	head = "| mean / median / p99 / max |"
	rule = "| --- |"
	for (i = 1; i <= count; i++) {
		head = head " " name[i] " |"
		rule = rule " ---: |"
	}
	print head
	print rule
	totals = split("files packages lines bytes generic", kind, " ")
	for (k = 1; k <= totals; k++) {
		line = "| " (kind[k] == "generic" ? "files declaring generics" : kind[k]) " |"
		for (i = 1; i <= count; i++)
			line = line " " total[kind[k], i] " |"
		print line
	}
	for (k = 1; k <= labels; k++) {
		line = "| " order[k] " |"
		for (i = 1; i <= count; i++)
			line = line " " value[order[k], i] " |"
		print line
	}
	print ""
}
