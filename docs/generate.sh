#!/usr/bin/env bash
# Fills the generated parts of documents: what stands between "<!-- begin: gorge ... -->" (or a script of this tree
# with its words) and "<!-- end -->" is what that command prints. With --check nothing is written, and a stale part is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
gorge=build/release/bin/gorge
status=0
for page in docs/*.md results/*/README.md; do
	fresh=$(mktemp)
	inside=
	while IFS= read -r line || [ -n "$line" ]; do
		case $line in
		"<!-- end -->") inside= ;;
		esac
		[ -n "$inside" ] || printf '%s\n' "$line" >>"$fresh"
		case $line in
		"<!-- begin: "*)
			inside=yes
			words=${line#"<!-- begin: "}
			read -ra words <<<"${words% -->}"
			[ "${words[0]}" != gorge ] || words[0]=$gorge
			"${words[@]}" >>"$fresh"
			;;
		esac
	done <"$page"
	if [ "${1:-}" != --check ]; then
		cat "$fresh" >"$page"
	elif ! diff -u "$page" "$fresh"; then
		echo "$page is stale: run docs/generate.sh" >&2
		status=1
	fi
	rm -f "$fresh"
done
exit $status
