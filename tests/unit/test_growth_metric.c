/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/growth_metric.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void
test_metrics_are_columns_with_a_unit(void **state)
{
	struct error err = ERROR_INIT;
	enum run_column metric;

	(void)state;
	assert_true(growth_metric("wall_ns", &metric, &err));
	assert_int_equal(metric, COLUMN_wall_ns);
	assert_true(growth_metric("cpu_ns", &metric, &err));
	assert_int_equal(metric, SUM_cpu_ns);
	assert_false(growth_metric("tree_peak_byte", &metric, &err));
	assert_non_null(strstr(err.why, "'tree_peak_bytes'"));
	error_clear(&err);
	assert_false(growth_metric("outcome", &metric, &err));
	assert_non_null(strstr(err.why, "that column of runs.csv holds no measured numbers"));
	error_clear(&err);
	assert_false(growth_metric("hots", &metric, &err));
	assert_null(strstr(err.why, "'host'"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_metrics_are_columns_with_a_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
