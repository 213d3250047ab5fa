/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Predictions by what a metric is made of, and those that a line unseen so far would spoil.
 */
#include "analyse/series/prediction_parts.h"
#include "analyse/series/series_prediction.h"
#include "analyse/series/series_runs.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const char HEAD[] =
	"schema,workload,outcome,generator,params,files,tree_peak_bytes,largest_process_bytes,"
	"largest_compile_bytes,largest_link_bytes,largest_vet_bytes,go_command_bytes,heap_live_bytes\n";

struct fixture {
	struct table runs;
	struct growth growth;
};

static double
link_at(double size)
{
	return 64e6 + 56.5e3 * size;
}

static double
go_at(double size)
{
	return 22e6 + 2.2e3 * size;
}

static double
live_at(double size)
{
	return 31.2e3 * size;
}

/* Compiles level off at 124 MB; below 1,000 files they are the largest. A heap's peak lies up to a tenth
 * about 1.33 times what lives. */
static void
open_fixture(struct fixture *fixture)
{
	static const double sizes[] = {100, 250, 500, 1000, 2000, 3500, 5000, 10000};
	CLEANUP_TEXT struct text rows = {0};
	struct random random = random_stream(1, 2, 3);
	struct error err = ERROR_INIT;

	text_append(&rows, HEAD);
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		for (int run = 0; run < 3; run++) {
			double n = sizes[i], noise = 1 + 0.01 * random_normal(&random);
			double compile = 124e6 * n / (n + 40), link = link_at(n);
			text_append_format(&rows, "1,build,ok,module@2,files=%.0f,%.0f,%.0f,%.0f,%.0f,%.0f,,%.0f,%.0f\n",
				n, n, live_at(n) * (1.33 + 0.06 * sin(n)) * noise, fmax(compile, link) * noise,
				compile * noise, link * noise, go_at(n) * noise, live_at(n) * noise);
		}
	*fixture = (struct fixture){0};
	assert_true(table_parse(rows.data, rows.length, "runs.csv", "1", &fixture->runs, &err));
	assert_true(growth_collect(&fixture->runs, "runs.csv", &fixture->growth, &err));
}

static void
close_fixture(struct fixture *fixture)
{
	growth_dispose(&fixture->growth);
	table_dispose(&fixture->runs);
}

static void
assert_within(double value, double truth, double share)
{
	if (!(fabs(value / truth - 1) <= share))
		fail_msg("%g, not %g", value, truth);
}

static void
test_the_largest_process_is_told_by_its_kind(void **state)
{
	CLEANUP_CHOICE struct law_choice choice = {0};
	struct prediction prediction;
	struct fixture fixture;
	struct error err = ERROR_INIT;

	(void)state;
	open_fixture(&fixture);
	const struct series *series = &fixture.growth.series[0];
	assert_true(series_choose(series, &fixture.runs, COLUMN_largest_process_bytes, NULL, &choice, &err));
	series_predict(series, &fixture.runs, COLUMN_largest_process_bytes, &choice, 1e5, &prediction);
	assert_false(prediction.refused);
	assert_string_equal(prediction.by, "largest_link_bytes");
	assert_within(prediction.value, link_at(1e5), 0.03);
	assert_true(prediction.interval.low < link_at(1e5) && link_at(1e5) < prediction.interval.high);
	series_predict(series, &fixture.runs, COLUMN_largest_process_bytes, &choice, 3000, &prediction);
	assert_null(prediction.by);
	close_fixture(&fixture);
}

static void
test_a_peak_is_told_by_the_live_heap(void **state)
{
	struct prediction prediction;
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture);
	const struct series *series = &fixture.growth.series[0];
	assert_true(predict_by_live_heap(series, &fixture.runs, COLUMN_tree_peak_bytes, 1e5, 0.95, &prediction));
	assert_string_equal(prediction.by, "heap_live_bytes");
	assert_within(prediction.value, 1.33 * live_at(1e5), 0.06);
	assert_true(prediction.interval.high / prediction.interval.low < 1.6);
	/* what is no multiple of it: the go command */
	assert_false(
		predict_by_live_heap(series, &fixture.runs, COLUMN_go_command_bytes, 1e5, 0.95, &prediction));
	close_fixture(&fixture);
}

/* A curve that levels off with noise of 4%: at ten times as many a line that nobody could see would count. */
static void
test_what_levels_off_is_not_taken_far(void **state)
{
	static const double sizes[] = {100, 250, 500, 1000, 2000, 3500, 5000, 10000};
	struct random random = random_stream(4, 5, 6);
	CLEANUP_CHOICE struct law_choice noisy = {0}, sure = {0};
	double x[24], y[24], exact[24];
	struct prediction prediction;
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(x); i++) {
		double deviation = random_normal(&random);
		x[i] = sizes[i / 3];
		y[i] = (6e6 + 5e6 * x[i] / (x[i] + 700)) * (1 + 0.04 * deviation);
		exact[i] = (6e6 + 5e6 * x[i] / (x[i] + 700)) * (1 + 0.001 * deviation);
	}
	assert_true(law_choose(&(struct law_points){x, y, COUNT_OF(x), "noisy"}, NULL, &noisy, &err));
	law_predict(&noisy, 1e5, &prediction);
	assert_true(prediction.refused);
	assert_true(law_choose(&(struct law_points){x, exact, COUNT_OF(x), "exact"}, NULL, &sure, &err));
	assert_int_equal(sure.law, LAW_SATURATING);
	law_predict(&sure, 2e4, &prediction);
	assert_false(prediction.refused);
	assert_within(prediction.value, 10.83e6, 0.02);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_largest_process_is_told_by_its_kind),
		cmocka_unit_test(test_a_peak_is_told_by_the_live_heap),
		cmocka_unit_test(test_what_levels_off_is_not_taken_far),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
