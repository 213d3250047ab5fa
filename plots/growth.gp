# question: By how much does peak memory grow over that of a project of one file?
# order: 2
# needs: summary.csv growth_tree_peak
if (series_count > series_most) {
	file = 'summary'
	metric = 'growth_tree_peak'
	scale = 100.0
	sheet_title = 'Growth of peak memory over a project of size 1, %: '.experiment
	load plots.'/families.gp'
	exit
}
height = 600 + legend_height
load plots.'/canvas.gp'
stats data('summary.csv') using (column('growth_tree_peak') > 0 ? column('size') : NaN) nooutput name 'span'
if (published) {
	stats data('published.csv') using (column('size')) nooutput name 'theirs'
	span_min = theirs_min < span_min ? theirs_min : span_min
	span_max = theirs_max > span_max ? theirs_max : span_max
}
set title 'Growth of peak memory over a project of one file: '.experiment font ',15' noenhanced
set xlabel sizes_label noenhanced
set ylabel 'growth, % of the initial peak'
set logscale xy
set xtics () format ''
set for [i = 0:9] for [m in mantissas(span_min, span_max)] xtics add (thousands(m * 10**i) m * 10**i)
set ytics () format ''
set for [i = 0:8] ytics add (thousands(10**i).'%%' 10**i)
percent(x) = x > 0 ? 100 * x : NaN
# A part of the plot only where there is a table: an empty file would draw a warning.
article_points = published ? ", data('published.csv') using (column('size')):(percent(column('growth_tree_peak'))) with linespoints linewidth 1.2 linecolor rgb article_colour pointtype 4 dashtype 3 title \"article's figures\"" : ''
plot for [s in summary_growth_tree_peak] data('summary.csv') using (of(s, 'growth_tree_peak') > 0 ? column('size') : NaN):(percent(of(s, 'growth_tree_peak'))) \
		with linespoints linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s) @article_points
