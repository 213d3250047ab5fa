# question: What do the chosen laws leave unexplained?
# order: 5
# needs: residuals.csv measured_over_law
if (series_count > series_most) {
	file = 'residuals'
	metric = 'measured_over_law'
	scale = 100.0
	sheet_title = 'Peak memory, % of its law: '.experiment
	load plots.'/families.gp'
	exit
}
chart_title = 'Peak memory over its law: '.experiment
chart_file = 'residuals'
chart_needs = 'measured_over_law'
chart_published = 0
load plots.'/chart.gp'
stats data('residuals.csv') using (100 * column('measured_over_law')) nooutput name 'level'
made = axis_of('y', level_min < 99 ? level_min : 99, level_max > 101 ? level_max : 101, 10)
axis_log = 0
load plots.'/axis.gp'
set ylabel 'measured, % of the law'
set arrow from graph 0, first 100 to graph 1, first 100 nohead linecolor rgb '#444444' linewidth 1
plot for [s in residuals_measured_over_law] data('residuals.csv') \
	using (column('size')):(100 * of(s, 'measured_over_law')) \
	with linespoints linewidth 1.2 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s)
