# question: Since which release does what grow faster?
# order: 12
# needs: exponents.csv
# without: no series has a fitted exponent on two releases that differ in nothing else
release_count = words(releases)
shown = exponents_exponent
panel_count = words(shown)
panel_titles = ''
do for [family in shown] { panel_titles = panel_titles.'"'.word(families, int(family)).'" ' }
panel_numbers = 3
panel_feet = 22 + text_width(longest(releases), 10)
sheet_title = 'Exponent of the growth of anonymous memory, with 95% intervals: '.experiment
sheet_note = 'exponent of size in the fitted power law, by release   ▲ grows faster than the release before, ▼ slower (intervals of 99%)   what reaches beyond a panel is cut'
load plots.'/panels.gp'
mine(y) = column('family_number') == int(family) ? y : NaN
sign(x) = int(x) + 2
change_shapes = '11 7 9'
change_colours = '0x0072B2 0x444444 0xD55E00'
do for [family in shown] {
	panel_title = word(families, int(family))
	set xrange [*:*]
	set yrange [*:*]
	stats data('exponents.csv') using (mine(column('exponent'))) nooutput name 'power'
	load plots.'/panel.gp'
	set xrange [0.3:release_count + 0.7]
	# Intervals may reach far; what they are of has to stay readable.
	made = axis_of('y', power_min - 0.6, power_max + 0.6, 5)
	axis_log = 0
	axis_room = 0
	load plots.'/axis.gp'
	set xtics () rotate by 55 right
	set for [i = 1:release_count:release_count > 8 ? (release_count - 1) / 3 + 1 : 1] xtics add (tic_name(word(releases, i)) i)
	plot data('exponents.csv') using (mine(column('release_number'))):(column('low')):(0):(column('high') - column('low')) with vectors nohead linewidth 1.5 linecolor rgb '#aaaaaa', \
		'' using (mine(column('release_number'))):(column('exponent')):(column('change') == 0 ? 0.6 : 1.1):(int(word(change_shapes, sign(column('change'))))):(int(word(change_colours, sign(column('change'))))) with points pointsize variable pointtype variable linecolor rgb variable
}
unset multiplot
