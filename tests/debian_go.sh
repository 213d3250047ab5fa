#!/usr/bin/env bash
# Unpacks the Go that this Debian has (golang-go and what it needs of golang-*) below a folder, without installing it
# and without any right: FOLDER/usr/bin/go. What is there already stays.
#
# usage: debian_go.sh FOLDER     status 77: this host has no apt, or the Go on PATH is that one already
set -euo pipefail
folder=${1:?usage: debian_go.sh FOLDER}

for program in apt-get apt-cache dpkg; do
	command -v $program >/dev/null || {
		echo "this host has no $program"
		exit 77
	}
done
if grep -q '^golang-' <(dpkg -S "$(readlink -f "$(command -v go)")" 2>/dev/null); then
	echo "the Go on PATH is Debian's own, so the other groups have been run with it"
	exit 77
fi
mkdir -p "$folder"
cd "$folder"
if [ ! -x usr/bin/go ]; then
	# Lists of its own: those of the host may be missing or locked.
	mkdir -p apt/lists/partial apt/cache/archives/partial unpacked
	trap 'rm -rf apt unpacked' EXIT
	apt=(-q -o Dir::State::Lists="$PWD/apt/lists" -o Dir::Cache="$PWD/apt/cache")
	apt-get "${apt[@]}" update
	mapfile -t packages < <(apt-cache "${apt[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts \
		--no-breaks --no-replaces --no-enhances golang-go | grep '^golang-')
	apt-get "${apt[@]}" download "${packages[@]}"
	for package in golang-*.deb; do
		dpkg -x "$package" unpacked
		rm "$package"
	done
	mv unpacked/usr .
fi
usr/bin/go version
