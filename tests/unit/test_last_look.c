/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Processes that were seen last, beside records of others.
 */
#include "measure/last_look.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct text
words_of(const char *const *words)
{
	struct text text = {0};

	for (size_t i = 0; words[i]; i++)
		text_append_bytes(&text, words[i], strlen(words[i]) + 1);
	return text;
}

static void
expect_name(const char *const *words, const char *import_path, const char *tool, const char *package)
{
	struct text text = words_of(words);
	struct sights sights = {.items = memory_zeroed(1, sizeof *sights.items), .count = 1};

	sight_name(&sights.items[0], &text, import_path);
	assert_string_equal(sights.items[0].tool, tool);
	assert_string_equal(sights.items[0].package, package);
	sights_dispose(&sights);
	text_dispose(&text);
}

static void
test_names_come_from_the_environment_or_the_flags(void **state)
{
	static const char *const compile[] = {"/go/tool/compile", "-o", "x", "-p", "example.com/p", "a.go", NULL};
	static const char *const torn[] = {"/go/tool/asm", "-p", NULL};
	static const char *const mkdir[] = {"mkdir", "-p", "a/b", NULL};
	static const char *const odd[] = {"/tmp/a; b\tc\x1b", NULL};
	static const char *const none[] = {NULL};

	(void)state;
	expect_name(compile, "example.com/p [p.test]", "compile", "example.com/p [p.test]");
	expect_name(compile, "", "compile", "example.com/p");
	expect_name(compile, "a;b\nc\x1b[2Jd [e]", "compile", "a_b_c\\x1b[2Jd [e]");
	expect_name(torn, "", "asm", "");
	expect_name(mkdir, "", "mkdir", "");
	expect_name(odd, "", "a__b_c\\x1b", "");
	expect_name(none, "", "", "");
}

static void
visit_self(struct meter_session *session, void (*visit)(int pid, void *context), void *context)
{
	(void)session;
	visit((int)getpid(), context);
	visit(-1, context);
}

static uint64_t kills;

static uint64_t
count_kills(const struct meter_session *session)
{
	(void)session;
	return kills;
}

static const struct meter group = {.holds_group = true, .each = visit_self, .oom_kills = count_kills};

static void
test_a_look_sees_who_is_alive(void **state)
{
	struct sights sights = {0};

	(void)state;
	sights_take(&group, NULL, &sights);
	assert_int_equal(sights.count, 1);
	assert_string_equal(sights.items[0].tool, "test_last_look");
	assert_int_equal(sights.items[0].parent, getppid());
	assert_true(sights.items[0].peak_bytes > 100000);
	assert_true(sights.items[0].started_ns <= sights.at_ns + 20000000);
	assert_true(sights.at_ns - sights.items[0].started_ns < UINT64_C(600000000000) ||
				sights.items[0].started_ns > sights.at_ns);
	sights_dispose(&sights);
}

static void
test_near_a_limit_the_look_before_the_kill_is_kept(void **state)
{
	struct last_look look = {0};
	uint64_t taken_ns;

	(void)state;
	kills = 0;
	last_look_near_limit(&look, &group, NULL, 49, 100);
	last_look_near_limit(&look, &group, NULL, 1000, 0);
	assert_int_equal(look.sights.at_ns, 0);
	last_look_near_limit(&look, &group, NULL, 50, 100);
	taken_ns = look.sights.at_ns;
	assert_true(taken_ns > 0 && look.next_ns > taken_ns);
	kills = 1;
	look.next_ns = 0;
	last_look_near_limit(&look, &group, NULL, 50, 100);
	last_look_at_end(&look, &group, NULL);
	assert_true(look.kept);
	assert_int_equal(look.sights.at_ns, taken_ns);
	last_look_dispose(&look);
}

static void
test_at_the_end_gorge_looks_when_nothing_was_killed(void **state)
{
	struct last_look look = {0};

	(void)state;
	kills = 0;
	last_look_at_end(&look, &group, NULL);
	assert_int_equal(look.sights.count, 1);
	last_look_dispose(&look);
	kills = 1; /* nobody has looked before: what is left is better than nothing */
	look = (struct last_look){0};
	last_look_at_end(&look, &group, NULL);
	assert_int_equal(look.sights.count, 1);
	last_look_dispose(&look);
}

static struct sight
seen(int pid, int parent, const char *tool, const char *package, uint64_t bytes)
{
	return (struct sight){.pid = pid,
		.parent = parent,
		.tool = memory_copy_text(tool),
		.package = memory_copy_text(package),
		.started_ns = 1050,
		.user_ns = 7,
		.system_ns = 2,
		.peak_bytes = bytes};
}

static void
test_what_has_a_record_is_not_told_twice(void **state)
{
	struct last_look look = {
		.sights = {
			.items = memory_zeroed(6, sizeof *look.sights.items), .count = 6, .capacity = 6, .at_ns = 1100}};
	struct looked_for looked_for = {.command_pid = 10, .command = "go", .run_started_ns = 1000};
	struct measurement measurement = {.tools = memory_zeroed(2, sizeof *measurement.tools), .tool_count = 2};

	(void)state;
	measurement.tools[0] = (struct tool_process){.pid = 12, .started_ns = 60, .wall_ns = 90};
	measurement.tools[1] = (struct tool_process){.pid = 13, .started_ns = 10, .wall_ns = 20};
	look.sights.items[0] = seen(10, 1, "go", "", 20);
	look.sights.items[1] = seen(11, 10, "gorge-exec", "p", 1);
	look.sights.items[2] = seen(12, 11, "compile", "p", 30);
	look.sights.items[3] = seen(13, 11, "compile", "q", 40); /* the pid of one that had ended */
	look.sights.items[4] = seen(14, 10, "go", "", 20);       /* on its way to become a tool */
	look.sights.items[5] = seen(15, 13, "cc1", "", 50);
	last_look_add(&look, &looked_for, &measurement);
	assert_int_equal(measurement.tool_count, 4);
	assert_int_equal(measurement.tools[0].seen_bytes, 30);
	assert_int_equal(measurement.tools[1].seen_bytes, 0);
	assert_string_equal(measurement.tools[2].package, "q");
	assert_string_equal(measurement.tools[3].tool, "cc1");
	assert_true(measurement.tools[3].cut_off);
	assert_int_equal(measurement.tools[3].started_ns, 50);
	assert_int_equal(measurement.tools[3].wall_ns, 50);
	assert_int_equal(measurement.tools[3].peak_bytes, 50);
	measurement_dispose(&measurement);
	last_look_dispose(&look);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_come_from_the_environment_or_the_flags),
		cmocka_unit_test(test_a_look_sees_who_is_alive),
		cmocka_unit_test(test_near_a_limit_the_look_before_the_kill_is_kept),
		cmocka_unit_test(test_at_the_end_gorge_looks_when_nothing_was_killed),
		cmocka_unit_test(test_what_has_a_record_is_not_told_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
