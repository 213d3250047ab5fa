# question: Since which release does what grow faster?
# order: 12
# needs: exponents.csv
# without: no series has a fitted exponent on two releases that differ in nothing else
release_count = words(releases)
shown = exponents_exponent
panel_count = words(shown)
panel_feet = 26.0
sheet_title = 'Exponent of the growth of anonymous memory, with 95% intervals: '.experiment
sheet_note = 'exponent of size in the fitted power law, by release   ▲ grows faster than the release before, ▼ slower (intervals of 99%)'
load plots.'/panels.gp'
mine(y) = column('family_number') == int(family) ? y : NaN
x(which) = column('change') == which ? mine(column('release_number')) : NaN
changes = '-1 0 1'
change_shapes = '11 7 9'
change_colours = '#0072B2 #444444 #D55E00'
do for [family in shown] {
	panel_title = word(families, int(family))
	set xrange [*:*]
	set yrange [*:*]
	stats data('exponents.csv') using (mine(column('exponent'))) nooutput name 'power'
	load plots.'/panel.gp'
	set xrange [0.3:release_count + 0.7]
	# Intervals may reach far; what they are of has to stay readable.
	set yrange [power_min - 0.6:power_max + 0.6]
	set ytics autofreq format '%.1f'
	set xtics () 
	set for [i = 1:release_count:release_count > 8 ? (release_count - 1) / 4 + 1 : 1] xtics add (word(releases, i) i)
	plot data('exponents.csv') using (mine(column('release_number'))):(column('exponent')):(column('low')):(column('high')) with yerrorbars pointtype -1 linecolor rgb '#aaaaaa', \
		for [c = 1:3] '' using (x(int(word(changes, c)))):(column('exponent')) with points pointtype int(word(change_shapes, c)) pointsize c == 2 ? 0.6 : 1.1 linecolor rgb word(change_colours, c)
}
unset multiplot
