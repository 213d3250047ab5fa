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
chart_title = 'Growth of peak memory over a project of one file: '.experiment
chart_file = 'summary'
chart_needs = 'growth_tree_peak'
chart_published = published
load plots.'/chart.gp'
percent(x) = x > 0 ? 100 * x : NaN
stats data('summary.csv') using (percent(column('growth_tree_peak'))) nooutput name 'level'
if (published) {
	stats data('published.csv') using (percent(column('growth_tree_peak'))) nooutput name 'theirs'
	level_min = theirs_min < level_min ? theirs_min : level_min
	level_max = larger(theirs_max, level_max)
}
# gnuplot takes %% for one.
axis_text(x) = plain(x).'%%'
made = axis_of('y', level_min, level_max, 10)
load plots.'/axis.gp'
set ylabel 'growth, % of the initial peak'
# A part of the plot only where there is a table: an empty file would draw a warning.
article_points = published ? ", data('published.csv') using (column('size')):(percent(column('growth_tree_peak'))) with linespoints linewidth 1.2 linecolor rgb article_colour pointtype 4 dashtype 3 title \"article's figures\"" : ''
plot for [s in summary_growth_tree_peak] data('summary.csv') using (of(s, 'growth_tree_peak') > 0 ? column('size') : NaN):(percent(of(s, 'growth_tree_peak'))) \
		with linespoints linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s) @article_points
