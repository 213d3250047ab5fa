#!/usr/bin/env bash
# Reproduces the published scaling table: installs what is missing, builds gorge, measures, compares, draws.
set -euo pipefail

usage() {
	cat <<'TEXT'
usage: bench/reproduce.sh [--quick] [-o DIR] [-- gorge run options]
  --quick   1,000 and 10,000 files only, once each: under three minutes on two processors
  -o DIR    results folder; standard results/scaling-<host name>, with -quick behind it for --quick
The full experiment measures 1 to 100,000 files; it says first how long it takes and what it needs.
Interrupted, the same command goes on where it was left.
TEXT
}

cd "$(dirname "$0")/.."
quick=
folder=
while [ $# -gt 0 ]; do
	case $1 in
	--quick) quick=yes ;;
	-o)
		folder=${2:?"-o needs a folder"}
		shift
		;;
	-h | --help)
		usage
		exit 0
		;;
	--)
		shift
		break
		;;
	*)
		usage >&2
		exit 2
		;;
	esac
	shift
done
[ -n "$folder" ] || folder=results/scaling-$(uname -n)${quick:+-quick}

tests/install.sh build
mkdir -p build
if ! { cmake --preset release && cmake --build --preset release --target gorge; } >build/build.log 2>&1; then
	tail -n 30 build/build.log >&2
	echo "reproduce.sh: the build failed; build/build.log has all of it" >&2
	exit 3
fi
gorge=build/release/bin/gorge

options=()
[ -z "$quick" ] || options=(--set "files=1, 1000, 10000" --repeat 1)
"$gorge" run bench/scaling.ini -o "$folder" "${options[@]}" "$@"
"$gorge" report "$folder"
"$gorge" plot "$folder"
echo "Tables: $folder/report.md, figures beside it, every number in $folder/runs.csv."
