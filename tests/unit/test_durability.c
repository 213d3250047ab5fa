/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a full disk or a crash leaves of a run: all of its rows in every file, or none in any.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/file.h"
#include "results_folder.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the order in which a run's rows are written. */
static const char *const names[] = {"samples.csv", "tools.csv", "runs.csv"};
enum { FILES = COUNT_OF(names) };

/* The bytes of the three files. */
struct contents {
	struct text files[FILES];
};

static void
read_contents(const char *where, struct contents *contents)
{
	for (size_t i = 0; i < FILES; i++) {
		CLEANUP_FREE char *path = text_format("%s/%s", where, names[i]);
		text_clear(&contents->files[i]);
		(void)file_try_read(path, &contents->files[i]);
	}
}

static void
dispose_contents(struct contents *contents)
{
	for (size_t i = 0; i < FILES; i++)
		text_dispose(&contents->files[i]);
}

static bool
same_contents(const struct contents *a, const struct contents *b)
{
	for (size_t i = 0; i < FILES; i++)
		if (!text_equal(text_string(&a->files[i]), text_string(&b->files[i])))
			return false;
	return true;
}

/* Three runs, the first of which is much in samples.csv, the second in tools.csv, the third in runs.csv. */
enum { MANY = 4000, FEW = 3, MUCH_BYTES = 96 * 1024 };

struct large_runs {
	char *few, *many, *why; /* what they are made of: two timelines and a long text */
	struct made_run small, large[FILES];
};

static void
make_large_runs(const char *where, struct large_runs *runs)
{
	char *few = put_timeline(where, FEW), *many = put_timeline(where, MANY);
	char *why = memory_zeroed(2 * MUCH_BYTES + 1, 1);

	memset(why, 'y', 2 * MUCH_BYTES);
	*runs = (struct large_runs){few, many, why, {"small", "", 1, few},
		{{"in samples.csv", "", 1, many}, {"in tools.csv", "", MANY, few}, {"in runs.csv", why, 1, few}}};
}

static void
dispose_large_runs(struct large_runs *runs)
{
	free(runs->few);
	free(runs->many);
	free(runs->why);
}

static void
add_to(const char *where, const struct made_run *run)
{
	struct error err = ERROR_INIT;
	struct results results;

	open_results(where, &results);
	require(add_run(&results, run, &err), &err);
	results_close(&results);
}

/* A file size limit stands for a full disk: the kernel refuses the bytes beyond it in the same way. Adds a
 * run of which one file gets more than that; exits with 0 when the error names the file and leaves all three
 * as they were, also for the next run. */
static void
add_beyond_limit(const char *where, const struct made_run *large, const char *name)
{
	const struct rlimit limit = {MUCH_BYTES, RLIM_INFINITY}, none = {RLIM_INFINITY, RLIM_INFINITY};
	struct contents before = {0}, after = {0};
	struct error err = ERROR_INIT, later = ERROR_INIT;
	struct results results;

	(void)signal(SIGXFSZ, SIG_IGN);
	open_results(where, &results);
	read_contents(where, &before);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || add_run(&results, large, &err))
		_exit(1);
	read_contents(where, &after);
	if (err.id != ERROR_WRITE || !strstr(err.where, name) || !same_contents(&before, &after))
		_exit(2);
	if (setrlimit(RLIMIT_FSIZE, &none) != 0 || !add_run(&results, large, &later))
		_exit(3);
	results_close(&results);
	dispose_contents(&before);
	dispose_contents(&after);
	_exit(0);
}

static void
test_a_full_disk_leaves_all_of_a_run_or_nothing(void **state)
{
	struct large_runs runs;
	int status;

	make_large_runs(*state, &runs);
	for (size_t i = 0; i < FILES; i++) {
		CLEANUP_FREE char *where = text_format("%s/%zu", (const char *)*state, i);
		add_to(where, &runs.small);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			add_beyond_limit(where, &runs.large[i], names[i]);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(status, 0);
		assert_int_equal(rows_of(where, "runs.csv"), 2);
		assert_int_equal(rows_of(where, "tools.csv"), 1 + runs.large[i].tools);
		assert_int_equal(rows_of(where, "samples.csv"), FEW + (i == 0 ? MANY : FEW));
	}
	dispose_large_runs(&runs);
}

