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
height = 600 + legend_height
load plots.'/canvas.gp'
stats data('residuals.csv') using (column('size') > 0 ? column('size') : NaN) nooutput name 'span'
stats data('residuals.csv') using (100 * column('measured_over_law')) nooutput name 'level'
set yrange [level_min < 99 ? level_min : 99:level_max > 101 ? level_max : 101]
set title 'Peak memory over its law: '.experiment font ',15' noenhanced
set xlabel sizes_label noenhanced
set ylabel 'measured, % of the law'
set logscale x
set xtics () format ''
set for [i = 0:9] for [m in mantissas(span_min, span_max)] xtics add (thousands(m * 10**i) m * 10**i)
set arrow from graph 0, first 100 to graph 1, first 100 nohead linecolor rgb '#444444' linewidth 1
plot for [s in residuals_measured_over_law] data('residuals.csv') \
	using (column('size') > 0 ? column('size') : NaN):(100 * of(s, 'measured_over_law')) \
	with linespoints linewidth 1.2 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s)
