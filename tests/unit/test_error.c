/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row of errors.def says what failed and what to do in the same voice; tests/lint/errors.sh sees that each
 * is raised somewhere.
 */
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "commands/command.h"

#include <ctype.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_ERROR (ERROR_NONE + 1)

static enum error_id
error_id(int number)
{
	return (enum error_id)number;
}

/* One line without blanks at its ends. */
static bool
is_line(const char *text)
{
	return *text && !strchr(text, '\n') && !isspace((unsigned char)*text) &&
		   !isspace((unsigned char)text[strlen(text) - 1]);
}

/* What failed goes on with `: WHERE`, so it is the beginning of a sentence: names keep their own case. */
static void
test_what_is_lower_case_without_a_full_stop(void **state)
{
	(void)state;
	for (int i = FIRST_ERROR; i < ERROR_COUNT; i++) {
		const char *what = error_what(error_id(i));

		if (!is_line(what) || !islower((unsigned char)*what) || text_ends_with(what, ".") ||
			strchr(what, ':'))
			fail_msg("'%s' should be lower case, in one line, without a full stop or a colon", what);
	}
}

static void
test_fix_is_a_sentence(void **state)
{
	(void)state;
	for (int i = FIRST_ERROR; i < ERROR_COUNT; i++) {
		const char *fix = error_fix(error_id(i));

		if (!is_line(fix) || !isupper((unsigned char)*fix) || !text_ends_with(fix, ".") ||
			text_ends_with(fix, ".."))
			fail_msg("'%s' should be one line that begins with a capital and ends with a full stop", fix);
	}
}

static bool
is_command(const char *word, size_t length)
{
	for (const struct command *const *command = commands; *command; command++)
		if (strlen((*command)->name) == length && strncmp((*command)->name, word, length) == 0)
			return true;
	return false;
}

/* 'gorge list KIND' in quotes can be typed; an option stands for itself, and a word in capitals for any command. */
static void
test_commands_that_a_fix_names_are_there(void **state)
{
	static const char quoted[] = "'gorge ";
	size_t named = 0;

	(void)state;
	for (int i = FIRST_ERROR; i < ERROR_COUNT; i++)
		for (const char *at = error_fix(error_id(i)); (at = strstr(at, quoted)); named++) {
			at += strlen(quoted);
			if (islower((unsigned char)*at) && !is_command(at, strcspn(at, " '")))
				fail_msg("there is no such command: '%s' in '%s'", at, error_fix(error_id(i)));
		}
	assert_true(named > 5);
}

/* A failure is never done, never an answer, and never a bug: those have ways of their own. */
static void
test_statuses_are_those_of_failures(void **state)
{
	(void)state;
	for (int i = FIRST_ERROR; i < ERROR_COUNT; i++) {
		enum exit_status status = error_status(error_id(i));

		if (status != STATUS_BAD_INPUT && status != STATUS_BAD_HOST && status != STATUS_INTERRUPTED)
			fail_msg("'%s' has status %d", error_what(error_id(i)), (int)status);
	}
	assert_int_equal(error_status(ERROR_NONE), STATUS_DONE);
}

/* Two rows that say the same are one. */
static void
test_no_two_rows_say_the_same(void **state)
{
	(void)state;
	for (int i = FIRST_ERROR; i < ERROR_COUNT; i++)
		for (int other = FIRST_ERROR; other < i; other++)
			assert_string_not_equal(error_what(error_id(i)), error_what(error_id(other)));
}

static enum exit_status
report(const struct error *err, struct text *printed)
{
	char *data = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&data, &length);
	enum exit_status status = error_report(err, out);

	assert_int_equal(fclose(out), 0);
	text_clear(printed);
	text_append(printed, data);
	free(data);
	return status;
}

