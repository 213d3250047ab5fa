# The y axis for megabytes from bytes_min to bytes_max: logarithmic where they span more than the factor of three.
if (bytes_max / bytes_min > 3) {
	set logscale y
	set yrange [bytes_min / 1.1:bytes_max * 1.1]
	set ytics () format ''
	set for [i = 0:6] for [m in bytes_max / bytes_min > 30 ? '1 2 5' : '1 1.5 2 3 5 7'] ytics add (real(m) * 10**i < 2 ? m : thousands(int(m * 10**i)) m * 10**i)
} else {
	unset logscale y
	set yrange [bytes_min - 0.1 * (bytes_max - bytes_min) - 0.5:bytes_max + 0.1 * (bytes_max - bytes_min) + 0.5]
	set ytics autofreq
	set format y '%.0f'
}
