# The range of one axis and at least two numbers on it, whatever it has to show. What loads this says before:
#   axis_name    'x' or 'y'
#   axis_from    the least of what is drawn
#   axis_to      the largest
#   axis_log     1: in equal ratios, if all is above 0
#   axis_room    what stays free at either end, as a share of what is between
#   axis_most    as many numbers as have room
#   axis_unit    numbers are round multiples of that
#   axis_things  1: it counts things, of which there are no parts
#   axis_sizes   words: numbers that are rather shown than round ones; '' = none
#   axis_text(x) how a number is written
# It sets the axis and leaves axis_low, axis_high (its range) and axis_marks (where the numbers are, by blanks).
axis_things = axis_things && is_whole(axis_from) && is_whole(axis_to)
axis_is_log = axis_log && axis_from > 0
# What is nearly alike would be told apart by digits that no label has room for.
axis_lack = (axis_things ? 0 : 0.05 * (abs(axis_from) > abs(axis_to) ? abs(axis_from) : abs(axis_to))) - (axis_to - axis_from)
if (axis_lack > 0) {
	axis_from = axis_from - axis_lack / 2
	axis_to = axis_to + axis_lack / 2
}
if (axis_to <= axis_from) {
	axis_to = axis_to + (axis_to > 2 ? axis_to / 2 : 1)
	axis_from = axis_from / 1.5
}
if (axis_is_log) {
	axis_low = axis_from / (axis_to / axis_from)**axis_room
	axis_high = axis_to * (axis_to / axis_from)**axis_room
	eval 'set logscale '.axis_name
} else {
	axis_low = axis_from - axis_room * (axis_to - axis_from)
	axis_high = axis_to + axis_room * (axis_to - axis_from)
	eval 'unset logscale '.axis_name
}
axis_share(y) = axis_is_log ? log(y / axis_low) / log(axis_high / axis_low) : (y - axis_low) / (axis_high - axis_low)
# real() takes no exponent.
axis_mark(y) = sprintf(abs(y) < 1 ? '%.15f ' : '%.9f ', y)
axis_takes(y) = y >= axis_low && y <= axis_high && (axis_things == 0 || is_whole(y))
axis_marks = ''
# The ends, and between them what keeps its distance.
if (words(axis_sizes) > 1) {
	axis_last = axis_share(real(word(axis_sizes, 1)))
	axis_end = axis_share(real(word(axis_sizes, words(axis_sizes))))
	do for [m in axis_sizes] {
		axis_at = axis_share(real(m))
		if (axis_marks eq '' || axis_at == axis_end || (axis_at - axis_last) * axis_most >= 1 && (axis_end - axis_at) * axis_most >= 1) {
			axis_marks = axis_marks.axis_mark(real(m))
			axis_last = axis_at
		}
	}
}
# Round ones of every decade, then of every second or third ...: the most that have room.
if (axis_is_log && axis_high / axis_low >= 3 && axis_marks eq '') {
	do for [digits in '"1 1.5 2 3 5 7" "1 2 5" "1 3" "1"'] {
		axis_found = ''
		do for [i = int(floor(log10(axis_low / axis_unit))):int(ceil(log10(axis_high / axis_unit)))] {
			do for [m in digits] { axis_found = axis_found.(axis_takes(m * 10.0**i * axis_unit) ? axis_mark(m * 10.0**i * axis_unit) : '') }
		}
		if (words(axis_found) > 1 && (axis_marks eq '' || words(axis_marks) > axis_most)) { axis_marks = axis_found }
	}
	axis_every = words(axis_marks) > axis_most ? int(ceil(1.0 * words(axis_marks) / axis_most)) : 1
	axis_found = ''
	do for [i = 1:words(axis_marks):axis_every] { axis_found = axis_found.word(axis_marks, i).' ' }
	if (words(axis_found) > 1) { axis_marks = axis_found }
}
if (axis_marks eq '') {
	axis_step = 1.0 * (axis_high - axis_low) / axis_unit / axis_most
	while (words(axis_marks) < 2) {
		axis_round = rounded_up(axis_step) * axis_unit
		if (axis_things && axis_round < 1) { axis_round = 1.0 }
		axis_marks = ''
		do for [i = int(ceil(axis_low / axis_round)):int(floor(axis_high / axis_round))] { axis_marks = axis_marks.axis_mark(i * axis_round) }
		axis_step = axis_step / 2
	}
}
eval 'set '.axis_name.'range [axis_low:axis_high]'
eval 'set '.axis_name."tics () format ''"
eval 'set for [m in axis_marks] '.axis_name.'tics add (axis_text(real(m)) real(m))'
