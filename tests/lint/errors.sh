#!/usr/bin/env bash
# Every row of harness/base/errors.def is raised somewhere: its id stands in a .c file other than as something that a
# raised error is compared with. The compiler sees to the reverse.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=$(sed -nE 's/^ERROR\(([A-Z_]+),.*/\1/p' harness/base/errors.def)
raised=$(grep -rhoE --include='*.c' '([!=]= ?|case )?\bERROR_[A-Z_]+' harness generators |
	sed -nE 's/^ERROR_//p' | sort -u)
never=$(grep -vxF "$raised" <<<"$rows" || true)
[ -z "$never" ] || {
	echo "rows of harness/base/errors.def that nothing raises:" $never
	exit 1
}
[ "$(wc -l <<<"$rows")" -gt 30 ] || {
	echo "only $(wc -l <<<"$rows") rows were found in harness/base/errors.def"
	exit 1
}
echo "$(wc -l <<<"$rows") errors, each raised somewhere"
