/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/confine.h"

#include "base/memory.h"
#include "platform/file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Renaming between folders is a right of its own since ABI 2, which would be refused wholesale if it were not
 * handled; truncating one since ABI 3. Older headers lack the names. */
enum { ACCESS_REFER = 1 << 13, ACCESS_TRUNCATE = 1 << 14, ABI_REFER = 2, ABI_TRUNCATE = 3 };

static uint64_t
changing_rights(long abi)
{
	uint64_t rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
					  LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
					  LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
					  LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
					  LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

	return rights | (abi >= ABI_REFER ? ACCESS_REFER : 0) | (abi >= ABI_TRUNCATE ? ACCESS_TRUNCATE : 0);
}

static bool
allow(int ruleset, const char *path, uint64_t rights)
{
	CLEANUP_CLOSE int fd = open(path, O_PATH | O_CLOEXEC);
	struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};

	return fd >= 0 && syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

/* There is no way back for the thread. False, with nothing confined, where the kernel cannot do it. */
static bool
confine_writes(const char *const *folders)
{
	/* What shells redirect to. */
	static const char *const devices[] = {"/dev/null", "/dev/tty", "/dev/full", NULL};
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_ruleset_attr attributes = {.handled_access_fs = abi > 0 ? changing_rights(abi) : 0};
	CLEANUP_CLOSE int ruleset =
		abi > 0 ? (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0) : -1;

	if (ruleset < 0)
		return false;
	for (const char *const *device = devices; *device; device++)
		(void)allow(ruleset, *device, LANDLOCK_ACCESS_FS_WRITE_FILE);
	for (; *folders; folders++)
		if (!allow(ruleset, *folders, attributes.handled_access_fs))
			return false;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		   syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}

/* The kernel confines threads: a thread of its own is what ends with the work. */
struct confined_work {
	const char *const *folders;
	void (*work)(void *context);
	void *context;
};

static void *
run_confined(void *argument)
{
	const struct confined_work *confined = argument;

	(void)confine_writes(confined->folders);
	confined->work(confined->context);
	return NULL;
}

bool
confine_run(const char *const *folders, void (*work)(void *context), void *context)
{
	struct confined_work confined = {folders, work, context};
	pthread_t thread;

	if ((errno = pthread_create(&thread, NULL, run_confined, &confined)) != 0)
		return false;
	return pthread_join(thread, NULL) == 0;
}
