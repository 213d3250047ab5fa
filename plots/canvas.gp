# Where a figure begins: an empty sheet of that width and height, in the format that is being drawn.
if (format eq 'svg') {
	set terminal svg size width,height dynamic noenhanced font 'sans-serif,13' background rgb 'white'
} else {
	set terminal pngcairo size width * 3 / 2,height * 3 / 2 noenhanced font 'DejaVu Sans,13' fontscale 1.35 linewidth 1.5 pointscale 1.6
}
set output folder.'/'.name.'.'.format
