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
