# Go releases: what is there, what cannot be had, and one really fetched (some 70 MB).
unset GORGE_TOOLCHAINS XDG_CACHE_HOME
try() {
	gorge toolchain "$@" 2>&1
	echo "status $?"
}
try list
try path 1.20.14
try path 1.21
try install 1.20.0
try install
try fetch 1.20.14
GOPROXY=off try install 1.20.14
try install 1.20.14
try install 1.20.14
try path go1.20.14
"$(gorge toolchain path 1.20.14)/bin/go" version
try list
ls -A "$HOME/.cache/gorge/toolchains"
