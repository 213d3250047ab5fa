#!/usr/bin/env bash
# The tests on a fresh machine: makes a bare Debian 12, clones HEAD of this repository into its root's home, and runs
# tests/run.sh there, which installs Debian's own Go and everything else. Only what is committed takes part. Needs
# root, and 12 GB on /dev/shm or below build/.
#
# usage: tests/bare/run.sh [GROUP...]     GROUP: as of tests/run.sh
#
# BARE_FOLDER (standard: build/bare) keeps the base system, the packages and, afterwards, the logs of the tests; it
# may be deleted at any time. The root is made anew each time and deleted afterwards. Mirror, proxy and certificates
# are those that this host's apt and ca-certificates have.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
keep=${BARE_FOLDER:-$here/build/bare}
suite=bookworm
[ "$(id -u)" = 0 ] || {
	echo "only root can make a root folder to change into"
	exit 77
}
"$here/tests/install.sh" bare
mkdir -p "$keep/packages/partial"
keep=$(cd "$keep" && pwd)

place=$keep
room_kib=$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)
[ "${room_kib:-0}" -lt $((12 << 20)) ] || place=/dev/shm
work=$(mktemp -d "$place/gorge-bare.XXXXXX")
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 130' INT TERM

# What apt on this host says of a setting.
apt_setting() {
	local value=
	eval "$(apt-config shell value "$1")"
	echo "$value"
}

if [ ! -f "$keep/$suite.tar" ]; then
	mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $suite" 'Created-By: Packages' | head -n 1)
	proxy=$(apt_setting Acquire::http::Proxy)
	# shellcheck disable=SC2086 # without a mirror on this host it is debootstrap's own
	env ${proxy:+http_proxy="$proxy"} debootstrap --variant=minbase $suite "$root" $mirror >"$keep/debootstrap.log" || {
		tail -n 20 "$keep/debootstrap.log" >&2
		exit 3
	}
	tar -C "$root" -cf "$keep/$suite.tar.partial" .
	mv "$keep/$suite.tar.partial" "$keep/$suite.tar"
	rm -rf --one-file-system "$root"
fi
mkdir "$root"
tar -C "$root" -xf "$keep/$suite.tar"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
apt-config dump | grep -E '^Acquire::(http|https|Check-)' >"$root/etc/apt/apt.conf.d/90host" || true
mkdir -p "$root/usr/local/share/ca-certificates"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$root/usr/local/share/ca-certificates" {} +
chmod 700 "$root/root"
git clone -q "$here" "$root/root/gorge"

# From nothing, but for the way out.
environment=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY GOPROXY GOSUMDB GONOSUMDB; do
	[ -z "${!name+set}" ] || environment+=("$name=${!name}")
done
echo "Debian $(cat "$root/etc/debian_version") in $root: $(git -C "$here" rev-parse --short HEAD)"

# The mounts are seen by this command alone, and end with it.
status=0
unshare --mount --propagation private bash -c '
	root=$1 packages=$2
	shift 2
	mount -t proc proc "$root/proc" &&
		mount --rbind /sys "$root/sys" &&
		mount --rbind /dev "$root/dev" &&
		mount --bind "$packages" "$root/var/cache/apt/archives" || exit 3
	exec chroot "$root" env -i "$@"
' bash "$root" "$keep/packages" "${environment[@]}" bash -c 'cd /root/gorge && exec tests/run.sh "$@"' bash "$@" ||
	status=$?
rm -rf "$keep/test-logs"
cp -r "$root/root/gorge/build/test-logs" "$keep/test-logs" 2>/dev/null || true
exit $status
