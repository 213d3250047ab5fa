# A chart of all series against size, with a legend below: what peak.gp, growth.gp, residuals.gp and wall.gp share.
#   chart_title, chart_file   what it says, and of which table it is
#   chart_needs               the column whose rows are drawn
#   chart_published           1: the published points are drawn as well
# The canvas is as wide as the longest label needs, and grows by the lines of the legend beyond two, and of the title
# beyond one.
# gnuplot leaves a legend out that does not fit, for which it takes a letter to be 0.8 of its height wide.
chart_label = 0.8 * 13 * larger(longest(labels), 16) + 70
width = int(larger(width, chart_label + 150))
chart_columns = larger(1, int((width - 150) / chart_label))
chart_columns = chart_columns > 3 ? 3 : chart_columns
chart_lines = int(ceil((series_count + 2.0) / chart_columns))
height = 600 + (chart_lines > 2 ? 26 * (chart_lines - 2) : 0) + 22 * (lines_of(titled(chart_title)) - 1)
load plots.'/canvas.gp'
set key maxcols chart_columns
set title titled(chart_title) font ',15' noenhanced
set xlabel sizes_label noenhanced
stats data(chart_file.'.csv') using (column(chart_needs) > 0 ? column('size') : NaN) nooutput name 'span'
if (chart_published) {
	stats data('published.csv') using (column('size')) nooutput name 'theirs'
	span_min = theirs_min < span_min ? theirs_min : span_min
	span_max = theirs_max > span_max ? theirs_max : span_max
}
made = axis_of_sizes(span_min, span_max, width - 110, 13)
load plots.'/axis.gp'
