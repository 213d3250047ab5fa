#!/usr/bin/env bash
# Has each system call of gorge-exec fail in turn: shim.sh BUILD. It is a static program, so strace does it. The tool's
# own result stands whatever becomes of its record, and of a record that is not whole gorge-exec says why; a tool that
# cannot be started is told, too.
set -euo pipefail
shim=$(readlink -f "$1/bin/gorge-exec")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# run [STRACE OPTIONS...]: a tool that ends with 3; its record in ./log, what was said in ./said.
run() {
	rm -f log
	env -i GORGE_EXEC_LOG="$work/log" strace -o trace "$@" "$shim" /bin/sh -c 'exit 3' 2>said
}
status=0
run || status=$?
[ $status = 3 ] || {
	echo "strace can trace nothing here: $(tail -n 1 said)"
	exit 77
}
whole=$(stat -c %s log) failed=0 calls=0
# Without wait4() there is no end to wait for, and a start or an end of a process cannot fail.
for call in $(sed -nE 's/^([a-z0-9_]+)\(.*/\1/p' trace | grep -vE '^(execve|exit_group|wait4|arch_prctl|set_tid_address)$' | sort -u); do
	for at in $(seq "$(grep -c "^$call(" trace)"); do
		case $call in
		clone | vfork | fork) error=EAGAIN text="Resource temporarily unavailable" ;;
		*) error=ENOSPC text="No space left on device" ;;
		esac
		cp trace before
		status=0
		run -e inject="$call":error=$error:when="$at" || status=$?
		cp before trace
		calls=$((calls + 1))
		size=$(stat -c %s log 2>/dev/null || echo 0)
		case $status in
		3) [ "$size" = "$whole" ] || grep -q "^gorge-exec: .*log: $text" said ;;
		127) grep -q "^gorge-exec: /bin/sh: $text" said ;;
		*) false ;;
		esac || {
			echo "call $at of $call fails with $error: status $status, $size bytes of $whole, '$(cat said)'"
			failed=$((failed + 1))
		}
	done
done
echo "$calls failing calls of gorge-exec, $failed findings"
[ $failed = 0 ]
