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
width = 1080
plot_height = 260.0
height = 80 + rows * (plot_height + 66) + 40
load plots.'/canvas.gp'
mine(y) = column('family_number') == member ? y : NaN
stats data('releases.csv') using (mine(column('size'))) nooutput name 'sizes'
# What has numbers of the metric: gnuplot warns of a curve without points.
add(list, x) = has(list, sprintf('%.15g', x)) ? list : list.sprintf('%.15g ', x)
note(r, x) = (drawn_releases = add(drawn_releases, r), drawn_sizes = add(drawn_sizes, x), x)
load plots.'/ordered.gp'
unset key
set grid noxtics
set offsets 0, 0, 0, 0
# Rows of other sizes between those of one do not break its line.
set datafile missing NaN
set multiplot title 'Memory of '.word(families, member).' by size and by release: '.experiment font ',15' noenhanced
# A size's label where that of the next larger one leaves room.
unit(y) = bytes_max / bytes_min > 3 ? log(y / y_low) / log(y_high / y_low) : (y - y_low) / (y_high - y_low)
fitting(y, size) = column('newest') == 1 && mine(column('size')) == size && abs(unit(y) - labelled) > 0.055 ? (labelled = unit(y), thousands(int(size))) : ''
do for [row = 1:rows] {
	metric = word(metric_columns, int(word(shown, row)))
	top = 1 - (80 + (row - 1) * (plot_height + 66)) / height
	set tmargin at screen top
	set bmargin at screen top - plot_height / height
	set xrange [*:*]
	set yrange [*:*]
	stats data('releases.csv') using (mine(column(metric)) > 0 ? column(metric) / 1e6 : NaN) nooutput name 'bytes'
	y_dense = 1.0
	drawn_releases = ''
	drawn_sizes = ''
	stats data('releases.csv') using (mine(column(metric)) > 0 ? note(column('release_number'), column('size')) : NaN) nooutput name 'noted'
	load plots.'/bytes_axis.gp'
	set lmargin at screen 75.0 / width
	set rmargin at screen 500.0 / width
	set title word(metric_titles, int(word(shown, row))).', MB' noenhanced offset 0,-0.4
	set logscale x
	set xrange [sizes_min / 1.06:sizes_max * 1.06]
	set xtics () norotate center
	set for [i = 1:words(drawn_sizes)] xtics add (thousands(int(word(drawn_sizes, i))) real(word(drawn_sizes, i)))
	if (row == rows) { set xlabel word(family_axes, member) noenhanced } else { unset xlabel }
	plot for [r in drawn_releases] data('releases.csv') \
		using (column('release_number') == int(r) ? mine(column('size')) : NaN):(column(metric) / 1e6):(column('release_number')) with linespoints linewidth 1.4 pointtype 7 pointsize 0.6 linecolor palette
	unset logscale x
	unset xlabel
	set lmargin at screen 570.0 / width
	set rmargin at screen 1 - 90.0 / width
	set xrange [0.5:release_count + 0.5]
	set xtics () rotate by 55 right
	if (row == rows) { set for [i = 1:release_count] xtics add (word(releases, i) i) } else { set for [i = 1:release_count] xtics add ('' i) }
	set title 'the same by release, one line a size' noenhanced offset 0,-0.4
	labelled = -1
	plot for [size in drawn_sizes] data('releases.csv') \
		using (column('size') == real(size) ? mine(column('release_number')) : NaN):(column(metric) / 1e6) with lines linewidth 1 linecolor rgb '#999999', \
		'' using (mine(column('release_number'))):(column(metric) / 1e6):(column('release_number')) with points pointtype 7 pointsize 0.8 linecolor palette, \
		for [i = words(drawn_sizes):1:-1] '' using (column('newest') == 1 ? mine(column('release_number')) : NaN):(column(metric) / 1e6):(fitting(column(metric) / 1e6, real(word(drawn_sizes, i)))) with labels left offset 1,0 font ',11' textcolor rgb '#666666' noenhanced
}
unset multiplot
