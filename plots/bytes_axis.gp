# The y axis for values from bytes_min to bytes_max: logarithmic where they span more than the factor of three.
# y_dense: 1 for as many marks as a large figure takes. y_marks: where they are.
y_marks = ''
# real() takes no exponent.
mark(y) = sprintf(y < 1 ? '%.6f ' : '%.9g ', y)
mark_text(y) = y < 10 ? sprintf('%g', y) : thousands(int(y))
if (bytes_max / bytes_min > 3) {
	y_low = bytes_min / 1.1
	y_high = bytes_max * 1.1
	set logscale y
	do for [i = int(floor(log10(y_low))):int(ceil(log10(y_high)))] {
		do for [m in bytes_max / bytes_min > 1000 ? '1' : bytes_max / bytes_min > 30 ? '1 3' : bytes_max / bytes_min > 8 || y_dense < 1 ? '1 2 5' : '1 1.5 2 3 5 7'] {
			at = m * 10.0**i
			if (at >= y_low && at <= y_high) { y_marks = y_marks.mark(at) }
		}
	}
} else {
	y_low = bytes_min - 0.1 * (bytes_max - bytes_min) - 0.01 * bytes_max
	y_high = bytes_max + 0.1 * (bytes_max - bytes_min) + 0.01 * bytes_max
	unset logscale y
	y_step = step_of((y_high - y_low) / y_dense)
	do for [i = int(ceil(y_low / y_step)):int(floor(y_high / y_step))] { y_marks = y_marks.mark(i * y_step) }
}
set yrange [y_low:y_high]
set ytics () format ''
set for [m in y_marks] ytics add (mark_text(real(m)) real(m))
