# question: How does the time grow with the project's size?
# order: 4
# needs: summary.csv wall_ns
reset
load plots.'/style.gp'
stats data('summary.csv') using (column('wall_ns') > 0 ? column('size') : NaN) nooutput name 'span'
set title 'Wall time: '.experiment font ',15' noenhanced
set xlabel sizes_label noenhanced
set ylabel 'wall time'
set logscale xy
set xtics () format ''
set for [i = 0:9] for [m in mantissas(span_min, span_max)] xtics add (thousands(m * 10**i) m * 10**i)
set ytics ('1 ms' 0.001, '10 ms' 0.01, '100 ms' 0.1, '1 s' 1, '10 s' 10, '1 min' 60, '10 min' 600, '1 h' 3600, '10 h' 36000)
plot for [s = 1:series_count] data('summary.csv') \
		using (column('size')):(of(s, 'wall_ns') / 1e9):(of(s, 'wall_ns_min') / 1e9):(of(s, 'wall_ns_max') / 1e9) \
		with yerrorlines linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s)
