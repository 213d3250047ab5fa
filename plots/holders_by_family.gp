# question: Who held the memory at the peak of each family's largest project?
# order: 3.5
# needs: family_holders.csv
# without: there are no two families of builds whose processes were told apart
shown = family_holders_family_number
rows = words(shown)
letters = 0
note(x) = (letters = larger(letters, strlen(name_of(0))), x)
name_of(x) = strcol('family').' · '.strcol('axis').' '.plain(column('size'))
stats data('family_holders.csv') using (note(column('place'))) nooutput name 'rows'
left = larger(340.0, 20 + text_width(letters, 12))
width = int(left + 700)
holders_title = titled('Who held the memory at the peak, in % of it: '.experiment)
head = 85 + 20.0 * (lines_of(holders_title) - 1)
height = int(head + 24 * rows + 85)
load plots.'/canvas.gp'
parts = 'go_command_bytes largest_compile_bytes other_processes_bytes cache_and_kernel_bytes'
titles = '"go command" "largest compile" "other processes" "page cache + kernel"'
part_colours = '#0072B2 #D55E00 #E69F00 #999999'
# The share of the peak up to and with part i.
upto(i) = i < 1 ? 0 : 100 * sum [j = 1:i] column(word(parts, j)) / sum [j = 1:4] column(word(parts, j))
set label 1 holders_title at screen 0.5,1 - 22.0 / height center font ',15' noenhanced
set key at screen 0.5,1 - (head - 25) / height center center horizontal maxrows 1 samplen 1 width -2
set lmargin at screen left / width
set rmargin at screen 1 - 80.0 / width
set tmargin at screen 1 - head / height
set bmargin at screen 50.0 / height
set xrange [0:100]
set yrange [rows + 0.5:0.5]
set xtics 20 format '%.0f'
unset ytics
unset grid
set border 1
plot for [i = 1:4] data('family_holders.csv') using (upto(i - 1)):(column('place')):(upto(i) - upto(i - 1)):(0) with vectors nohead linewidth 17 linecolor rgb word(part_colours, i) notitle, \
	'' using (0):(column('place')):(name_of(0)) with labels right offset -0.5,0 font ',12' noenhanced notitle, \
	'' using (100):(column('place')):(amount(sum [j = 1:4] column(word(parts, j)))) with labels left offset 0.5,0 font ',12' noenhanced notitle, \
	for [i = 1:4] keyentry with points pointtype 5 pointsize 1.6 linecolor rgb word(part_colours, i) title word(titles, i)
