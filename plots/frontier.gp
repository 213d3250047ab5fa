# question: What does less memory by the garbage collector's settings cost in CPU time?
# order: 14
# needs: frontier.csv
# without: no series was measured with three values of GOGC or of GOMEMLIMIT and nothing else changed
release_count = words(releases)
stats data('frontier.csv') using (column('panel_number')) nooutput name 'panels'
stats data('frontier.csv') using (column('curve_number')) nooutput name 'curves'
panel_count = int(panels_max)
panel_feet = 70.0
panel_numbers = 10
setting = ''
longest_value = 0
panel_titles = ''
titled_panel = 0
title_of(x) = strcol('panel').' · '.strcol('axis').' '.plain(column('size'))
note(x) = (setting = strcol('setting'), longest_value = larger(longest_value, strlen(strcol('value'))), \
	panel_titles = column('panel_number') > titled_panel ? panel_titles.'"'.title_of(0).'" ' : panel_titles, titled_panel = column('panel_number'), x)
stats data('frontier.csv') using (note(column('rank'))) nooutput name 'ranks'
sheet_title = 'CPU time against memory, by '.setting.': '.experiment
sheet_note = 'bars: lowest and highest of the repetitions; hollow: unset'.(release_count > 1 ? '; '.releases_note : '')
load plots.'/panels.gp'
load plots.'/ordered.gp'
set datafile missing NaN
mine(y) = column('panel_number') == number ? y : NaN
drawn(y) = column('curve_number') == curve ? y : NaN
# The newest release's points have their values beside them, "unset" below so that it does not cover another.
named(which) = which && column('curve_number') == here_max ? mine(column('memory_bytes') / 1e6) : NaN
do for [number = 1:panel_count] {
	set xrange [*:*]
	set yrange [*:*]
	stats data('frontier.csv') using (mine(column('curve_number'))) nooutput name 'here'
	stats data('frontier.csv') using (mine(column('memory_bytes_max')) / 1e6):(mine(column('cpu_ns_max')) / 1e9) nooutput name 'most'
	stats data('frontier.csv') using (mine(column('memory_bytes_min')) / 1e6):(mine(column('cpu_ns_min')) / 1e9) nooutput name 'least'
	panel_title = word(panel_titles, number)
	load plots.'/panel.gp'
	# Beside a point stands its value.
	made = axis_of('x', least_min_x, most_max_x + (most_max_x - least_min_x) * text_width(longest_value, 10) / (panel_width - 70), 6)
	axis_log = 0
	axis_room = 0.1
	load plots.'/axis.gp'
	made = axis_of('y', least_min_y, most_max_y, 8)
	axis_log = 0
	axis_room = 0.1
	load plots.'/axis.gp'
	set xlabel wrapped('anonymous memory of the whole build, MB', letters_in(panel_width - panel_left + 30, 10)) font ',10' noenhanced offset 0,0.3
	set ylabel 'CPU time, s' font ',10' noenhanced offset 1,0
	plot data('frontier.csv') using (mine(column('memory_bytes') / 1e6)):(column('cpu_ns') / 1e9):(column('memory_bytes_min') / 1e6):(column('memory_bytes_max') / 1e6):(column('cpu_ns_min') / 1e9):(column('cpu_ns_max') / 1e9) with xyerrorbars pointtype -1 linecolor rgb '#bbbbbb', \
		for [curve = int(here_min):int(here_max)] '' using (column('rank') > 0 ? drawn(column('memory_bytes') / 1e6) : NaN):(column('cpu_ns') / 1e9):(column('release_number')) with linespoints linewidth 1.4 pointtype 7 pointsize 0.8 linecolor palette, \
		'' using (column('rank') == 0 ? mine(column('memory_bytes') / 1e6) : NaN):(column('cpu_ns') / 1e9):(column('release_number')) with points pointtype 6 pointsize 1.1 linewidth 1.6 linecolor palette, \
		'' using (named(column('rank') > 0)):(column('cpu_ns') / 1e9):(strcol('value')) with labels left offset 0.6,0.5 font ',10' noenhanced, \
		'' using (named(column('rank') == 0)):(column('cpu_ns') / 1e9):(strcol('value')) with labels left offset 0.6,-0.7 font ',10' noenhanced
}
unset multiplot
