module gorge/editor

go 1.11