/* Where a file has reached the limit, the next write to it ends the process, unless the signal is ignored: so
 * it dies when the files before that one have been written. */
static void
add_and_die(const char *where, const struct made_run *run, size_t limit_bytes)
{
	const struct rlimit limit = {limit_bytes, limit_bytes}, no_core = {0, 0};
	struct error err = ERROR_INIT;
	struct results results;

	(void)signal(SIGXFSZ, SIG_DFL);
	open_results(where, &results);
	if (setrlimit(RLIMIT_CORE, &no_core) != 0 || setrlimit(RLIMIT_FSIZE, &limit) != 0)
		_exit(1);
	(void)add_run(&results, run, &err);
	_exit(2);
}

static void
test_a_kill_between_files_leaves_nothing_of_the_run(void **state)
{
	struct contents before = {0}, after = {0};
	struct large_runs runs;
	struct results results;
	int status;

	make_large_runs(*state, &runs);
	for (size_t i = 0; i < FILES; i++) {
		CLEANUP_FREE char *where = text_format("%s/%zu", (const char *)*state, i);
		add_to(where, &runs.large[i]);
		read_contents(where, &before);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			add_and_die(where, &runs.small, before.files[i].length);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
		open_results(where, &results);
		results_close(&results);
		read_contents(where, &after);
		assert_true(same_contents(&before, &after));
	}
	dispose_contents(&before);
	dispose_contents(&after);
	dispose_large_runs(&runs);
}

/* The three files as a crash leaves them that comes when so many bytes of the last run were written. */
static void
put_crashed(const char *where, const struct contents *before, const struct contents *whole, size_t written)
{
	for (size_t i = 0; i < FILES; i++) {
		CLEANUP_FREE char *path = text_format("%s/%s", where, names[i]);
		size_t added = whole->files[i].length - before->files[i].length;
		size_t there = written < added ? written : added;
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(whole->files[i].data, 1, before->files[i].length + there, file),
			before->files[i].length + there);
		assert_int_equal(fclose(file), 0);
		written -= there;
	}
}

/* The bytes that the last run has added. */
static size_t
count_added(const struct contents *before, const struct contents *whole)
{
	size_t count = 0;

	for (size_t i = 0; i < FILES; i++)
		count += whole->files[i].length - before->files[i].length;
	return count;
}

static void
test_a_crash_at_any_byte_leaves_all_of_a_run_or_nothing(void **state)
{
	CLEANUP_FREE char *timeline = put_timeline(*state, 3);
	const struct made_run first = {"first", "", 2, timeline}, last = {"last", "a, \"b\"", 2, timeline};
	struct contents before = {0}, whole = {0}, found = {0};
	struct error err = ERROR_INIT;
	char id[HASH_TEXT_BYTES];
	struct results results;

	open_results(*state, &results);
	require(add_run(&results, &first, &err), &err);
	read_contents(*state, &before);
	require(add_run(&results, &last, &err), &err);
	read_contents(*state, &whole);
	results_close(&results);
	size_t added = count_added(&before, &whole);
	assert_true(added > 300);
	for (size_t written = 0; written <= added; written++) {
		put_crashed(*state, &before, &whole, written);
		open_results(*state, &results);
		read_contents(*state, &found);
		assert_true(same_contents(&found, written < added ? &before : &whole));
		assert_int_equal(results_has(&results, hash_format(id, hash_text(last.name))), written == added);
		if (written % 64 == 0 &&
			written < added) { /* what goes on from there is as if nothing had happened */
			require(add_run(&results, &last, &err), &err);
			read_contents(*state, &found);
			assert_true(same_contents(&found, &whole));
		}
		results_close(&results);
	}
	dispose_contents(&before);
	dispose_contents(&whole);
	dispose_contents(&found);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_full_disk_leaves_all_of_a_run_or_nothing, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_a_kill_between_files_leaves_nothing_of_the_run, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_a_crash_at_any_byte_leaves_all_of_a_run_or_nothing, make_folder, delete_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
