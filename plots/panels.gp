# A sheet of small panels, panel_count of them, under the title sheet_title, above sheet_note; panel_titles: words,
# of which the longest has to fit; panel_feet: pixels below each; panel_numbers: letters of the longest number at the
# left. Sets width and height and begins it. Each panel then loads panel.gp, which counts them.
panel_columns = panel_count > 12 ? 5 : panel_count > 4 ? 4 : panel_count
panel_rows = (panel_count + panel_columns - 1) / panel_columns
panel_width = panel_columns > 3 ? 250.0 : panel_columns > 1 ? 420.0 : 640.0
panel_height = panel_columns > 3 ? 170.0 : 300.0
# Room for what stands left of a panel, and below it.
panel_left = larger(62.0, 20 + text_width(panel_numbers, 10))
panel_letters = letters_in(panel_width - panel_left + 30, 11)
panel_head = 18 + 14.0 * (most_lines(panel_titles, panel_letters) - 1)
panel_below = panel_feet + panel_head - 18
width = int(panel_columns * panel_width + 20)
sheet_head = 62 + 20.0 * (lines_of(titled(sheet_title)) - 1)
sheet_note = wrapped(sheet_note, letters_in(width - 20, 11))
note_height = 24 + 15.0 * lines_of(sheet_note)
height = int(sheet_head + 8 + panel_rows * (panel_height + panel_below) + note_height)
load plots.'/canvas.gp'
set label 1000 titled(sheet_title) at screen 0.5,1 - 22.0 / height center font ',15' noenhanced
if (sheet_note ne '') { set label 1001 sheet_note at screen 0.5,(note_height - 23) / height center font ',11' textcolor rgb '#444444' noenhanced }
unset key
unset grid
set tics font ',10'
set multiplot
panel = 0
