# question: What does less memory by the garbage collector's settings cost in CPU time?
# order: 14
# needs: frontier.csv
# without: no series was measured with three values of GOGC or of GOMEMLIMIT and nothing else changed
release_count = words(releases)
stats data('frontier.csv') using (column('panel_number')) nooutput name 'panels'
stats data('frontier.csv') using (column('curve_number')) nooutput name 'curves'
panel_count = int(panels_max)
panel_feet = 56.0
setting = ''
note(x) = (setting = strcol('setting'), x)
stats data('frontier.csv') using (note(column('rank'))) nooutput name 'ranks'
sheet_title = 'CPU time against memory, by '.setting.': '.experiment
sheet_note = 'bars: lowest and highest of the repetitions; hollow: unset'.(release_count > 1 ? '; '.releases_note : '')
load plots.'/panels.gp'
load plots.'/ordered.gp'
set datafile missing NaN
mine(y) = column('panel_number') == number ? y : NaN
drawn(y) = column('curve_number') == curve ? y : NaN
# The newest release's points have their values beside them, "unset" below so that it does not cover another.
named(which) = which && column('curve_number') == here_max_x ? mine(column('memory_bytes') / 1e6) : NaN
note_title(x) = (panel_title = strcol('panel').' · '.strcol('axis').' '.thousands(int(column('size'))), x)
do for [number = 1:panel_count] {
	set xrange [*:*]
	set yrange [*:*]
	stats data('frontier.csv') using (mine(column('curve_number'))):(column('panel_number') == number ? note_title(1) : NaN) nooutput name 'here'
	stats data('frontier.csv') using (mine(column('memory_bytes_max')) / 1e6):(mine(column('cpu_ns_max')) / 1e9) nooutput name 'most'
	stats data('frontier.csv') using (mine(column('memory_bytes_min')) / 1e6):(mine(column('cpu_ns_min')) / 1e9) nooutput name 'least'
	load plots.'/panel.gp'
	x_room = 0.12 * (most_max_x - least_min_x) + 0.01 * most_max_x
	y_room = 0.12 * (most_max_y - least_min_y) + 0.01 * most_max_y
	set xrange [least_min_x - x_room:most_max_x + x_room]
	set yrange [least_min_y - y_room:most_max_y + y_room]
	set xtics autofreq step_of(1.4 * (most_max_x - least_min_x + 2 * x_room)) format '%.0f'
	set ytics autofreq step_of(1.4 * (most_max_y - least_min_y + 2 * y_room)) format '%g'
	set xlabel 'anonymous memory of the whole build, MB' font ',10' noenhanced offset 0,0.3
	set ylabel 'CPU time, s' font ',10' noenhanced offset 1,0
	plot data('frontier.csv') using (mine(column('memory_bytes') / 1e6)):(column('cpu_ns') / 1e9):(column('memory_bytes_min') / 1e6):(column('memory_bytes_max') / 1e6):(column('cpu_ns_min') / 1e9):(column('cpu_ns_max') / 1e9) with xyerrorbars pointtype -1 linecolor rgb '#bbbbbb', \
		for [curve = int(here_min_x):int(here_max_x)] '' using (column('rank') > 0 ? drawn(column('memory_bytes') / 1e6) : NaN):(column('cpu_ns') / 1e9):(column('release_number')) with linespoints linewidth 1.4 pointtype 7 pointsize 0.8 linecolor palette, \
		'' using (column('rank') == 0 ? mine(column('memory_bytes') / 1e6) : NaN):(column('cpu_ns') / 1e9):(column('release_number')) with points pointtype 6 pointsize 1.1 linewidth 1.6 linecolor palette, \
		'' using (named(column('rank') > 0)):(column('cpu_ns') / 1e9):(strcol('value')) with labels left offset 0.6,0.5 font ',10' noenhanced, \
		'' using (named(column('rank') == 0)):(column('cpu_ns') / 1e9):(strcol('value')) with labels left offset 0.6,-0.7 font ',10' noenhanced
}
unset multiplot
