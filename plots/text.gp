# Texts come from data and may be of any length: what holds them is measured by these.
# How wide a text is in a font of so many pixels, with a little more than its letters take on average.
text_width(letters, font) = 0.7 * font * letters
letters_in(width, font) = int(width / (0.7 * font))
# The most letters that a word of a list has.
longest(list) = (longest_yet = 0, longest_all = sum [i = 1:words(list)] (strlen(word(list, i)) > longest_yet ? (longest_yet = strlen(word(list, i)), 0) : 0), longest_yet)
larger(a, b) = a > b ? a : b
# The text in lines of at most n letters: ended at a blank, else behind a mark, else anywhere.
last_of(marks, s, n) = (last_place = 0, last_all = sum [i = 1:n] (strstrt(marks, s[i:i]) > 0 ? (last_place = i, 0) : 0), last_place)
line_end(s, n) = last_of(' ', s, n) > n / 2 ? last_of(' ', s, n) : last_of('/,=@-', s, n) > n / 2 ? last_of('/,=@-', s, n) : n
wrapped(s, n) = strlen(s) <= n ? s : wrapped_at(s, n, line_end(s, n))
wrapped_at(s, n, k) = s[1:k]."\n".wrapped(s[k + 1:*], n)
lines_of(s) = strstrt(s, "\n") == 0 ? 1 : 1 + lines_of(s[strstrt(s, "\n") + 1:*])
# The lines of the one in a list that takes most, when each is wrapped at n letters.
most_lines(list, n) = (most_yet = 1, most_all = sum [i = 1:words(list)] (lines_of(wrapped(word(list, i), n)) > most_yet ? (most_yet = lines_of(wrapped(word(list, i), n)), 0) : 0), most_yet)
# As the name of a tic, in which gnuplot takes %% for one.
tic_name(s) = strstrt(s, '%') == 0 ? s : s[1:strstrt(s, '%')].'%'.tic_name(s[strstrt(s, '%') + 1:*])
# Titles of 15 pixels in the width of the figure.
titled(s) = wrapped(s, letters_in(width - 40, 15))
