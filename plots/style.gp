# What all figures share, beside text.gp. Colours are Okabe and Ito's, which the colour-blind tell apart; shapes differ too.
load plots.'/text.gp'
set datafile separator comma
set encoding utf8
set border 3 linecolor rgb '#444444'
set grid xtics ytics linecolor rgb '#dddddd' linewidth 1 dashtype solid
set tics nomirror textcolor rgb '#222222'
# Labels come from data: no character of theirs is markup (noenhanced).
set key bmargin center horizontal reverse Left noenhanced samplen 2 spacing 1.15 maxcols 5
# What has no title of its own would have the plot command as one, also where a browser shows it.
set key noautotitle
set offsets 0, 0, 0, 0
set style fill solid 0.9 border rgb 'white'
set errorbars small

colours = "#0072B2 #D55E00 #009E73 #CC79A7 #E69F00 #56B4E9"
shapes = "7 5 9 13 11 15"
# s: a series' number, as a number or as a word of an index.
colour(s) = word(colours, (int(s) - 1) % 6 + 1)
shape(s) = int(word(shapes, (int(s) - 1) % 6 + 1))
dash(s) = (int(s) - 1) / 6 % 4 + 1
article_colour = '#000000'

# 12345678 -> "12,345,678"
thousands(n) = n < 1000 ? sprintf('%d', n) : thousands(n / 1000).sprintf(',%03d', n % 1000)
is_whole(x) = abs(x - floor(x + 0.5)) <= 1e-9 * (abs(x) > 1 ? abs(x) : 1)
plain(x) = x >= 1000 && is_whole(x) ? thousands(int(x + 0.5)) : sprintf('%.10g', x)
# The same in little room: 262144 -> "262k"
short(n) = n < 10000 ? plain(n) : n < 1e6 ? sprintf('%.0fk', n / 1e3) : sprintf('%.3gM', n / 1e6)
# Bytes in eight letters.
amount(bytes) = bytes >= 1e13 ? sprintf('%.0f TB', bytes / 1e12) : bytes >= 1e9 ? sprintf('%.1f GB', bytes / 1e9) : sprintf('%.0f MB', bytes / 1e6)
# 1, 2 or 5 times a power of ten, not below x.
rounded_up(x) = rounded_from(10.0**floor(log10(x)), x)
rounded_from(p, x) = x <= p ? p : x <= 2 * p ? 2 * p : x <= 5 * p ? 5 * p : 10 * p
# What axis.gp is told of an axis ('x' or 'y'); sizes are whole as a rule, and stand side by side.
axis_text(x) = plain(x)
axis_of(name, from, to, most) = (axis_name = name, axis_from = 1.0 * from, axis_to = 1.0 * to, axis_most = larger(most, 2), axis_log = 1, axis_room = 0.05, axis_unit = 1.0, axis_things = 0, axis_sizes = '')
axis_of_sizes(from, to, pixels, font) = (axis_of('x', from, to, int(pixels / (text_width(strlen(plain(to)) + 2, font)))), axis_things = 1)
label(s) = word(labels, int(s))
# The empty line keeps the legend below off the label.
sizes_label = (axis eq 'files' ? 'Go files in the project' : axis)."\n "

# The value of a column in the rows of one series, and nothing elsewhere.
of(s, name) = column('series_number') == int(s) ? column(name) : NaN

# The first and the last of all releases, for a sheet whose colours are those of ordered.gp.
releases_note = words(releases) > 1 ? 'dark: '.word(releases, 1).', light: '.word(releases, words(releases)) : ''
# More series than these have a panel for each family.
series_most = 12
# The metrics that figures by release are of, in the order of release_csv.h.
metric_columns = 'largest_compile_bytes tree_anon_peak_bytes'
metric_titles = '"Memory of the largest compile" "Anonymous memory of the whole build"'
# True when a list of numbers has that one.
has(list, number) = strstrt(' '.list.' ', ' '.number.' ') > 0
