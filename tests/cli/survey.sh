# A tree whose numbers can be counted by hand, as a module and in a workspace; and a generated one, of which
# `gorge gen` told the counts.
write() {
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}
printf 'module example.org/small\n\ngo 1.18\n\nrequire example.net/gone v1.0.0\n' | write small/go.mod
write small/main.go <<'GO'
package main

import (
	"unsafe"

	"example.org/small/pair"
)

func main() {
	p := pair.Of(1, 2)
	if p.A > 0 {
		println(unsafe.Sizeof(p))
	}
}
GO
write small/pair/pair.go <<'GO'
package pair

type Pair[T any] struct{ A, B T }

// Of makes one.
func Of[T any](a, b T) Pair[T] { return Pair[T]{a, b} }
GO
write small/pair/more.go <<'GO'
package pair

import (
	"unsafe"

	"example.net/gone"
)

const (
	One, two = 1, 2
)

var _ = gone.Thing

func (p Pair[T]) Pick(n int) T {
	switch n {
	case One:
		return p.A
	default:
		println(unsafe.Sizeof(two))
	}
	return p.B
}
GO
printf 'package pair\n\nimport "testing"\n\nfunc TestIt(t *testing.T) {}\n' | write small/pair/pair_test.go
printf 'package pair\n' | write small/pair/other_plan9.go
printf 'package data\n' | write small/pair/testdata/data.go
printf 'package tests\n' | write small/tests/only_test.go
printf 'module example.org/nested\n' | write small/nested/go.mod
printf 'package nested\n' | write small/nested/nested.go
gorge survey small
gorge survey small --markdown ./pair
gorge survey small --json | tr -d '\n' | sed 's/.*"measures":\(.\{90\}\).*/\1/'
echo
gorge survey small --packages

printf 'go 1.18\n\nuse (\n\t./small\n\t./small/nested\n)\n' | write go.work
gorge survey . --packages | sort
gorge survey small/pair
gorge survey small ./pair/none 2>&1 | sed -n "1s/: [^:]*$//p"
rm go.work

gorge gen module made files=40 files_per_package=6 --json >told.json
gorge survey made --json >counted.json
field() { sed -n 's/.*"'"$1"'": *\([0-9][0-9]*\).*/\1/p' "$2"; }
for count in files packages mains lines bytes; do
	counted=$(tr '{,' '\n\n' <counted.json | field $count /dev/stdin)
	[ "$(field $count told.json)" = "$counted" ] && echo "$count agree"
done
find small made -newer told.json | grep -v "^made" || echo "nothing was written"

# What was measured, beside what is counted; and saved surveys side by side.
mkdir out
write out/runs.csv <<'CSV'
schema,run_id,cell_id,generator,outcome
1,one,c,dir:small,ok
1,two,c,dir:small,ok
CSV
write out/tools.csv <<'CSV'
schema,run_id,tool,package,peak_bytes,output_bytes
1,one,compile,example.org/small/pair,20480000,1000
1,one,compile,example.org/small,10240000,1000
1,one,compile,fmt,90112000,1000
1,one,link,example.org/small,51200000,2048000
1,two,link,example.org/small,71680000,2048000
CSV
gorge survey small --measured out | tail -n 8
gorge survey small --measured out --json | sed -n '/"compiles"/,$p'
gorge survey small --measured out --json >small.json
compile() { echo "{\"package\": \"$1\", \"lines\": $2, \"bytes\": $3, \"transitive_imports\": $4, \"peak_bytes\": $5}"; }
saved() {
	echo "{\"files\": $1, \"packages\": $2, \"lines\": 500, \"bytes\": 9000, \"generic_share\": 0.25, \"measures\":"
	echo "[{\"name\": \"lines a file\", \"mean\": 12.25, \"median\": 11, \"p99\": 40, \"max\": 41}], \"real_code\": $3,"
	echo "\"compiles\": [$(compile a 100 2000 10 20e6), $(compile b 200 4000 20 "$6"), $(compile c "$4" 3000 60 31e6)],"
	echo "\"links\": [{\"package\": \"a\", \"peak_bytes\": 64e6, \"output_bytes\": $5}]}"
}
saved 9 3 true 250 4e6 24e6 >real.json
saved 4 3 true 150 2e6 28e6 >other.json
saved 7 3 false 90 1e6 22e6 >made.json
gorge survey made.json real.json other.json --markdown
gorge survey small.json real.json | head -n 12
try() {
	gorge survey "$@" 2>&1
	echo "status $?"
}
try real.json --json
try small --packages --measured out
try told.json
try nowhere.json
sed -i 's/two,c/two,d/' out/runs.csv
try small --measured out
rm out/tools.csv
sed -i 3d out/runs.csv
try small --measured out
