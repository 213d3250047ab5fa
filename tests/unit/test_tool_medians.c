/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "record/peaks.h"
#include "record/tool_medians.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER "schema,run_id,tool,package,peak_bytes\n"

static bool
parse(const char *csv, tool_group_of *group_of, const void *context, struct tool_medians *medians,
	struct error *err)
{
	return tool_medians_parse(
		csv, strlen(csv), "tools.csv", &(struct tool_grouping){group_of, context}, medians, err);
}

static void
check_row(const struct tool_medians *medians, size_t row, struct tool_median expected)
{
	assert_true(row < medians->count);
	assert_string_equal(medians->rows[row].package, expected.package);
	assert_int_equal(medians->rows[row].group, expected.group);
	assert_int_equal(medians->rows[row].count, expected.count);
	assert_true(medians->rows[row].peak_bytes == expected.peak_bytes);
}

static void
test_medians_by_package(void **state)
{
	CLEANUP_TOOL_MEDIANS struct tool_medians medians;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse(HEADER "1,r1,compile,example.com/b,4096\n"
							 "1,r1,compile,example.com/a,1024\n"
							 "1,r1,link,example.com/a,1024000\n"
							 "1,r2,compile,example.com/b,2048\n"
							 "1,r2,compile,example.com/a,9216\n"
							 "1,r2,asm,example.com/b,1024000\n"
							 "1,r3,compile,example.com/b,1024\n",
		NULL, NULL, &medians, &err));
	assert_int_equal(medians.count, 2);
	check_row(&medians, 0, (struct tool_median){0, "example.com/a", 2, 5120});
	check_row(&medians, 1, (struct tool_median){0, "example.com/b", 3, 2048});
}

static size_t
group_by_digit(const char *run_id, const void *context)
{
	size_t *asked;

	memcpy(&asked, context, sizeof asked);
	(*asked)++;
	return run_id[1] == 'x' ? SIZE_MAX : (size_t)(run_id[1] - '0');
}

static void
test_groups_are_asked_once_a_run(void **state)
{
	CLEANUP_TOOL_MEDIANS struct tool_medians medians;
	struct error err = ERROR_INIT;
	size_t asked = 0, *context = &asked;

	(void)state;
	assert_true(parse(HEADER "1,r2,compile,p,2048\n"
							 "1,r2,compile,q,1024\n"
							 "1,rx,compile,p,1024000\n"
							 "1,rx,compile,only-left-out,1024\n"
							 "1,r1,compile,p,4096\n"
							 "1,r1,link,p,4096\n",
		group_by_digit, &context, &medians, &err));
	assert_int_equal(asked, 3);
	assert_int_equal(medians.count, 3);
	check_row(&medians, 0, (struct tool_median){1, "p", 1, 4096});
	check_row(&medians, 1, (struct tool_median){2, "p", 1, 2048});
	check_row(&medians, 2, (struct tool_median){2, "q", 1, 1024});
}

static void
test_what_was_not_measured_is_left_out(void **state)
{
	CLEANUP_TOOL_MEDIANS struct tool_medians medians;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse("\xef\xbb\xbf" HEADER "1,r1,compile,p,\n"
					  "1,r1,compile,,1024\n"
					  "1,r1,compile,\"p, \"\"q\"\"\",2048\r\n"
					  "\n"
					  "1,,compile,\"p, \"\"q\"\"\",4096\n" HEADER "1,r1,compiler,p,1024\n"
					  "1,r1,compile,torn,1024",
		NULL, NULL, &medians, &err));
	assert_int_equal(medians.count, 1);
	check_row(&medians, 0, (struct tool_median){0, "p, \"q\"", 2, 3072});
}

static void
test_columns_may_stand_anywhere(void **state)
{
	CLEANUP_TOOL_MEDIANS struct tool_medians medians;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse("peak_bytes,new,package,tool,run_id\n7,x,p,compile,r\n1e3,x,p,compile,r\n", NULL, NULL,
		&medians, &err));
	assert_int_equal(medians.count, 1);
	check_row(&medians, 0, (struct tool_median){0, "p", 2, 503.5});
}

static void
test_nothing_to_count_is_no_error(void **state)
{
	CLEANUP_TOOL_MEDIANS struct tool_medians medians;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse(HEADER, NULL, NULL, &medians, &err));
	assert_int_equal(medians.count, 0);
}

