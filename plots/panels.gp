# A sheet of small panels, panel_count of them, under the title sheet_title: sets width and height and begins it.
# Each panel then loads panel.gp, which counts them.
panel_columns = panel_count > 12 ? 5 : panel_count > 4 ? 4 : panel_count
panel_rows = (panel_count + panel_columns - 1) / panel_columns
panel_width = panel_columns > 3 ? 250.0 : 420.0
panel_height = panel_columns > 3 ? 170.0 : 300.0
# Room for what stands left of a panel, and below it.
panel_left = 62.0
panel_below = exists('panel_feet') ? panel_feet : 26.0
width = int(panel_columns * panel_width + 20)
height = int(70 + panel_rows * (panel_height + panel_below) + 40)
load plots.'/canvas.gp'
set label 1000 sheet_title at screen 0.5,1 - 22.0 / height center font ',15' noenhanced
if (exists('sheet_note')) { set label 1001 sheet_note at screen 0.5,16.0 / height center font ',11' textcolor rgb '#444444' noenhanced }
unset key
unset grid
set offsets 0, 0, 0, 0
set tics font ',10'
set multiplot
panel = 0
