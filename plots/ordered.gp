# Colours of release_count releases in their order, from dark to light: viridis without its yellow end, which
# white paper swallows.
set palette defined (0 '#440154', 1 '#472d7b', 2 '#3b528b', 3 '#2c728e', 4 '#21918c', 5 '#28ae80', 6 '#5ec962', 7 '#addc30')
set cbrange [1:release_count > 1 ? release_count : 2]
unset colorbox
