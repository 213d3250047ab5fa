# question: How does peak memory grow with the project's size?
# order: 1
# needs: summary.csv tree_peak_bytes
reset
load plots.'/style.gp'
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
# Among many series the fitted lines only hide the points.
fitted_count = series_count <= 6 ? series_count : 0
plot for [s = 1:fitted_count] data('curves.csv') using (column('size')):(of(s, 'tree_peak_bytes') / 1e6) \
		with lines linewidth 0.8 linecolor rgb colour(s) dashtype 2 notitle, \
	for [s = 1:series_count] data('summary.csv') \
		using (column('size')):(of(s, 'tree_peak_bytes') / 1e6):(of(s, 'tree_peak_bytes_min') / 1e6):(of(s, 'tree_peak_bytes_max') / 1e6) \
		with yerrorlines linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s), \
	for [i = 1:published] data('published.csv') using (column('size')):(column('tree_peak_bytes') / 1e6) \
		with linespoints linewidth 1.2 linecolor rgb article_colour pointtype 4 dashtype 3 title "article's figures", \
	for [i = 1:(fitted_count > 0)] keyentry with lines linewidth 0.8 linecolor rgb '#444444' dashtype 2 title 'thin: fitted law'
