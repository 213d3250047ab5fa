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
height = 600 + legend_height
load plots.'/canvas.gp'
stats data('summary.csv') using (column('tree_peak_bytes') > 0 ? column('size') : NaN) nooutput name 'span'
if (published) {
	stats data('published.csv') using (column('size')) nooutput name 'theirs'
	span_min = theirs_min < span_min ? theirs_min : span_min
	span_max = theirs_max > span_max ? theirs_max : span_max
}
set title 'Peak memory of the whole process tree: '.experiment font ',15' noenhanced
set xlabel sizes_label noenhanced
set ylabel 'peak memory, MB (1,000,000 bytes)'
set logscale xy
set xtics () format ''
set for [i = 0:9] for [m in mantissas(span_min, span_max)] xtics add (thousands(m * 10**i) m * 10**i)
set ytics () format ''
set for [i = 0:7] for [m in '1 2 5'] ytics add (thousands(m * 10**i) m * 10**i)
# A part of the plot only where there is a table: an empty file would draw a warning.
article_points = published ? ", data('published.csv') using (column('size')):(column('tree_peak_bytes') / 1e6) with linespoints linewidth 1.2 linecolor rgb article_colour pointtype 4 dashtype 3 title \"article's figures\"" : ''
# Among many series the fitted lines only hide the points.
fitted = series_count <= 6 ? curves_tree_peak_bytes : ''
fitted_lines = fitted ne '' ? ", for [s in fitted] data('curves.csv') using (column('size')):(of(s, 'tree_peak_bytes') / 1e6) with lines linewidth 0.8 linecolor rgb (int(s) > 0 ? colour(s) : '#888888') dashtype 2 notitle, keyentry with lines linewidth 0.8 linecolor rgb '#444444' dashtype 2 title 'thin: fitted law'" : ''
plot for [s in summary_tree_peak_bytes] data('summary.csv') \
		using (column('size')):(of(s, 'tree_peak_bytes') / 1e6):(of(s, 'tree_peak_bytes_min') / 1e6):(of(s, 'tree_peak_bytes_max') / 1e6) \
		with yerrorlines linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s) @article_points @fitted_lines
