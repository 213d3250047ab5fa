# Draws figures, each as SVG and PNG. `gorge plot` runs it; by hand:
#   gnuplot -d -c draw.gp PLOTS FOLDER NAMES LABELS AXIS EXPERIMENT BUILDER PUBLISHED
# PLOTS      where the .gp files are
# FOLDER     where figures go; its data/ holds the CSV
# NAMES      figures to draw, three words each: NAME (of the files), PLOT (PLOTS/PLOT.gp draws it) and MEMBER (of
#            what PLOT draws one each, from 1; 0 = of everything)
# LABELS     the series' labels, each in double quotes, by blanks
# AXIS       what sizes count
# EXPERIMENT its name
# BUILDER    the series that holders.csv is about
# PUBLISHED  1 when data/published.csv has points, else 0
# A figure sets width and height where they are not 960 and 600, and then loads canvas.gp.
# data/index.gp names the series that have values, as in summary_wall_ns = '1 2': only these may be drawn.
plots = ARG1
folder = ARG2
names = ARG3
labels = ARG4
axis = ARG5
experiment = ARG6
builder = ARG7
published = int(ARG8)
series_count = words(labels)
data(file) = folder.'/data/'.file
load data('index.gp')
do for [i = 1:words(names):3] {
	name = word(names, i)
	plot_file = plots.'/'.word(names, i + 1).'.gp'
	member = int(word(names, i + 2))
	do for [format in 'svg png'] {
		width = 960
		height = 600
		reset
		load plots.'/style.gp'
		load plot_file
		unset output
	}
}
