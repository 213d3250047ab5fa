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
chart_title = 'Wall time: '.experiment
chart_file = 'summary'
chart_needs = 'wall_ns'
chart_published = 0
load plots.'/chart.gp'
seconds(y) = y > 0 ? y / 1e9 : NaN
stats data('summary.csv') using (seconds(column('wall_ns_min'))) nooutput name 'least'
stats data('summary.csv') using (seconds(column('wall_ns_max'))) nooutput name 'most'
# One unit for all of the axis, of which its upper end has some.
unit_of(s) = s < 1 ? 1 : s < 200 ? 2 : s < 12000 ? 3 : 4
unit = unit_of(most_max)
unit_seconds = real(word('0.001 1 60 3600', unit))
axis_text(x) = plain(x / unit_seconds).' '.word('ms s min h', unit)
made = axis_of('y', least_min, most_max, 10)
axis_unit = unit_seconds
load plots.'/axis.gp'
set ylabel 'wall time'
plot for [s in summary_wall_ns] data('summary.csv') \
		using (column('size')):(of(s, 'wall_ns') / 1e9):(of(s, 'wall_ns_min') / 1e9):(of(s, 'wall_ns_max') / 1e9) \
		with yerrorlines linewidth 1.6 linecolor rgb colour(s) pointtype shape(s) dashtype dash(s) title label(s)
