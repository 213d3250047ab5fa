# question: How does memory grow with size, release by release?
# order: 13
# each: family
# needs: releases.csv
# without: no series was measured on two releases that differ in nothing else
# Above the largest compile, below the whole build; at the left each against size, at the right the same numbers
# against releases, whose names there are the legend of both: a release has one colour.
release_count = words(releases)
shown = ''
do for [m = 1:words(metric_columns)] {
	if (has(value('releases_'.word(metric_columns, m)), member)) { shown = shown.m.' ' }
}
rows = words(shown)
plot_height = 260.0
name_height = 20 + 0.82 * text_width(longest(releases), 13)
stats data('releases.csv') using (column('family_number') == member ? column('size') : NaN) nooutput name 'sizes'
right = 20 + text_width(strlen(plain(sizes_max)) + 1, 11)
left = 75.0
do for [m in shown] {
	stats data('releases.csv') using (column('family_number') == member ? column(word(metric_columns, int(m))) / 1e6 : NaN) nooutput name 'bytes'
	left = larger(left, 26 + text_width(strlen(plain(int(bytes_max))), 13))
}
width = int(2 * left + 840 + larger(90, right))
releases_title = titled('Memory of '.word(families, member).' by size and by release: '.experiment)
head = 80 + 20.0 * (lines_of(releases_title) - 1)
row_height = plot_height + 36 + name_height
height = int(head + rows * row_height + 10)
load plots.'/canvas.gp'
mine(y) = column('family_number') == member ? y : NaN
# What has numbers of the metric: gnuplot warns of a curve without points.
add(list, x) = has(list, sprintf('%.17g', x)) ? list : list.sprintf('%.17g ', x)
note(r, x) = (drawn_releases = add(drawn_releases, r), drawn_sizes = add(drawn_sizes, x), x)
load plots.'/ordered.gp'
unset key
set grid noxtics
# Rows of other sizes between those of one do not break its line.
set datafile missing NaN
set multiplot title releases_title font ',15' noenhanced
# A size's label where that of the next larger one leaves room.
unit(y) = y_log ? log(y / y_low) / log(y_high / y_low) : (y - y_low) / (y_high - y_low)
fitting(y, size) = column('newest') == 1 && mine(column('size')) == size && abs(unit(y) - labelled) > 0.055 ? (labelled = unit(y), plain(size)) : ''
do for [row = 1:rows] {
	metric = word(metric_columns, int(word(shown, row)))
	top = 1 - (head + (row - 1) * row_height) / height
	set tmargin at screen top
	set bmargin at screen top - plot_height / height
	set xrange [*:*]
	set yrange [*:*]
	stats data('releases.csv') using (mine(column(metric)) > 0 ? column(metric) / 1e6 : NaN) nooutput name 'bytes'
	drawn_releases = ''
	drawn_sizes = ''
	stats data('releases.csv') using (mine(column(metric)) > 0 ? note(column('release_number'), column('size')) : NaN) nooutput name 'noted'
	made = axis_of('y', bytes_min, bytes_max, 9)
	axis_log = bytes_max / bytes_min > 3
	load plots.'/axis.gp'
	y_low = axis_low
	y_high = axis_high
	y_log = axis_is_log
	set lmargin at screen left / width
	set rmargin at screen (left + 425) / width
	set title word(metric_titles, int(word(shown, row))).', MB' noenhanced offset 0,-0.4
	set xtics norotate center
	made = axis_of_sizes(sizes_min, sizes_max, 425, 13)
	axis_sizes = drawn_sizes
	load plots.'/axis.gp'
	set xlabel word(family_axes, member) noenhanced
	plot for [r in drawn_releases] data('releases.csv') \
		using (column('release_number') == int(r) ? mine(column('size')) : NaN):(column(metric) / 1e6):(column('release_number')) with linespoints linewidth 1.4 pointtype 7 pointsize 0.6 linecolor palette
	unset logscale x
	unset xlabel
	set lmargin at screen (2 * left + 420) / width
	set rmargin at screen (2 * left + 840) / width
	set xrange [0.5:release_count + 0.5]
	set xtics () rotate by 55 right
	set for [i = 1:release_count] xtics add (tic_name(word(releases, i)) i)
	set title 'the same by release, one line a size' noenhanced offset 0,-0.4
	labelled = -1
	plot for [size in drawn_sizes] data('releases.csv') \
		using (column('size') == real(size) ? mine(column('release_number')) : NaN):(column(metric) / 1e6) with lines linewidth 1 linecolor rgb '#999999', \
		'' using (mine(column('release_number'))):(column(metric) / 1e6):(column('release_number')) with points pointtype 7 pointsize 0.8 linecolor palette, \
		for [i = words(drawn_sizes):1:-1] '' using (column('newest') == 1 ? mine(column('release_number')) : NaN):(column(metric) / 1e6):(fitting(column(metric) / 1e6, real(word(drawn_sizes, i)))) with labels left offset 1,0 font ',11' textcolor rgb '#666666' noenhanced
}
unset multiplot
