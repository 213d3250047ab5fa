/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom a run died of, from processes as texts.
 */
#include "base/memory.h"
#include "record/ends/culprit.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_LIVES = 8, WORD_BYTES = 64 };

struct told {
	struct life lives[MOST_LIVES];
	char tools[MOST_LIVES][WORD_BYTES], packages[MOST_LIVES][WORD_BYTES];
	size_t count;
};

/* "TOOL PACKAGE START WALL CPU PEAK SEEN EXIT" a line; '-' for a package or an exit that is not known. */
static void
read_lives(const char *text, struct told *told)
{
	*told = (struct told){0};
	for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
		struct life *life = &told->lives[told->count];
		char *tool = told->tools[told->count], *package = told->packages[told->count], exit_status[8];
		assert_int_equal(sscanf(line, "%63s %63s %" SCNu64 "%" SCNu64 "%" SCNu64 "%" SCNu64 "%" SCNu64 "%7s",
							 tool, package, &life->started_ns, &life->wall_ns, &life->cpu_ns, &life->bytes,
							 &life->seen_bytes, exit_status),
			8);
		life->tool = tool;
		life->package = text_equal(package, "-") ? "" : package;
		life->end_known = !text_equal(exit_status, "-");
		life->exit_status = life->end_known ? (int)strtol(exit_status, NULL, 10) : 0;
		told->count++;
	}
}

/* "HOW TOOL PACKAGE BYTES | BESIDE" */
static void
expect(const struct cut *cut, const char *lives, const char *expected)
{
	CLEANUP_CULPRIT struct culprit culprit;
	CLEANUP_FREE char *said = NULL;
	struct told told;

	read_lives(lives, &told);
	culprit_find(cut, told.lives, told.count, &culprit);
	said = text_format("%s %s %s %" PRIu64 " | %s", culprit_how_word(culprit.how), culprit.tool,
		culprit.package, culprit.bytes, text_string(&culprit.beside));
	assert_string_equal(said, expected);
	assert_int_equal(culprit_how_of(culprit_how_word(culprit.how)), culprit.how);
}

static const struct cut oom = {.outcome = "oom", .wall_ns = 100, .command = "go", .command_bytes = 20};
static const struct cut timeout = {
	.outcome = "timeout", .wall_ns = 100, .by_gorge = true, .command = "go", .command_bytes = 20};

static void
test_the_record_with_sigkill_is_the_victim_of_a_limit(void **state)
{
	(void)state;
	expect(&oom,
		"compile done 0 10 9 900 0 0\n"
		"compile other 20 70 50 70 14 0\n"
		"compile big 20 40 30 52 50 137\n"
		"compile later 70 10 5 60 0 0\n",
		"killed compile big 52 | go 20; compile other 14");
	/* without a look, the peak of its whole life is all that is known of another */
	expect(&oom,
		"compile other 20 70 50 70 0 0\n"
		"link - 20 40 30 52 0 137\n",
		"killed link  52 | compile other 70; go 20");
}

static const struct cut minute = {
	.outcome = "oom", .wall_ns = 60000000000, .command = "go", .command_bytes = 20};

/* The kernel takes the largest first, which takes longest to be gone. */
static void
test_of_victims_that_end_together_the_largest_is_named(void **state)
{
	(void)state;
	expect(&minute,
		"compile other 48695242 216726277 100 32104448 0 137\n"
		"compile big 49467487 217341900 100 52367360 0 137\n",
		"killed compile big 52367360 | compile other 32104448; go 20");
	/* it takes three seconds to give back 4 GB, but not ten; and what begins later was not there */
	expect(&minute,
		"compile other 0 10000000000 100 300000000 0 137\n"
		"compile big 0 13000000000 100 4000000000 0 137\n"
		"compile last 0 20000000000 100 5000000000 0 137\n"
		"compile new 10100000000 1000000000 100 4500000000 0 137\n",
		"killed compile big 4000000000 | compile last 5000000000; compile other 300000000; go 20");
}

static void
test_of_several_victims_the_first_is_named(void **state)
{
	(void)state;
	expect(&minute,
		"compile a 0 30000000000 30 400000000 0 137\n"
		"compile b 0 20000000000 30 300000000 0 137\n",
		"killed compile b 300000000 | compile a 400000000; go 20");
	/* equal in all: by name, whatever their order */
	expect(&oom, "compile b 0 50 30 30 0 137\ncompile a 0 50 30 30 0 137\n",
		"killed compile a 30 | compile b 30; go 20");
	/* what ends after the run was ended by gorge */
	expect(&oom,
		"compile a 0 150 30 400 0 137\n"
		"compile b 0 50 30 30 0 137\n",
		"killed compile b 30 | compile a 400; go 20");
}

