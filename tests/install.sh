#!/usr/bin/env bash
# Installs what is missing. `install.sh build` takes what building, measuring and drawing need;
# `install.sh test` what the tests need besides; `install.sh bare` only what makes a bare root for them
# (tests/bare/run.sh). Asks for sudo only when something is missing.
set -euo pipefail

build_packages=(gcc libc6-dev cmake ninja-build pkg-config musl-tools linux-libc-dev libcsv-dev libxxhash-dev
	libinih-dev libgsl-dev libjansson-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libcmocka-dev
	gnuplot-nox fonts-dejavu-core ca-certificates)
test_packages=(clang clang-tidy clang-format libclang-rt-dev valgrind strace shellcheck time user-mode-linux tar git file
	python3 python3-prometheus-client)

find_go() {
	command -v go >/dev/null 2>&1 || [ -x /usr/local/go/bin/go ]
}
wanted=("${build_packages[@]}")
find_go || wanted+=(golang-go)
case ${1:-build} in
test) wanted+=("${test_packages[@]}") ;;
bare) wanted=(debootstrap) ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
	cat >&2 <<TEXT
install.sh: this system has no apt. Install the counterparts of these Debian packages by hand, and Go
(any release from 1.11 on), then run the command again with GORGE_INSTALL=no:
  ${wanted[*]}
TEXT
	[ "${GORGE_INSTALL:-}" = no ] && exit 0
	exit 3
fi

missing=()
for package in "${wanted[@]}"; do
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] && [ "${GORGE_INSTALL:-}" != no ] || exit 0

sudo=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "install.sh: these packages are missing and only root can install them: ${missing[*]}" >&2
		exit 3
	}
	sudo=sudo
fi
echo "installing: ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{
	$sudo apt-get update -q &&
		$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
} >"$log" 2>&1 || {
	tail -n 20 "$log" >&2
	echo "install.sh: apt could not install: ${missing[*]}" >&2
	exit 3
}
