# question: Who held the memory at the peak of each family's largest project?
# order: 3.5
# needs: family_holders.csv
# without: there are no two families of builds whose processes were told apart
shown = family_holders_family_number
rows = words(shown)
left = 340.0
width = 1040
height = 110 + 24 * rows + 60
load plots.'/canvas.gp'
parts = 'go_command_bytes largest_compile_bytes other_processes_bytes cache_and_kernel_bytes'
titles = '"go command" "largest compile" "other processes" "page cache + kernel"'
part_colours = '#0072B2 #D55E00 #E69F00 #999999'
# The share of the peak up to and with part i.
upto(i) = i < 1 ? 0 : 100 * sum [j = 1:i] column(word(parts, j)) / sum [j = 1:4] column(word(parts, j))
amount(bytes) = bytes >= 1e9 ? sprintf('%.1f GB', bytes / 1e9) : sprintf('%.0f MB', bytes / 1e6)
set label 1 'Who held the memory at the peak, in % of it: '.experiment at screen 0.5,1 - 22.0 / height center font ',15' noenhanced
set key at screen 0.5,1 - 60.0 / height center center horizontal maxrows 1 samplen 1 width -2
set lmargin at screen left / width
set rmargin at screen 1 - 80.0 / width
set tmargin at screen 1 - 85.0 / height
set bmargin at screen 50.0 / height
set offsets 0, 0, 0, 0
set xrange [0:100]
set yrange [rows + 0.5:0.5]
set xtics 20 format '%.0f'
unset ytics
unset grid
set border 1
plot for [i = 1:4] data('family_holders.csv') using (upto(i - 1)):(column('place')):(upto(i) - upto(i - 1)):(0) with vectors nohead linewidth 17 linecolor rgb word(part_colours, i) notitle, \
	'' using (0):(column('place')):(strcol('family').' · '.strcol('axis').' '.thousands(int(column('size')))) with labels right offset -0.5,0 font ',12' noenhanced notitle, \
	'' using (100):(column('place')):(amount(sum [j = 1:4] column(word(parts, j)))) with labels left offset 0.5,0 font ',12' noenhanced notitle, \
	for [i = 1:4] keyentry with points pointtype 5 pointsize 1.6 linecolor rgb word(part_colours, i) title word(titles, i)
