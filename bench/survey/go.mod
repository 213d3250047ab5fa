module gorge/survey

go 1.18
