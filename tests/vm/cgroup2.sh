#!/usr/bin/env bash
# Proves the cgroup2 meter on a real kernel with cgroup v2, on any host: boots User Mode Linux on the host's
# own root folder (read-only, in seconds, no image, no KVM) and runs the known-truth tests and `gorge doctor`
# in it, as root and as an ordinary user with a delegated group.
#
#   tests/vm/cgroup2.sh [BUILD]     BUILD: a release build, default build/release
set -uo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$here/build/release}" 2>/dev/null && pwd) || {
	echo "cgroup2.sh: no build in '${1:-build/release}': run cmake --preset release && cmake --build --preset release" >&2
	exit 2
}
linux=$(command -v linux.uml || command -v linux) || {
	echo "User Mode Linux is missing; on Debian or Ubuntu: apt-get install user-mode-linux"
	exit 77
}
for needed in "$build/bin/gorge" "$build/bin/gorge-exec" "$build/bin/gorge-touch" "$build/tests/test_measure" \
	"$build/tests/test_endings"; do
	[ -x "$needed" ] || { echo "cgroup2.sh: not built: $needed" >&2; exit 2; }
done

# The owner of the build can surely read it, whatever folder it is in; root stands in for nobody, who cannot.
user=$(stat -c %u "$build")
[ "$user" = 0 ] && user=65534
# The outermost folder on the way to the build that is closed to others, such as root's home; empty: none is.
closed=$(
	folder=$build
	while [ "$folder" != / ]; do
		[ -n "$(find "$folder" -maxdepth 0 -perm -o=x)" ] || echo "$folder"
		folder=$(dirname "$folder")
	done | tail -n 1
)

scratch=$(mktemp -d "${TMPDIR:-/tmp}/gorge-vm.XXXXXX") || exit 3
trap 'rm -rf "$scratch"' EXIT

cat >"$scratch/init" <<'GUEST'
#!/bin/bash
# Runs as init of the guest. Says "RESULT name status" for each part.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/tmp TMPDIR=/run/tmp
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -m 1777 /run/tmp
mount -t cgroup2 cgroup2 /sys/fs/cgroup
if [ -n "$GUEST_CLOSED" ]; then # in its place an open one, which holds what is run and nothing else
	mkdir /run/build
	mount --bind "$GUEST_BUILD" /run/build
	mount -t tmpfs -o mode=755 tmpfs "$GUEST_CLOSED"
	mkdir -p "$GUEST_BUILD/tests"
	cp -r /run/build/bin "$GUEST_BUILD"
	cp /run/build/tests/test_measure /run/build/tests/test_endings "$GUEST_BUILD/tests"
	chmod -R a+rX "$GUEST_BUILD"
fi
echo 1 >/proc/sys/kernel/printk # the kernel tells the console of every process it kills
groups=/sys/fs/cgroup
export GORGE_TRUTH_METER=cgroup2 GORGE_TRUTH_LIGHT=1

# part NAME GROUP USER COMMAND...: a command in a group, as a user, alone in it.
part() {
	local name=$1 group=$2 user=$3
	shift 3
	echo "--- $name"
	sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$group" \
		setpriv --reuid "$user" --regid "$user" --clear-groups -- "$@" 2>&1
	echo "RESULT $name $?"
}

part truth-as-root "$groups" 0 "$GUEST_BUILD/tests/test_measure"
part endings-as-root "$groups" 0 "$GUEST_BUILD/tests/test_endings"

# An administrator hands a subtree down; the user's session is a group inside it.
mkdir -p "$groups/user/session"
echo +memory >"$groups/cgroup.subtree_control"
echo +memory >"$groups/user/cgroup.subtree_control"
chown -R "$GUEST_USER" "$groups/user"
part truth-as-user "$groups/user/session" "$GUEST_USER" "$GUEST_BUILD/tests/test_measure"
part endings-as-user "$groups/user/session" "$GUEST_USER" "$GUEST_BUILD/tests/test_endings"

# systemd-run --user --scope -p Delegate=yes: gorge alone in a group of its own. Twice, since the first one
# has to leave the group as it was.
mkdir "$groups/scope"
chown -R "$GUEST_USER" "$groups/scope"
part doctor-in-a-scope "$groups/scope" "$GUEST_USER" "$GUEST_BUILD/bin/gorge" doctor
part doctor-in-the-same-scope-again "$groups/scope" "$GUEST_USER" "$GUEST_BUILD/bin/gorge" doctor
echo "--- groups left: $(find "$groups" -name 'gorge-*' -type d | tr '\n' ' ')"
[ -z "$(find "$groups" -name 'gorge-*' -type d)" ]
echo "RESULT nothing-left $?"

# Without any right to make groups, doctor says how to get it. (The guest has no /dev/fd, nor <(…) therefore.)
mkdir "$groups/closed"
part remedy-without-rights "$groups/closed" "$GUEST_USER" \
	sh -c '"$0" doctor >/run/tmp/told; grep -q "systemd-run --user --scope -p Delegate=yes" /run/tmp/told' \
	"$GUEST_BUILD/bin/gorge"
echo o >/proc/sysrq-trigger
sleep 30
GUEST
chmod 755 "$scratch" "$scratch/init"

# The kernel hands parameters it does not know to init as environment.
timeout 300 "$linux" mem=1G uml_dir="$scratch/uml" umid=guest rootfstype=hostfs rootflags=/ ro \
	init="$scratch/init" GUEST_BUILD="$build" GUEST_USER="$user" GUEST_CLOSED="$closed" con0=null,fd:1 con=null \
	</dev/null >"$scratch/console" 2>&1
tr -d '\r' <"$scratch/console" | sed -n '/^--- /,$p' | grep -v -e '^\[ RUN' -e '^sysrq:' -e '^reboot:'

failed=0
for part in truth-as-root endings-as-root truth-as-user endings-as-user doctor-in-a-scope doctor-in-the-same-scope-again nothing-left \
	remedy-without-rights; do
	if grep -qx "RESULT $part 0" <(tr -d '\r' <"$scratch/console"); then
		echo "pass  $part"
	else
		echo "FAIL  $part"
		failed=1
	fi
done
if ! grep -q '^RESULT' "$scratch/console"; then
	echo "cgroup2.sh: the guest did not come up; its console:" >&2
	tail -n 30 "$scratch/console" >&2
fi
exit $failed
