#!/usr/bin/env bash
# What a user may have in and around the places that gorge uses, and a sum of all of it: none of that is gorge's to
# change, whatever happens to gorge.
#   sentinel.sh plant FOLDER   makes it: FOLDER/home, and what is called mine in FOLDER/scratch, FOLDER/cache and
#                              FOLDER/out, which are to be GORGE_SCRATCH, XDG_CACHE_HOME and a results folder
#   sentinel.sh take FOLDER    prints a line for each thing: path, kind, mode, owner, size, time, target, content
# Root has mounts there too; who plants them does so in a mount namespace of its own (unshare -m), or takes them away
# by `sentinel.sh clear FOLDER`.
set -euo pipefail

home_folders=(documents .config/go .config/gorge .cache/go-build/00 .cache/gorge/kept/0123456789abcdef go/pkg/mod/cache go/bin .ssh)
mounts=(scratch/mine-mounted cache/gorge/kept/mine-mounted out/mine-mounted)
# Names that could be taken for gorge's, without its mark.
lookalikes=(scratch/workspace-mine1 scratch/workspace-AbCdEf cache/gorge/kept/partial-mine12
	cache/gorge/kept/00000000000000000000000000000000 out/before-mine)

write() {
	mkdir -p "$(dirname "$1")"
	printf 'this is mine: %s\n' "$1" >"$1"
}

plant() {
	local folder=$1 name
	for name in "${home_folders[@]}"; do
		write "$folder/home/$name/mine"
	done
	printf 'GOFLAGS=-mod=mod\nGOPRIVATE=example.com/mine\n' >"$folder/home/.config/go/env"
	write "$folder/home/.netrc"
	chmod 600 "$folder/home/.netrc"
	chmod 500 "$folder/home/.cache/gorge/kept/0123456789abcdef"
	write "$folder/neighbour/mine"
	write "$folder/cache/mine/mine"
	write "$folder/cache/gorge/mine"
	write "$folder/out/mine.csv"
	write "$folder/out/runs.csv.partial-mine"
	write "$folder/scratch/.mine"
	for name in "${lookalikes[@]}"; do
		write "$folder/$name/mine"
		ln -s "$folder/home/documents" "$folder/$name/link"
	done
	ln -s "$folder/home" "$folder/scratch/workspace-mine-link"
	ln -s "$folder/home/documents" "$folder/cache/gorge/kept/partial-mine-link"
	ln -s "$folder/home/documents/mine" "$folder/out/mine-link"
	[ "$(id -u)" = 0 ] || return 0
	for name in "${mounts[@]}"; do
		mkdir -p "$folder/$name"
		mount --bind "$folder/home/documents" "$folder/$name" 2>/dev/null || rmdir "$folder/$name"
	done
}

# Folders that gorge itself adds to and takes from have no time of their own.
take() {
	cd "$1"
	find home neighbour scratch/.mine* scratch/workspace-mine* scratch/workspace-AbCdEf scratch/mine* cache/mine \
		cache/gorge/mine cache/gorge/kept/*mine* cache/gorge/kept/00000000000000000000000000000000 out/*mine* \
		-printf '%p %y %m %U:%G %s %T@ %l\n' 2>/dev/null | LC_ALL=C sort
	find home neighbour scratch/workspace-mine* scratch/workspace-AbCdEf cache/mine cache/gorge/kept/*mine* out/*mine* \
		-type f -exec sha256sum {} + | LC_ALL=C sort -k2
}

clear() {
	local name
	for name in "${mounts[@]}"; do
		umount "$1/$name" 2>/dev/null || true
	done
}

case ${1-} in
plant | take | clear) [ -d "${2-}" ] && "$1" "$(readlink -f "$2")" ;;
*)
	sed -n '2,9s/^# //p' "$0" >&2
	exit 2
	;;
esac
