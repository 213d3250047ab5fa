# question: How does peak memory grow with the project's size?
# order: 1
# needs: summary.csv tree_peak_bytes
if (series_count > series_most) {
	file = 'summary'
	metric = 'tree_peak_bytes'
	scale = 1e-6
	sheet_title = 'Peak memory of the whole process tree, MB: '.experiment
	load plots.'/families.gp'
	exit
}
chart_title = 'Peak memory of the whole process tree: '.experiment
chart_file = 'summary'
chart_needs = 'tree_peak_bytes'
chart_published = published
load plots.'/chart.gp'
# Among many series the fitted lines only hide the points.
fitted = series_count <= 6 ? curves_tree_peak_bytes : ''
megabytes(y) = y > 0 ? y / 1e6 : NaN
stats data('summary.csv') using (megabytes(column('tree_peak_bytes_min'))) nooutput name 'least'
stats data('summary.csv') using (megabytes(column('tree_peak_bytes_max'))) nooutput name 'most'
if (published) {
	stats data('published.csv') using (megabytes(column('tree_peak_bytes'))) nooutput name 'theirs'
	least_min = theirs_min < least_min ? theirs_min : least_min
	most_max = larger(theirs_max, most_max)
}
made = axis_of('y', least_min, most_max, 10)
load plots.'/axis.gp'
set ylabel 'peak memory, MB (1,000,000 bytes)'
# A part of the plot only where there is a table: an empty file would draw a warning.
article_points = published ? ", data('published.csv') using (column('size')):(column('tree_peak_bytes') / 1e6) with linespoints linewidth 1.2 linecolor rgb article_colour pointtype 4 dashtype 3 title \"article's figures\"" : ''
fitted_lines = fitted ne '' ? ", for [s in fitted] data('curves.csv') using (column('size')):(megabytes(of(s, 'tree_peak_bytes'))) with lines linewidth 0.8 linecolor rgb (int(s) > 0 ? colour(s) : '#888888') dashtype 2 notitle, keyentry with lines linewidth 0.8 linecolor rgb '#444444' dashtype 2 title 'thin: fitted law'" : ''
plot for [s in summary_tree_peak_bytes] data('summary.csv') \
		using (column('size')):(of(s, 'tree_peak_bytes') / 1e6):(of(s, 'tree_peak_bytes_min') / 1e6):(of(s, 'tree_peak_bytes_max') / 1e6) \
		with yerrorlines linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s) @article_points @fitted_lines