static void
test_what_is_refused(void **state)
{
	static const struct {
		const char *csv;
		enum error_id id;
		const char *why;
	} refused[] = {
		{"", ERROR_RESULTS_FORMAT, "no complete header"},
		{"schema,run_id,tool,package\n", ERROR_RESULTS_FORMAT, "no column 'peak_bytes'"},
		{"schema,run_id,package,peak_bytes\n", ERROR_RESULTS_FORMAT, "no column 'tool'"},
		{HEADER "1,r,compile,p,1024\n1,r,compile,p\n", ERROR_RESULTS_FORMAT, "row 3"},
		{HEADER "2,r,compile,p,1024\n", ERROR_RESULTS_SCHEMA, "schema '2'"},
		{HEADER "1,r,compile,p,much\n", ERROR_RESULTS_FORMAT, "row 2: 'much'"},
		{HEADER "1,r,compile,p,-1\n", ERROR_RESULTS_FORMAT, "'-1'"},
		{HEADER "1,r,compile,p,0.5\n", ERROR_RESULTS_FORMAT, "'0.5'"},
		{HEADER "1,r,compile,p,400%\n", ERROR_RESULTS_FORMAT, "'400%'"},
		{HEADER "1,r,compile,p,nan\n", ERROR_RESULTS_FORMAT, "'nan'"},
		{HEADER "1,r,compile,p,9007199254740992\n", ERROR_RESULTS_FORMAT, "9007199254740992"},
		{HEADER "1,r,compile,p,1234567890123456789012345678901234567890\n", ERROR_RESULTS_FORMAT, "12345"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct tool_medians medians;
		struct error err = ERROR_INIT;
		assert_false(parse(refused[i].csv, NULL, NULL, &medians, &err));
		assert_int_equal(err.id, refused[i].id);
		assert_non_null(strstr(err.why, refused[i].why));
		assert_null(medians.rows);
		assert_null(medians.packages.data);
	}
}

static int
by_size(const void *left, const void *right)
{
	uint64_t a, b;

	memcpy(&a, left, sizeof a);
	memcpy(&b, right, sizeof b);
	return (a > b) - (a < b);
}

/* What the kernel gives, sizes between, and the largest that there may be. */
static uint64_t
random_size(struct random *random, unsigned kind)
{
	static const uint32_t limits[] = {4, 500000, UINT32_MAX}; /* KiB */
	uint64_t size = random_below(random, limits[kind % 3]) * 1024;

	return kind >= 3 && random_below(random, 10) == 0 ? (UINT64_C(1) << 53) - 1 - size / 1024 : size;
}

static void
test_medians_are_those_of_sorting(void **state)
{
	struct random random = random_stream(7, 1, 0);
	uint64_t sizes[300];

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		struct peaks peaks = {0};
		size_t count = 1 + random_below(&random, COUNT_OF(sizes));
		for (size_t i = 0; i < count; i++) {
			sizes[i] = random_size(&random, round % 6);
			peaks_add(&peaks, sizes[i]);
		}
		qsort(sizes, count, sizeof *sizes, by_size);
		assert_true(peaks_median(&peaks) == 0.5 * (double)(sizes[(count - 1) / 2] + sizes[count / 2]));
		peaks_dispose(&peaks);
	}
}

enum { RUNS = 60, GROUPS = 7, PACKAGES = 300 };

static size_t
group_of_run(const char *run_id, const void *context)
{
	(void)context;
	return (size_t)atoi(run_id + 1) % GROUPS * 1000;
}

/* Every package in every run, in more than one block and with the table of cells growing several times. */
static void
test_file_of_many_groups(void **state)
{
	char path[] = "/tmp/gorge-test-tools-XXXXXX";
	static uint64_t sizes[PACKAGES][GROUPS][RUNS];
	static size_t counts[PACKAGES][GROUPS];
	struct random random = random_stream(11, 1, 0);
	CLEANUP_TOOL_MEDIANS struct tool_medians medians;
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(close(fd), 0);
	text_append(&csv, HEADER);
	for (size_t run = 0; run < RUNS; run++)
		for (size_t package = 0; package < PACKAGES; package++) {
			uint64_t size = random_below(&random, 5000) * 1024;
			sizes[package][run % GROUPS][counts[package][run % GROUPS]++] = size;
			text_append_format(&csv, "1,r%zu,compile,example.com/p%03zu,%" PRIu64 "\n", run, package, size);
		}
	assert_true(csv.length > 512 * 1024);
	assert_true(file_replace(path, csv.data, csv.length, &err));
	assert_true(tool_medians_read(path, &(struct tool_grouping){group_of_run, NULL}, &medians, &err));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(medians.count, PACKAGES * GROUPS);
	for (size_t i = 0; i < medians.count; i++) {
		size_t package = i / GROUPS, group = i % GROUPS, count = counts[package][group];
		CLEANUP_FREE char *name = text_format("example.com/p%03zu", package);
		uint64_t *values = sizes[package][group];
		qsort(values, count, sizeof *values, by_size);
		check_row(&medians, i,
			(struct tool_median){
				group * 1000, name, count, 0.5 * (double)(values[(count - 1) / 2] + values[count / 2])});
	}
}

static void
test_missing_file_says_which(void **state)
{
	struct tool_medians medians;
	struct error err = ERROR_INIT;

	(void)state;
	assert_false(
		tool_medians_read("/dev/null/no/tools.csv", &(struct tool_grouping){NULL, NULL}, &medians, &err));
	assert_int_equal(err.id, ERROR_READ);
	assert_string_equal(err.where, "/dev/null/no/tools.csv");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_medians_by_package),
		cmocka_unit_test(test_groups_are_asked_once_a_run),
		cmocka_unit_test(test_what_was_not_measured_is_left_out),
		cmocka_unit_test(test_columns_may_stand_anywhere),
		cmocka_unit_test(test_nothing_to_count_is_no_error),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_medians_are_those_of_sorting),
		cmocka_unit_test(test_file_of_many_groups),
		cmocka_unit_test(test_missing_file_says_which),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
