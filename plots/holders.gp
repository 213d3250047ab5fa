# question: Who held the memory at the peak?
# order: 3
# needs: holders.csv go_command_bytes cache_and_kernel_bytes
load plots.'/canvas.gp'
set style data histograms
set style histogram rowstacked
set boxwidth 0.72
unset grid
set grid ytics linecolor rgb '#dddddd'
set yrange [0:*]
set xlabel sizes_label noenhanced
set offsets 0, 0, graph 0.05, 0
parts = 'go_command_bytes largest_compile_bytes other_processes_bytes cache_and_kernel_bytes'
titles = '"go command" "largest compile" "other processes" "page cache + kernel"'
part_colours = '#0072B2 #D55E00 #E69F00 #999999'
total(scale) = (column('go_command_bytes') + column('largest_compile_bytes') + column('other_processes_bytes') + column('cache_and_kernel_bytes')) / scale
# The legend is shared out between the two halves, which have the same colours.
set multiplot layout 1,2 title 'Who held the memory at the peak of '.builder.': '.experiment font ',15' noenhanced margins 0.08,0.98,0.19,0.86 spacing 0.1
set title 'MB (1,000,000 bytes)'
stats data('holders.csv') using (total(1e6)) nooutput name 'peak'
step = step_of(peak_max)
set ytics () format ''
set for [i = 0:10] ytics add (thousands(int(i * step)) i * step)
set xrange [-0.6:peak_records - 0.4]
plot for [i = 1:4] data('holders.csv') using (column(word(parts, i)) / 1e6):xtic(thousands(int(column('size')))) \
	linecolor rgb word(part_colours, i) title i <= 2 ? word(titles, i) : ''
set title 'share of the peak, %'
set ytics 20 format '%.0f'
set yrange [0:100]
set offsets 0, 0, 0, 0
plot for [i = 1:4] data('holders.csv') using (100 * column(word(parts, i)) / total(1)):xtic(thousands(int(column('size')))) \
	linecolor rgb word(part_colours, i) title i > 2 ? word(titles, i) : ''
unset multiplot
