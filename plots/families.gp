# A sheet of panels, one a family, where series are too many for one picture: what peak.gp, wall.gp, growth.gp and
# residuals.gp share. file, metric, scale: what is drawn; sheet_title.
# Of many releases three are drawn, of which releases.gp draws all.
measured = value(file.'_'.metric)
stats data(file.'.csv') using (column(metric) > 0 ? scale * column(metric) : NaN) nooutput name 'bytes'
release_count = words(releases)
thinned = 0
shown = ''
panel_titles = ''
do for [f = 1:words(families)] {
	mine = ''
	do for [s in value('family_series_'.f)] { if (has(measured, s)) { mine = mine.s.' ' } }
	count = words(mine)
	if (count > 3) {
		thinned = 1
		mine = word(mine, 1).' '.word(mine, (count + 1) / 2).' '.word(mine, count)
	}
	if (count > 0) {
		shown = shown.f.' '
		panel_titles = panel_titles.'"'.word(families, f).'" '
		eval sprintf("drawn_of_%d = '%s'", f, mine)
	}
}
panel_count = words(shown)
sheet_note = releases_note.(thinned ? '; three releases of each, all of them in the figures releases-…' : '')
panel_feet = 26.0
panel_numbers = strlen(plain(int(bytes_max)))
load plots.'/panels.gp'
load plots.'/ordered.gp'
made = axis_of('y', bytes_min, bytes_max, 5)
axis_log = bytes_max / bytes_min > 3
load plots.'/axis.gp'
set ytics nomirror font ',10'
y_marks = axis_marks
do for [f in shown] {
	sizes = value('family_sizes_'.f)
	least = real(word(sizes, 1))
	most = real(word(sizes, words(sizes)))
	panel_title = word(families, int(f))
	load plots.'/panel.gp'
	# Ends that look the same in little room are written out.
	in_short = short(least) eq short(most) ? 0 : 1
	axis_text(x) = in_short ? short(x) : plain(x)
	made = axis_of_sizes(least, most, panel_width - panel_left - 8, 10)
	axis_sizes = most > least ? sizes : ''
	load plots.'/axis.gp'
	axis_text(x) = plain(x)
	set label 1 word(family_axes, int(f)) at graph 0.99,0.07 right font ',10' textcolor rgb '#666666' noenhanced
	# Lines of a grid by themselves are the larger part of an SVG; so all are one path.
	set print $grid
	do for [m in y_marks] {
		print sprintf('%.9g,%s', axis_low, m)
		print sprintf('%.9g,%s', axis_high, m)
		print ''
	}
	unset print
	plot $grid using 1:2 with lines linewidth 1 linecolor rgb '#dddddd', \
		for [s in value('drawn_of_'.f)] data(file.'.csv') \
		using (of(s, metric) > 0 ? column('size') : NaN):(scale * of(s, metric)) \
		with linespoints linewidth 1.4 pointtype 7 pointsize 0.5 linecolor palette cb int(word(series_releases, int(s)))
}
unset multiplot
