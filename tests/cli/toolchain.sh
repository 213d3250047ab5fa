# Go releases: what is there, what is offered, what cannot be had, and one really fetched (some 70 MB).
unset GORGE_TOOLCHAINS XDG_CACHE_HOME
try() {
	gorge toolchain "$@" 2>&1
	echo "status $?"
}
# A proxy of our own, whose list does not grow with time.
platform=$(go env GOHOSTOS)-$(go env GOHOSTARCH)
offers=$PWD/proxy/golang.org/toolchain/@v
mkdir -p "$offers"
for release in 1.9.7 1.16.15 1.20 1.20.14 1.21.13 1.27.0 1.27.4 1.28rc1; do
	echo "v0.0.1-go$release.$platform"
done >"$offers/list"
echo v0.0.1-go1.29.0.plan9-386 >>"$offers/list"

GOPROXY=file://$PWD/proxy try list
rm "$offers/list"
GOPROXY=file://$PWD/proxy try list
GOPROXY=file://$PWD/proxy try list --refresh
GOPROXY=off try list
GOPROXY=off try list --installed
try quirks 1.15
try quirks 1.21
try path 1.20.14
try path 1.21
try install 1.20.0
try install
try fetch 1.20.14
GOPROXY=off try install 1.20.14
GOPROXY=off try install 1.20.x
GOPROXY=http://127.0.0.1:1 try install 1.20.14
GOPROXY=file://$PWD/proxy try install 1.21.x
try install 1.20.14
try install 1.20.14
try path go1.20.14
"$(gorge toolchain path 1.20.14)/bin/go" version
try list --installed
ls -A "$HOME/.cache/gorge/toolchains"
rm "$HOME"/.cache/gorge/toolchains/go1.20.14/pkg/tool/*/compile
try list --installed
try path 1.20.14
try remove host
try remove 1.20
try remove 1.20.14
try list --installed
ls -A "$HOME/.cache/gorge/toolchains"