static void
test_every_row_is_reported_in_the_same_shape(void **state)
{
	CLEANUP_TEXT struct text printed = {0};

	(void)state;
	for (int i = FIRST_ERROR; i < ERROR_COUNT; i++) {
		struct error err = ERROR_INIT;
		CLEANUP_FREE char *expected =
			text_format("gorge: %s: here\n  why:   it is 1 of 2\n  while: doing this\n"
						"  while: doing that\n  fix:   %s\n",
				error_what(error_id(i)), error_fix(error_id(i)));

		assert_false(error_raise(&err, error_id(i), "here", "it is %d of %d", 1, 2));
		assert_false(error_while(&err, "doing %s", "this"));
		assert_false(error_while(&err, "doing that"));
		assert_int_equal(report(&err, &printed), error_status(error_id(i)));
		assert_string_equal(printed.data, expected);
	}
}

/* What is raised while a failure stands came of it. */
static void
test_the_first_failure_stands_until_it_is_cleared(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	errno = ENOENT;
	assert_false(error_raise_errno(&err, ERROR_READ, "a"));
	assert_string_equal(err.why, strerror(ENOENT));
	assert_false(error_raise(&err, ERROR_WRITE, "b", "later"));
	assert_int_equal(err.id, ERROR_READ);
	assert_string_equal(err.where, "a");
	error_clear(&err);
	assert_int_equal(err.id, ERROR_NONE);
	assert_false(error_raise(&err, ERROR_WRITE, "b", "later"));
	assert_int_equal(err.id, ERROR_WRITE);
	assert_string_equal(err.context, "");
}

/* Texts are cut, whatever their length, and the innermost of many contexts are those that are kept. */
static void
test_long_texts_are_cut(void **state)
{
	CLEANUP_FREE char *long_text = memory_zeroed(1, 5000);
	CLEANUP_TEXT struct text printed = {0};
	struct error err = ERROR_INIT;

	(void)state;
	memset(long_text, 'x', 4999);
	assert_false(error_raise(&err, ERROR_READ, long_text, "%s", long_text));
	assert_int_equal(strlen(err.where), sizeof err.where - 1);
	assert_int_equal(strlen(err.why), sizeof err.why - 1);
	for (int i = 0; i < 200; i++)
		assert_false(error_while(&err, "step %d", i));
	assert_non_null(strstr(err.context, "while: step 0\n"));
	assert_true(strlen(err.context) < sizeof err.context);
	assert_int_equal(report(&err, &printed), STATUS_BAD_INPUT);
}

/* A file that cannot be read because gorge has too many open is not a wrong name. */
static void
test_what_the_host_lacks_is_no_bad_input(void **state)
{
	static const struct {
		int number;
		enum error_id raised, id;
	} cases[] = {
		{ENOENT, ERROR_READ, ERROR_READ},
		{EACCES, ERROR_READ, ERROR_READ},
		{EMFILE, ERROR_READ, ERROR_HOST_READ},
		{ENFILE, ERROR_READ, ERROR_HOST_READ},
		{ENOMEM, ERROR_READ, ERROR_HOST_READ},
		{EIO, ERROR_READ, ERROR_HOST_READ},
		{EIO, ERROR_WRITE, ERROR_WRITE},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = ERROR_INIT;

		errno = cases[i].number;
		assert_false(error_raise_errno(&err, cases[i].raised, "x"));
		assert_int_equal(err.id, cases[i].id);
		assert_string_equal(err.why, strerror(cases[i].number));
	}
}

/* In a child, since it ends whoever calls it. */
static void
test_no_memory_is_the_hosts_fault(void **state)
{
	pid_t pid = fork();
	int status = 0;

	(void)state;
	assert_true(pid >= 0);
	if (pid == 0)
		memory_exhausted("a test");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_BAD_HOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_lower_case_without_a_full_stop),
		cmocka_unit_test(test_fix_is_a_sentence),
		cmocka_unit_test(test_commands_that_a_fix_names_are_there),
		cmocka_unit_test(test_statuses_are_those_of_failures),
		cmocka_unit_test(test_no_two_rows_say_the_same),
		cmocka_unit_test(test_every_row_is_reported_in_the_same_shape),
		cmocka_unit_test(test_the_first_failure_stands_until_it_is_cleared),
		cmocka_unit_test(test_long_texts_are_cut),
		cmocka_unit_test(test_what_the_host_lacks_is_no_bad_input),
		cmocka_unit_test(test_no_memory_is_the_hosts_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
