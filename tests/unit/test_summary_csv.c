/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/summary_csv.h"
#include "analyse/laws/law.h"
#include "platform/file.h"
#include "base/memory.h"
#include "unit/sample_runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "scratch_folder.h"
#include <math.h>

enum { SIZES = 8 };

/* Curves that are no line; a power of them would miss the exponential by half at its middle. */
static const struct {
	const char *workload;
	enum law_id law;
	double parameters[LAW_PARAMETERS_MOST];
} curves[] = {{"build", LAW_EXPONENTIAL, {5e7, 1e5, 0.008}}, {"load:full", LAW_CONSTANT, {7e7, 0, 0}},
	{"test", LAW_QUADRATIC, {2e7, 1e5, 9e3}}, {"vet", LAW_LOGLINEAR, {3e7, 2e5, 0}}};

static double
truth(size_t curve, double size)
{
	return laws[curves[curve].law].value(curves[curve].parameters, size);
}

static void
open_curves(size_t sizes, struct study *study)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", folder);
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;

	text_append(&csv, SAMPLE_HEADER);
	for (size_t c = 0; c < COUNT_OF(curves); c++)
		for (uint64_t i = 1; i <= sizes; i++)
			for (uint64_t repetition = 1; repetition <= 3; repetition++)
				sample_add(&csv, (struct sample_row){.workload = curves[c].workload,
									 .files = i * 100,
									 .repetition = repetition,
									 .peak = (uint64_t)truth(c, (double)i * 100) + repetition * 3000});
	if (!file_replace(path, text_string(&csv), csv.length, &err) ||
		!study_open(folder, NULL, NULL, study, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
read_curves(const struct study *study, struct table *table)
{
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;

	curves_csv(study, &csv);
	if (!table_parse(csv.data, csv.length, "curves.csv", NULL, table, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
test_curves_follow_the_law_that_was_chosen(void **state)
{
	CLEANUP_STUDY struct study study;
	CLEANUP_TABLE struct table table = {0};
	size_t points[COUNT_OF(curves)] = {0};

	(void)state;
	open_curves(SIZES, &study);
	read_curves(&study, &table);
	for (size_t row = 0; row < table.row_count; row++) {
		double series = 0, size = 1, bytes = 0;
		assert_true(table_number(&table, row, 0, &series) && table_number(&table, row, 1, &size) &&
					table_number(&table, row, 2, &bytes));
		size_t curve = (size_t)series - 1;
		assert_string_equal(
			study_text(&study, &study.growth.series[curve], COLUMN_workload), curves[curve].workload);
		assert_true(size > 99.99 && size < SIZES * 100 + 0.01);
		if (fabs(bytes / truth(curve, size) - 1) > 0.02)
			fail_msg("%s: %g instead of %g at %g", curves[curve].workload, bytes, truth(curve, size), size);
		points[curve]++;
	}
	for (size_t c = 0; c < COUNT_OF(curves); c++)
		assert_true(points[c] > 20);
}

/* Two sizes make a line of anything. */
static void
test_no_curve_without_a_law(void **state)
{
	CLEANUP_STUDY struct study study;
	CLEANUP_TABLE struct table table = {0};

	(void)state;
	open_curves(2, &study);
	read_curves(&study, &table);
	assert_int_equal(table.row_count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_curves_follow_the_law_that_was_chosen),
		cmocka_unit_test(test_no_curve_without_a_law),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
