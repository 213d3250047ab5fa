# Draws figures, each as SVG and PNG. `gorge plot` runs it; by hand:
#   gnuplot -d -c draw.gp PLOTS FOLDER NAMES LABELS AXIS EXPERIMENT BUILDER PUBLISHED
# PLOTS      where the .gp files are
# FOLDER     where figures go; its data/ holds the CSV
# NAMES      figures to draw, by blanks
# LABELS     the series' labels, each in double quotes, by blanks
# AXIS       what sizes count
# EXPERIMENT its name
# BUILDER    the series that holders.csv is about
# PUBLISHED  1 when data/published.csv has points, else 0
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
# The legend takes a line for three series; beyond two lines the picture grows with it.
extra = series_count > 4 ? 26 * (int(ceil((series_count + 2) / 3.0)) - 2) : 0
data(file) = folder.'/data/'.file
load plots.'/style.gp'
load data('index.gp')
do for [name in names] {
	set terminal svg size 960,600 + extra dynamic enhanced font 'DejaVu Sans,Helvetica,sans-serif,13' background rgb 'white'
	set output folder.'/'.name.'.svg'
	load plots.'/'.name.'.gp'
	unset output
	set terminal pngcairo size 1440,900 + extra * 3 / 2 enhanced font 'DejaVu Sans,13' fontscale 1.35 linewidth 1.5 pointscale 1.6
	set output folder.'/'.name.'.png'
	load plots.'/'.name.'.gp'
	unset output
}
