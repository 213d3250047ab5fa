# question: How does the time grow with the project's size?
# order: 4
# needs: summary.csv wall_ns
if (series_count > series_most) {
	file = 'summary'
	metric = 'wall_ns'
	scale = 1e-9
	sheet_title = 'Wall time, seconds: '.experiment
	load plots.'/families.gp'
	exit
}
height = 600 + legend_height
load plots.'/canvas.gp'
stats data('summary.csv') using (column('wall_ns') > 0 ? column('size') : NaN) nooutput name 'span'
set title 'Wall time: '.experiment font ',15' noenhanced
set xlabel sizes_label noenhanced
set ylabel 'wall time'
set logscale xy
set xtics () format ''
set for [i = 0:9] for [m in mantissas(span_min, span_max)] xtics add (thousands(m * 10**i) m * 10**i)
set ytics ('1 ms' 0.001, '3 ms' 0.003, '10 ms' 0.01, '30 ms' 0.03, '100 ms' 0.1, '300 ms' 0.3, '1 s' 1, '3 s' 3, '10 s' 10, '30 s' 30)
set ytics add ('1 min' 60, '3 min' 180, '10 min' 600, '30 min' 1800, '1 h' 3600, '3 h' 10800, '10 h' 36000)
plot for [s in summary_wall_ns] data('summary.csv') \
		using (column('size')):(of(s, 'wall_ns') / 1e9):(of(s, 'wall_ns_min') / 1e9):(of(s, 'wall_ns_max') / 1e9) \
		with yerrorlines linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s)