static void
test_a_tool_that_failed_for_itself_is_no_victim(void **state)
{
	(void)state;
	expect(&oom, "compile a 0 60 30 40 0 2\ncompile b 0 60 30 40 0 139\n", "unknown   0 | ");
	expect(&(struct cut){.outcome = "failed", .wall_ns = 100, .command = "go"},
		"compile a 0 60 30 40 0 2\ncompile b 0 60 30 40 0 0\n", "   0 | ");
	expect(&(struct cut){.outcome = "ok", .wall_ns = 100, .command = "go"}, "compile a 0 60 30 40 0 137\n",
		"   0 | ");
	/* but one that a signal ended is why the build failed */
	expect(&(struct cut){.outcome = "failed", .wall_ns = 100, .command = "go"},
		"compile a 0 60 30 40 0 139\ncompile b 10 90 30 41 0 0\n", "killed compile a 40 | compile b 41");
}

static void
test_the_command_itself_may_be_the_victim(void **state)
{
	struct cut cut = oom;

	(void)state;
	cut.command_killed = true;
	expect(&cut, "compile a 0 60 30 40 0 0\ncompile b 50 45 30 10 0 -\n", "killed go  20 | compile b 10");
	/* a limit would have taken what was larger before it */
	expect(&cut, "compile a 0 60 30 40 0 0\ncompile b 50 45 30 40 0 -\n", "seen compile b 40 | go 20");
	cut.command_bytes = 0;
	expect(&cut, "", "killed go  0 | ");
	cut.command = ""; /* gorge-exec alone */
	expect(&cut, "loader - 0 95 30 40 0 -\n", "seen loader  40 | ");
}

static void
test_a_failure_that_speaks_of_a_kill_is_asked_after(void **state)
{
	struct cut cut = {.outcome = "failed", .wall_ns = 100, .command = "go", .says_killed = true};

	(void)state;
	assert_true(cut_says_killed(137, ""));
	assert_true(cut_says_killed(1, "exit status 1: x/gorge-exec: signal: killed"));
	assert_false(cut_says_killed(1, "exit status 1: x.go:1: killed is not used"));
	/* gorge-exec was killed, and its tool lived on */
	expect(&cut, "compile a 0 60 30 40 0 0\ncompile b 50 45 30 40 0 -\n", "seen compile b 40 | ");
	expect(&cut, "compile a 0 60 30 40 0 0\n", "unknown   0 | ");
}

static void
test_without_a_record_of_a_victim_the_largest_last_seen_is_named_as_that(void **state)
{
	(void)state;
	expect(&oom,
		"gcc cg 10 50 1 2 2 -\n"
		"cc1 cg 10 50 40 67 67 -\n"
		"compile a 10 80 30 90 80 0\n"
		"compile early 0 20 5 99 0 0\n",
		"seen cc1 cg 67 | compile a 80; go 20; gcc cg 2");
	expect(&oom, "compile a 0 90 30 40 0 0\n", "unknown   0 | ");
	expect(&oom, "", "unknown   0 | ");
}

static void
test_at_a_deadline_the_hardest_worker_is_named(void **state)
{
	(void)state;
	expect(&timeout,
		"sh - 0 99 0 9 0 -\n"
		"compile a 10 89 50 40 0 -\n"
		"compile b 10 89 60 30 0 -\n"
		"compile c 0 10 60 80 0 0\n",
		"alive compile b 30 | compile a 40; go 20; sh 9");
	expect(&timeout, "compile a 10 89 50 40 0 -\ncompile b 10 89 50 40 0 -\n",
		"alive compile a 40 | compile b 40; go 20");
	/* one that gorge killed before its gorge-exec has a record */
	expect(
		&timeout, "compile a 10 91 50 40 0 137\ncompile b 10 10 90 50 0 0\n", "alive compile a 40 | go 20");
	expect(&timeout, "compile b 10 10 90 50 0 0\n", "alive go  20 | ");
}

static void
test_at_a_limit_that_gorge_keeps_the_largest_is_named(void **state)
{
	struct cut cut = oom;

	(void)state;
	cut.by_gorge = true;
	expect(&cut,
		"compile a 10 89 50 40 0 -\n"
		"compile b 10 89 60 30 0 -\n",
		"alive compile a 40 | compile b 30; go 20");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_record_with_sigkill_is_the_victim_of_a_limit),
		cmocka_unit_test(test_of_victims_that_end_together_the_largest_is_named),
		cmocka_unit_test(test_of_several_victims_the_first_is_named),
		cmocka_unit_test(test_a_tool_that_failed_for_itself_is_no_victim),
		cmocka_unit_test(test_the_command_itself_may_be_the_victim),
		cmocka_unit_test(test_a_failure_that_speaks_of_a_kill_is_asked_after),
		cmocka_unit_test(test_without_a_record_of_a_victim_the_largest_last_seen_is_named_as_that),
		cmocka_unit_test(test_at_a_deadline_the_hardest_worker_is_named),
		cmocka_unit_test(test_at_a_limit_that_gorge_keeps_the_largest_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
