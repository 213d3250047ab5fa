# A sheet of panels, one a family, where series are too many for one picture: what peak.gp, wall.gp, growth.gp and
# residuals.gp share. file, metric, scale: what is drawn; sheet_title.
# Of many releases three are drawn, of which releases.gp draws all.
measured = value(file.'_'.metric)
stats data(file.'.csv') using (column(metric) > 0 ? scale * column(metric) : NaN) nooutput name 'bytes'
release_count = words(releases)
thinned = 0
shown = ''
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
		eval sprintf("drawn_of_%d = '%s'", f, mine)
	}
}
panel_count = words(shown)
sheet_note = releases_note.(thinned ? '; three releases of each, all of them in the figures releases-…' : '')
load plots.'/panels.gp'
load plots.'/ordered.gp'
y_dense = 0.4
load plots.'/bytes_axis.gp'
set logscale x
do for [f in shown] {
	sizes = value('family_sizes_'.f)
	least = real(word(sizes, 1))
	most = real(word(sizes, words(sizes)))
	margin = most > least ? (most / least)**0.06 : 1.5
	panel_title = word(families, int(f))
	load plots.'/panel.gp'
	set xrange [least / margin:most * margin]
	set label 1 word(family_axes, int(f)) at graph 0.99,0.07 right font ',10' textcolor rgb '#666666' noenhanced
	# Lines of a grid by themselves are the larger part of an SVG; so all are one path.
	set print $grid
	do for [m in y_marks] {
		print sprintf('%.9g,%s', least / margin * 1.0001, m)
		print sprintf('%.9g,%s', most * margin / 1.0001, m)
		print ''
	}
	unset print
	if (panel_column > 0) { unset ytics } else {
		set ytics () nomirror font ',10' textcolor rgb '#222222'
		set for [m in y_marks] ytics add (mark_text(real(m)) real(m))
	}
	set xtics ()
	set xtics add (short(least) least)
	if (most > least) { set xtics add (short(most) most) }
	middle = real(word(sizes, (words(sizes) + 1) / 2))
	if (most > least && abs(log(middle / least) / log(most / least) - 0.5) < 0.2) { set xtics add (short(middle) middle) }
	plot $grid using 1:2 with lines linewidth 1 linecolor rgb '#dddddd', \
		for [s in value('drawn_of_'.f)] data(file.'.csv') \
		using (of(s, metric) > 0 ? column('size') : NaN):(scale * of(s, metric)) \
		with linespoints linewidth 1.4 pointtype 7 pointsize 0.5 linecolor palette cb int(word(series_releases, int(s)))
}
unset multiplot
