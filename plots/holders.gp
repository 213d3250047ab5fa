# question: Who held the memory at the peak?
# order: 3
# needs: holders.csv go_command_bytes cache_and_kernel_bytes
total(scale) = (column('go_command_bytes') + column('largest_compile_bytes') + column('other_processes_bytes') + column('cache_and_kernel_bytes')) / scale
holders_title = titled('Who held the memory at the peak of '.builder.': '.experiment)
holders_head = 84.0 + 22 * (lines_of(holders_title) - 1)
height = int(516 + holders_head)
load plots.'/canvas.gp'
set style data histograms
set style histogram rowstacked
set boxwidth 0.72
unset grid
set grid ytics linecolor rgb '#dddddd'
set xlabel sizes_label noenhanced
parts = 'go_command_bytes largest_compile_bytes other_processes_bytes cache_and_kernel_bytes'
titles = '"go command" "largest compile" "other processes" "page cache + kernel"'
part_colours = '#0072B2 #D55E00 #E69F00 #999999'
stats data('holders.csv') using (total(1e6)) nooutput name 'peak'
stats data('holders.csv') using (column('size')) nooutput name 'sizes'
bars = int(peak_records)
# Names below bars have room side by side, else every second or third bar has one, and two have in any case.
every = int(ceil(bars * text_width(strlen(plain(sizes_max)) + 1, 13) / 380.0))
every = every < bars ? every : larger(1, bars - 1)
named(size) = int(column(0)) % every == 0 ? plain(size) : ''
holders_left = larger(77.0, 26 + text_width(strlen(plain(int(peak_max))), 13)) / width
# The legend is shared out between the two halves, which have the same colours.
set multiplot layout 1,2 title holders_title font ',15' noenhanced margins holders_left,0.98,114.0 / height,1 - holders_head / height spacing holders_left + 0.02
set title 'MB (1,000,000 bytes)'
made = axis_of('y', 0, peak_max, 8)
axis_log = 0
load plots.'/axis.gp'
set yrange [0:axis_high]
set xrange [-0.6:bars - 0.4]
plot for [i = 1:4] data('holders.csv') using (column(word(parts, i)) / 1e6):xtic(named(column('size'))) \
	linecolor rgb word(part_colours, i) title i <= 2 ? word(titles, i) : ''
set title 'share of the peak, %'
set ytics ()
set ytics autofreq 20 format '%.0f'
set yrange [0:100]
plot for [i = 1:4] data('holders.csv') using (100 * column(word(parts, i)) / total(1)):xtic(named(column('size'))) \
	linecolor rgb word(part_colours, i) title i > 2 ? word(titles, i) : ''
unset multiplot
