# A table of changes, patterns by releases, coloured: what changes.gp and steps.gp share. `since` is the column.
release_count = words(releases)
# Only a few marks more than a table: wide enough for "+1,234%", high enough for a line.
mine(y) = column('metric_number') == member ? y : NaN
stats data('changes.csv') using (mine(column('place'))) nooutput name 'rows'
row_count = int(rows_max)
letters = 0
note(x) = (letters = larger(letters, strlen(name_of(0))), x)
name_of(x) = strcol('family').' · '.strcol('axis').' '.plain(column('size'))
stats data('changes.csv') using (note(mine(column('place')))) nooutput name 'named'
left = int(larger(300, 20 + text_width(letters, 12)))
# Names of releases stand above their columns at 55 degrees.
name_length = text_width(longest(releases), 12)
right = int(larger(40, 10 + 0.58 * name_length))
width = int(larger(left + 340, left + 56 * release_count + right))
heat_title = titled(word(metric_titles, member).(since eq 'since_first' ? ", change since each row's first release" : ', change since the release before').': '.experiment)
head = int(larger(110, 50 + 0.82 * name_length)) + 20 * (lines_of(heat_title) - 1)
height = head + 24 * row_count + 115
load plots.'/canvas.gp'
set label 2 heat_title at screen 0.5,1 - 22.0 / height center font ',15' noenhanced
# Half and double are the ends of the scale; its root makes small changes visible.
limit(x) = x > 1 ? 1 : x < -1 ? -1 : x
shade(ratio) = sgn(log(ratio)) * abs(limit(log(ratio) / log(2)))**0.6
percent(ratio) = ratio >= 11 ? sprintf('×%.0f', ratio) : abs(ratio - 1) < 0.005 ? '0' : (ratio < 1 ? '−' : '+').sprintf('%.0f%%', 100 * abs(ratio - 1))
is_measured(x) = column('state') == 3 ? mine(x) : NaN
is_not(x) = column('state') == 3 ? NaN : mine(x)
# The first release measured has nothing to be compared with, and shows what it took.
entry(x) = column('first') == 1 ? amount(column('bytes')) : percent(column(since))
marks = '· – ×'
set palette defined (-1 '#2166ac', -0.6 '#67a9cf', -0.25 '#d1e5f0', 0 '#ffffff', 0.25 '#fddbc7', 0.6 '#ef8a62', 1 '#b2182b')
# An odd number of steps has white in the middle, and more of them only make the file larger.
set palette maxcolors 33
set cbrange [-1:1]
set colorbox horizontal user origin screen 1.0 * left / width,56.0 / height size screen 300.0 / width,12.0 / height noborder
set cbtics ('half' -1, '−20%%' shade(0.8), '−5%%' shade(0.95), '+5%%' shade(1.05), '+25%%' shade(1.25), 'double' 1) nomirror scale 0 offset 0,0.5 font ',11'
unset border
unset grid
unset key
set xrange [0.5:release_count + 0.5]
set yrange [row_count + 0.5:0.5]
unset xtics
set x2range [0.5:release_count + 0.5]
set x2tics () rotate by 55 left scale 0 font ',12' noenhanced offset -0.5,0
set for [i = 1:release_count] x2tics add (tic_name(word(releases, i)) i)
unset ytics
set lmargin at screen 1.0 * left / width
set rmargin at screen 1 - 1.0 * right / width
set tmargin at screen 1 - 1.0 * head / height
set bmargin at screen 115.0 / height
set label 1 'grey:  – this release cannot build it   × failed   · not measured' at screen 0.5,14.0 / height center font ',11' noenhanced
# Cells are thick lines: half the bytes of rectangles in SVG.
plot data('changes.csv') using (is_not(column('release_number') - 0.46)):(column('place')):(0.92):(0) with vectors nohead linewidth 21 linecolor rgb '#dddddd', \
	'' using (is_measured(column('release_number') - 0.46)):(column('place')):(0.92):(0):(shade(column(since))) with vectors nohead linewidth 21 linecolor palette, \
	'' using (is_not(column('release_number'))):(column('place')):(word(marks, int(column('state')) + 1)) with labels textcolor rgb '#666666' font ',11' noenhanced, \
	'' using (is_measured(column('release_number'))):(column('place')):(entry(0)):(abs(shade(column(since))) > 0.85 ? 0xffffff : 0x222222) with labels textcolor rgb variable font ',11' noenhanced, \
	'' using (column('release_number') == 1 ? mine(0.5) : NaN):(column('place')):(name_of(0)) with labels right offset -0.5,0 textcolor rgb '#222222' font ',12' noenhanced
