# What all figures share. Colours are Okabe and Ito's, which the colour-blind tell apart; shapes differ too.
set datafile separator comma
set encoding utf8
set border 3 linecolor rgb '#444444'
set grid xtics ytics linecolor rgb '#dddddd' linewidth 1 dashtype solid
set tics nomirror textcolor rgb '#222222'
# Labels come from data: no character of theirs is markup (noenhanced).
set key bmargin center horizontal reverse Left noenhanced samplen 2 spacing 1.15 maxcols 5
# What has no title of its own would have the plot command as one, also where a browser shows it.
set key noautotitle
set autoscale noextend
set offsets graph 0.04, graph 0.04, graph 0.06, graph 0.06
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
# The same in little room: 262144 -> "262k"
short(n) = n < 10000 ? thousands(int(n)) : n < 1e6 ? sprintf('%.0fk', n / 1e3) : sprintf('%.3gM', n / 1e6)
# Where labels stand on a logarithmic axis from a to b: at each 1, 2, 5 while there is room, else at each 1.
mantissas(a, b) = b / a <= 2e3 ? '1 2 5' : '1'
# A step of 1, 2 or 5 times a power of ten that makes four to ten of them up to m.
step_of(m) = step_from(10.0**floor(log10(m)), m)
step_from(p, m) = m / p < 2 ? p / 5 : m / p < 5 ? p / 2 : p
label(s) = word(labels, int(s))
# The empty line keeps the legend below off the label.
sizes_label = (axis eq 'files' ? 'Go files in the project' : axis)."\n "

# The value of a column in the rows of one series, and nothing elsewhere.
of(s, name) = column('series_number') == int(s) ? column(name) : NaN

# The first and the last of all releases, for a sheet whose colours are those of ordered.gp.
releases_note = words(releases) > 1 ? 'dark: '.word(releases, 1).', light: '.word(releases, words(releases)) : ''
# More series than these have a panel for each family.
series_most = 12
# The legend takes a line for three series; beyond two lines the picture grows with it.
legend_height = series_count > 4 ? 26 * (int(ceil((series_count + 2) / 3.0)) - 2) : 0
# The metrics that figures by release are of, in the order of release_csv.h.
metric_columns = 'largest_compile_bytes tree_anon_peak_bytes'
metric_titles = '"Memory of the largest compile" "Anonymous memory of the whole build"'
# True when a list of numbers has that one.
has(list, number) = strstrt(' '.list.' ', ' '.number.' ') > 0
