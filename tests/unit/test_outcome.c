/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scratch_folder.h"
#include "measure/outcome.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	struct ending ending;
	enum outcome outcome;
	const char *why;
} cases[] = {
	{{.limit_bytes = 1000000}, OUTCOME_OK, ""},
	{{.child = {.exit_status = 3}}, OUTCOME_FAILED, "exit status 3"},
	{{.child = {.exit_status = 128 + SIGTERM, .signal = SIGTERM}}, OUTCOME_FAILED,
		"died by signal 15 (Terminated)"},
	/* whatever the command made of it */
	{{.oom_kills = 1, .limit_bytes = 30000000}, OUTCOME_OOM, "killed at its limit of 30.0 MB"},
	{{.oom_kills = 2, .child = {.exit_status = 1}}, OUTCOME_OOM,
		"the kernel killed 2 of its processes: the host or a group above ran out of memory"},
	{{.oom_kills = 1, .stopped = OUTCOME_TIMEOUT, .limit_bytes = 30000000}, OUTCOME_OOM,
		"killed at its limit of 30.0 MB"},
	{{.stopped = OUTCOME_OOM,
		 .oom_kills = 1,
		 .limit_bytes = 30000000,
		 .child = {.exit_status = 128 + SIGKILL, .signal = SIGKILL}},
		OUTCOME_OOM, "killed at its limit of 30.0 MB"},
	{{.stopped = OUTCOME_TIMEOUT, .timeout_ns = 300000000, .child = {.exit_status = 128 + SIGKILL}},
		OUTCOME_TIMEOUT, "killed at its deadline of 300 ms"},
	/* a stop says nothing about the command, even if memory ran out on the way */
	{{.stopped = OUTCOME_INTERRUPTED, .oom_kills = 1, .child = {.exit_status = 128 + SIGKILL}},
		OUTCOME_INTERRUPTED, "gorge was asked to stop"},
};

static void
test_every_end_has_its_outcome_and_why(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ending ending = cases[i].ending;
		char why[256] = "";

		ending.output_path = "/dev/null";
		assert_string_equal(
			outcome_name(outcome_of(&ending, why, sizeof why)), outcome_name(cases[i].outcome));
		assert_string_equal(why, cases[i].why);
	}
}

static void
test_what_it_said_obeys_no_terminal(void **state)
{
	static const char said[] = "\x1b[31mred\a \x1b]0;title\a caf\xe9\n";
	CLEANUP_FREE char *path = text_format("%s/output", folder);
	struct ending ending = {.child = {.exit_status = 1}, .output_path = path};
	struct error err = ERROR_INIT;
	char why[256];

	(void)state;
	assert_true(file_replace(path, said, sizeof said - 1, &err));
	assert_int_equal(outcome_of(&ending, why, sizeof why), OUTCOME_FAILED);
	assert_string_equal(why, "exit status 1: \\x1b[31mred\\x07 \\x1b]0;title\\x07 caf\\xe9");
}

static void
test_a_failure_is_explained_by_its_first_words(void **state)
{
	static const char said[] = "\n# example.com/x\n  x.go:1: undefined: y  \nmore\n";
	CLEANUP_FREE char *path = text_format("%s/output", folder);
	struct ending ending = {.child = {.exit_status = 1}, .output_path = path};
	struct error err = ERROR_INIT;
	char why[256] = "";

	(void)state;
	assert_true(file_replace(path, said, strlen(said), &err));
	assert_int_equal(outcome_of(&ending, why, sizeof why), OUTCOME_FAILED);
	assert_string_equal(why, "exit status 1: x.go:1: undefined: y");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_end_has_its_outcome_and_why),
		cmocka_unit_test(test_what_it_said_obeys_no_terminal),
		cmocka_unit_test(test_a_failure_is_explained_by_its_first_words),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
