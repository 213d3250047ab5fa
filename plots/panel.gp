# The next panel of a sheet, called panel_title.
if (panel > 0) {
	unset label 1000
	unset label 1001
}
panel_column = panel % panel_columns
panel_row = panel / panel_columns
panel = panel + 1
panel_top = sheet_head + panel_head + panel_row * (panel_height + panel_below)
set lmargin at screen (panel_column * panel_width + panel_left) / width
set rmargin at screen ((panel_column + 1) * panel_width - 8) / width
set tmargin at screen 1 - panel_top / height
set bmargin at screen 1 - (panel_top + panel_height - 18) / height
set title wrapped(panel_title, panel_letters) font ',11' noenhanced offset 0,-0.7
