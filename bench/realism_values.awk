# "table|class|measure|project||value" of each compile and link, to be sorted.
BEGIN {
	FS = ","
	sizes = split("300 1000 5000 20000 inf", size, " ")
	reaches = split("50 150 300 inf", reach, " ")
}
function class_of(value, limits, count,    i) {
	for (i = 1; i < count; i++)
		if (value < limits[i] + 0)
			return i
	return count
}
function put(table, class) {
	print table "|" class "|1|" $1 "||" $8 / 1e6
	print table "|" class "|2|" $1 "||" $8 / $4 / 1e3
	print table "|" class "|3|" $1 "||" $8 / $5
}
FILENAME ~ /joined/ {
	s = class_of($4, size, sizes)
	r = class_of($7, reach, reaches)
	put("1", s)
	put("2", r)
	print "3|" s r "|1|" $1 "||" $8 / 1e6
	next
}
{
	print "4|1|1|" $1 "||" $3 / 1e6
	if ($4 > 0)
		print "4|1|4|" $1 "||" $3 / $4
}
