module gorge/loader

go 1.11
