# Draws the figures named in `names`, each as SVG and PNG. Set from outside (gorge plot does):
#   plots folder names       where the .gp files are, where figures go (its data/ holds the CSV), what to draw
#   labels series_count      the series' labels, each in double quotes, and how many
#   axis experiment builder  what sizes count, the experiment's name, the series that holders.csv is about
#   published                1 when data/published.csv has points
data(file) = folder.'/data/'.file
load plots.'/style.gp'
do for [name in names] {
	set terminal svg size 960,600 dynamic enhanced font 'DejaVu Sans,Helvetica,sans-serif,13' background rgb 'white'
	set output folder.'/'.name.'.svg'
	load plots.'/'.name.'.gp'
	unset output
	set terminal pngcairo size 1440,900 enhanced font 'DejaVu Sans,13' fontscale 1.35 linewidth 1.5 pointscale 1.6
	set output folder.'/'.name.'.png'
	load plots.'/'.name.'.gp'
	unset output
}
