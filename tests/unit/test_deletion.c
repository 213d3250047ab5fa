/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/folder.h"
#include "platform/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "unit/in_child.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

static void
put(const char *path)
{
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, "safe", 4, &err));
}

/* Folders in folders, far deeper than a path is long. */
static bool
make_deep(const char *top, int depth)
{
	int at = AT_FDCWD, below;

	for (int i = 0; i < depth; i++) {
		const char *name = i == 0 ? top : "deep";
		if (mkdirat(at, name, 0755) != 0 || (below = openat(at, name, O_PATH | O_CLOEXEC)) < 0)
			return false;
		if (at >= 0)
			(void)close(at);
		at = below;
	}
	return at < 0 || close(at) == 0;
}

static int
delete_deep_with_few_descriptors(void)
{
	const struct rlimit few = {64, 64};
	struct error err = ERROR_INIT;

	if (!make_deep("deep", 5000) || setrlimit(RLIMIT_NOFILE, &few) != 0)
		return NOT_HERE;
	return !folder_delete("deep", &err) || file_exists("deep");
}

static void
test_any_depth_with_few_descriptors(void **state)
{
	(void)state;
	assert_int_equal(in_child(delete_deep_with_few_descriptors), 0);
}

/* What another file system, or another folder of the same one, is mounted on stays as it is. */
static int
delete_around_mounts(void)
{
	struct error err = ERROR_INIT;

	if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		mount("sentinel", "tree/a/bound", NULL, MS_BIND, NULL) != 0 ||
		mount("none", "tree/tmp", "tmpfs", 0, "size=64k") != 0)
		return NOT_HERE;
	if (!file_replace("tree/tmp/file", "safe", 4, &err) || chmod("tree/tmp", 0555) != 0)
		return 1;
	if (folder_delete("tree", &err) || !strstr(err.why, "mounted"))
		return 2;
	if (!file_exists("sentinel/below/file") || !file_exists("tree/tmp/file") || file_exists("tree/b"))
		return 3;
	error_clear(&err);
	if (folder_delete("tree/tmp", &err) || !file_exists("tree/tmp/file"))
		return 4;
	return 0;
}

/* Has openat2() fail as on a kernel that does not know it. */
static int
delete_around_mounts_on_an_old_kernel(void)
{
	struct sock_filter code[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
	struct sock_fprog filter = {.len = sizeof code / sizeof *code, .filter = code};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
		return NOT_HERE;
	return delete_around_mounts();
}

static void
test_no_mount_is_entered(void **state)
{
	static int (*const kernels[])(void) = {delete_around_mounts, delete_around_mounts_on_an_old_kernel};
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(kernels); i++) {
		assert_true(folder_make("tree/a/bound", &err) && folder_make("tree/b", &err) &&
					folder_make("tree/tmp", &err) && folder_make("sentinel/below", &err));
		put("sentinel/below/file");
		put("tree/b/file");
		assert_in_child(kernels[i]);
	}
}

static atomic_bool racing;

/* Puts a link in the place of a folder, and the folder back, as fast as it can. */
static void *
swap(void *context)
{
	(void)context;
	while (atomic_load(&racing))
		(void)syscall(SYS_renameat2, AT_FDCWD, "tree/folder", AT_FDCWD, "link", RENAME_EXCHANGE);
	return NULL;
}

static void
test_a_link_put_in_the_way_is_not_followed(void **state)
{
	struct error err = ERROR_INIT;
	pthread_t thread;

	(void)state;
	assert_true(folder_make("sentinel/below", &err));
	put("sentinel/below/file");
	atomic_store(&racing, true);
	assert_int_equal(pthread_create(&thread, NULL, swap, NULL), 0);
	for (int i = 0; i < 2000; i++) {
		error_clear(&err);
		(void)unlink("link");
		(void)folder_delete("link", &err);
		(void)symlink("sentinel", "link");
		(void)folder_make("tree/folder/below/deeper", &err);
		(void)folder_delete("tree", &err);
		assert_true(file_exists("sentinel/below/file"));
	}
	atomic_store(&racing, false);
	assert_int_equal(pthread_join(thread, NULL), 0);
}

static void
test_of_an_open_folder(void **state)
{
	CLEANUP_CLOSE int above = -1;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("top/tree/below", &err) && (above = tree_open("top")) >= 0);
	assert_true(tree_delete(above, "tree") && tree_delete(above, "tree") && !file_exists("top/tree"));
	assert_true(folder_make("top/tree/below", &err) && folder_delete("top/tree//", &err));
	assert_false(file_exists("top/tree"));
}

/* Neither the first nor the last thing in a folder may end it all, nor hide why it stayed. */
static int
delete_as_an_ordinary_user(void)
{
	struct error err = ERROR_INIT;

	if (chown(folder, 65534, 65534) != 0 || setgid(65534) != 0 || setuid(65534) != 0)
		return NOT_HERE;
	if (!folder_make("tree/closed/below", &err) || chmod("tree/closed", 0) != 0)
		return 1;
	return !folder_delete("tree", &err) || file_exists("tree") ? 2 : 0;
}

static void
test_folders_that_may_not_be_read(void **state)
{
	(void)state;
	assert_in_child(delete_as_an_ordinary_user);
}

static int
delete_without_descriptors(void)
{
	struct rlimit none = {0, 0};
	struct error err = ERROR_INIT;

	if (!folder_make("tree/below", &err) || setrlimit(RLIMIT_NOFILE, &none) != 0)
		return NOT_HERE;
	return folder_delete("tree/below", &err) || !strstr(err.why, "Too many open files");
}

static void
test_the_cause_is_told(void **state)
{
	(void)state;
	assert_int_equal(in_child(delete_without_descriptors), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_any_depth_with_few_descriptors),
		TEST(test_no_mount_is_entered),
		TEST(test_a_link_put_in_the_way_is_not_followed),
		TEST(test_of_an_open_folder),
		TEST(test_folders_that_may_not_be_read),
		TEST(test_the_cause_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
