/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/clock.h"
#include "platform/interrupt.h"
#include "platform/lock.h"
#include "scratch_folder.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static const char content[] = "kept";

static char *
lock_path(void)
{
	return text_format("%s/lock", folder);
}

static void
test_who_keeps_whom_out(void **state)
{
	static const struct {
		enum lock_kind held, wanted;
		enum lock_answer answer;
	} cases[] = {
		{LOCK_EXCLUSIVE, LOCK_EXCLUSIVE, LOCK_BUSY},
		{LOCK_EXCLUSIVE, LOCK_SHARED, LOCK_BUSY},
		{LOCK_SHARED, LOCK_EXCLUSIVE, LOCK_BUSY},
		{LOCK_SHARED, LOCK_SHARED, LOCK_TAKEN},
	};
	CLEANUP_FREE char *file = lock_path();
	const char *const paths[] = {file, folder};
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases) * COUNT_OF(paths); i++) {
		size_t one = i / COUNT_OF(paths);
		const char *path = paths[i % COUNT_OF(paths)];
		struct lock first = {0}, second = {0};
		assert_int_equal(lock_try(path, cases[one].held, &first, &err), LOCK_TAKEN);
		assert_int_equal(lock_try(path, cases[one].wanted, &second, &err), cases[one].answer);
		lock_let_go(&first);
		lock_let_go(&second);
		assert_int_equal(lock_try(path, cases[one].wanted, &second, &err), LOCK_TAKEN);
		lock_let_go(&second);
	}
	assert_int_equal(err.id, ERROR_NONE);
}

static void
test_the_file_keeps_what_stands_in_it(void **state)
{
	CLEANUP_FREE char *path = lock_path();
	CLEANUP_TEXT struct text after = {0};
	CLEANUP_LOCK struct lock lock = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(file_replace(path, content, sizeof content - 1, &err));
	assert_true(lock_wait(path, LOCK_EXCLUSIVE, &lock, &err));
	assert_true(file_read(path, &after, &err));
	assert_string_equal(text_string(&after), content);
}

static void
test_where_no_file_can_be_there_is_no_lock(void **state)
{
	CLEANUP_FREE char *path = text_format("%s/missing/lock", folder);
	struct error tried = ERROR_INIT, waited = ERROR_INIT;
	struct lock lock = {0};

	(void)state;
	assert_int_equal(lock_try(path, LOCK_SHARED, &lock, &tried), LOCK_FAILED);
	assert_false(lock_wait(path, LOCK_SHARED, &lock, &waited));
	assert_int_equal(tried.id, ERROR_WRITE);
	assert_int_equal(waited.id, ERROR_WRITE);
	assert_string_equal(waited.where, path);
	assert_int_equal(lock.handle, 0);
}

/* A process that holds the lock until it is killed, or for a minute after a test that failed. */
static pid_t
start_holder(const char *path)
{
	int ready[2];
	char byte;

	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct error err = ERROR_INIT;
		struct lock lock = {0};
		(void)alarm(60);
		if (lock_try(path, LOCK_EXCLUSIVE, &lock, &err) != LOCK_TAKEN || write(ready[1], "", 1) != 1)
			_exit(1);
		for (;;)
			(void)pause();
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	(void)close(ready[0]);
	(void)close(ready[1]);
	return child;
}

static void
end_holder(pid_t child)
{
	(void)kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void
test_a_killed_process_leaves_no_lock(void **state)
{
	CLEANUP_FREE char *path = lock_path();
	CLEANUP_LOCK struct lock lock = {0};
	struct error err = ERROR_INIT;
	pid_t child = start_holder(path);

	(void)state;
	assert_int_equal(lock_try(path, LOCK_EXCLUSIVE, &lock, &err), LOCK_BUSY);
	end_holder(child);
	assert_int_equal(lock_try(path, LOCK_EXCLUSIVE, &lock, &err), LOCK_TAKEN);
}

static void
note_nothing(int number)
{
	(void)number;
}

/* A process that waits for the lock: 0 = got it, 1 = not, for the expected reason. */
static pid_t
start_waiter(const char *path, enum error_id expected)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct error err = ERROR_INIT;
		struct lock lock = {0};
		interrupt_install();
		bool taken = lock_wait(path, LOCK_EXCLUSIVE, &lock, &err);
		_exit(err.id != expected || taken != (lock.handle > 0) ? 2 : !taken);
	}
	return child;
}

/* The waiter's exit status, after a signal that means nothing and then `ending` to `whom`, which is said
 * again since one that comes before the waiting ends nothing. */
static int
end_waiting(pid_t waiter, pid_t whom, int ending)
{
	int status;

	clock_pause_ms(100);
	assert_int_equal(kill(waiter, SIGUSR1), 0);
	do {
		clock_pause_ms(50);
		(void)kill(whom, ending);
	} while (waitpid(waiter, &status, WNOHANG) != waiter);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
test_waiting_ends_with_the_lock_or_an_interrupt(void **state)
{
	struct sigaction action = {.sa_handler = note_nothing}; /* without SA_RESTART: it does end a call */
	CLEANUP_FREE char *path = lock_path();
	pid_t holder = start_holder(path), waiter;

	(void)state;
	assert_int_equal(sigaction(SIGUSR1, &action, NULL), 0);
	waiter = start_waiter(path, ERROR_INTERRUPTED);
	assert_int_equal(end_waiting(waiter, waiter, SIGTERM), 1);
	waiter = start_waiter(path, ERROR_NONE);
	assert_int_equal(end_waiting(waiter, holder, SIGKILL), 0);
	assert_int_equal(waitpid(holder, NULL, 0), holder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_keeps_whom_out),
		cmocka_unit_test(test_the_file_keeps_what_stands_in_it),
		cmocka_unit_test(test_where_no_file_can_be_there_is_no_lock),
		cmocka_unit_test(test_a_killed_process_leaves_no_lock),
		cmocka_unit_test(test_waiting_ends_with_the_lock_or_an_interrupt),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
