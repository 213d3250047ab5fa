/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "base/memory.h"
#include "record/runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER "schema,run_id,host,repetition,wall_ns,why\n"

static bool
read_text(const char *csv, struct table *runs, struct error *err)
{
	char path[] = "/tmp/gorge-runs-XXXXXX";
	int fd = mkstemp(path);
	bool done;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, csv, strlen(csv)), strlen(csv));
	close(fd);
	done = runs_read(path, runs, err);
	unlink(path);
	return done;
}

static void
test_copies_of_a_row_are_left_out(void **state)
{
	CLEANUP_TABLE struct table runs = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(
		read_text(HEADER "1,a,h,1,5,\n1,b,h,2,6,\n" HEADER "1,a,h,1,5,\n1,b,h,2,6,\n1,a,h,1,5,\n1,c,h,3,7,\n",
			&runs, &err));
	assert_int_equal(runs.row_count, 3);
	assert_string_equal(table_text(&runs, 0, 1), "a");
	assert_string_equal(table_text(&runs, 1, 1), "b");
	assert_string_equal(table_text(&runs, 2, 4), "7");
}

/* Two hosts may measure one plan; and rows without an id cannot be told from repetitions. */
static void
test_runs_of_two_hosts_and_rows_without_id_are_kept(void **state)
{
	CLEANUP_TABLE struct table runs = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(read_text(HEADER "1,a,h,1,5,\n1,a,i,1,6,\n1,,h,2,6,\n1,,h,2,6,\n", &runs, &err));
	assert_int_equal(runs.row_count, 4);
}

static void
test_two_results_of_one_run_are_refused(void **state)
{
	struct table runs = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_false(read_text(HEADER "1,b,h,2,6,\n" HEADER "1,a,h,1,5,\n1,a,h,1,9,\n", &runs, &err));
	assert_int_equal(err.id, ERROR_RESULTS_FORMAT);
	assert_non_null(strstr(err.why, "rows 4 and 5 "));
	assert_non_null(strstr(err.why, "run a, and differ in wall_ns: '5' and '9'"));
}

static void
test_what_is_no_figure_is_refused(void **state)
{
	static const char *const bad[] = {"nan", "inf", "abc", "1e400", "-5", "2e18", "5%", "0x10", " 5", "1-2"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct table runs = {0};
		struct error err = ERROR_INIT;
		CLEANUP_FREE char *csv = text_format(HEADER "1,a,h,1,5,\n1,b,h,2,%s,x\n", bad[i]);
		CLEANUP_FREE char *says = text_format("row 3 (the header is row 1) has '%s' as wall_ns", bad[i]);
		assert_false(read_text(csv, &runs, &err));
		assert_int_equal(err.id, ERROR_RESULTS_FORMAT);
		assert_non_null(strstr(err.why, says));
	}
}

static void
test_empty_cells_and_exponents_are_fine(void **state)
{
	CLEANUP_TABLE struct table runs = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(read_text(HEADER "1,a,h,1,,-5\n1,b,h,2,0,nan\n1,c,h,3,1.5e+9,\n", &runs, &err));
	assert_int_equal(runs.row_count, 3);
}

/* What a program of the user's has written is made for measuring, as what gorge writes is. */
static void
test_real_code_is_what_nobody_generated(void **state)
{
	static const struct {
		const char *generator;
		bool real;
	} cases[] = {{"module@2", false}, {"exec:./make@1", false}, {"dir:/src/x", true},
		{"get:example.com/m@v1.2.3", true}, {"goroot", true}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_TABLE struct table runs = {0};
		CLEANUP_FREE char *csv = text_format("schema,generator\n1,%s\n", cases[i].generator);
		struct error err = ERROR_INIT;
		assert_true(table_parse(csv, strlen(csv), "runs", "1", &runs, &err));
		assert_int_equal(run_of_real_code(&runs, 0), cases[i].real);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_copies_of_a_row_are_left_out),
		cmocka_unit_test(test_runs_of_two_hosts_and_rows_without_id_are_kept),
		cmocka_unit_test(test_two_results_of_one_run_are_refused),
		cmocka_unit_test(test_what_is_no_figure_is_refused),
		cmocka_unit_test(test_empty_cells_and_exponents_are_fine),
		cmocka_unit_test(test_real_code_is_what_nobody_generated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
