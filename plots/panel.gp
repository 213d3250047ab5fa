# The next panel of a sheet, called panel_title.
if (panel > 0) {
	unset label 1000
	unset label 1001
}
panel_column = panel % panel_columns
panel_row = panel / panel_columns
panel = panel + 1
set lmargin at screen (panel_column * panel_width + panel_left) / width
set rmargin at screen ((panel_column + 1) * panel_width - 8) / width
set tmargin at screen 1 - (62 + panel_row * (panel_height + panel_below) + 18) / height
set bmargin at screen 1 - (62 + panel_row * (panel_height + panel_below) + panel_height) / height
set title panel_title font ',11' noenhanced offset 0,-0.7
