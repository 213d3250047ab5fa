/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/growth.h"
#include "analyse/series/holders.h"
#include "analyse/claims/published.h"
#include "analyse/claims/shape.h"
#include "base/memory.h"
#include "unit/sample_runs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

struct fixture {
	struct text csv;
	struct table runs;
	struct growth growth;
};

static void
collect(struct fixture *fixture)
{
	struct error err = ERROR_INIT;

	if (!table_parse(fixture->csv.data, fixture->csv.length, "runs.csv", "1", &fixture->runs, &err) ||
		!growth_collect(&fixture->runs, "runs.csv", &fixture->growth, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
release(struct fixture *fixture)
{
	growth_dispose(&fixture->growth);
	table_dispose(&fixture->runs);
	text_dispose(&fixture->csv);
}

static const struct series *
series_named(const struct fixture *fixture, const char *label)
{
	for (size_t s = 0; s < fixture->growth.series_count; s++)
		if (text_equal(fixture->growth.series[s].label, label))
			return &fixture->growth.series[s];
	for (size_t s = 0; s < fixture->growth.series_count; s++)
		print_message("there is '%s'\n", fixture->growth.series[s].label);
	fail_msg("no series '%s'", label);
	return NULL;
}

/* Rows under several limits are several series; where all have one, or do not tell it, it says nothing. */
static void
test_limits_tell_series_apart_where_they_differ(void **state)
{
	static const char head[] = "schema,workload,files,params,outcome,tree_peak_bytes,memory,timeout\n";
	static const char one[] = "1,build,5,files=5,ok,7,90%,30m\n1,build,6,files=6,ok,8,,\n";
	static const char other[] = "1,build,5,files=5,oom,,60M,30m\n";
	struct fixture alike = {0}, apart = {0};

	(void)state;
	text_append_format(&alike.csv, "%s%s", head, one);
	collect(&alike);
	assert_int_equal(alike.growth.series_count, 1);
	text_append_format(&apart.csv, "%s%s%s", head, one, other);
	collect(&apart);
	(void)series_named(&apart, "build memory=60M");
	(void)series_named(&apart, "build memory=90%");
	(void)series_named(&apart, "build memory=-");
	release(&alike);
	release(&apart);
}

static void
test_points_are_medians_of_ok_runs_by_size(void **state)
{
	struct fixture fixture = {0};
	const struct series *load, *build;
	double value;

	(void)state;
	sample_scaling(&fixture.csv);
	collect(&fixture);
	assert_int_equal(fixture.growth.series_count, 2);
	assert_string_equal(growth_common_axis(&fixture.growth), "files");
	load = series_named(&fixture, "load:full");
	assert_int_equal(load->point_count, 5);
	for (size_t i = 1; i < 5; i++)
		assert_true(load->points[i - 1].size < load->points[i].size);
	assert_int_equal(series_at(load, 10000)->ok, 3);
	assert_true(point_value(series_at(load, 10000), COLUMN_tree_peak_bytes, &value));
	assert_true(value == 423900000);
	assert_true(point_summary(series_at(load, 10000), COLUMN_tree_peak_bytes)->minimum == 423899000);
	assert_false(point_value(series_at(load, 10000), COLUMN_largest_link_bytes, &value));
	build = series_named(&fixture, "build");
	assert_int_equal(series_at(build, 100000)->row_count, 1);
	assert_int_equal(series_at(build, 100000)->ok, 0);
	assert_false(point_value(series_at(build, 100000), COLUMN_tree_peak_bytes, &value));
	assert_true(point_row(&fixture.runs, series_at(build, 100000), false) != SIZE_MAX);
	assert_true(point_row(&fixture.runs, series_at(build, 100000), true) == SIZE_MAX);
	assert_null(series_at(build, 2000));
	release(&fixture);
}

static void
test_growth_counts_from_the_one_file_project(void **state)
{
	struct fixture fixture = {0};
	const struct series *series;
	double growth;

	(void)state;
	text_append(&fixture.csv, SAMPLE_HEADER);
	sample_add(&fixture.csv, (struct sample_row){.files = 1, .peak = 100});
	sample_add(&fixture.csv, (struct sample_row){.files = 1000, .peak = 350});
	sample_add(&fixture.csv, (struct sample_row){.files = 1000, .peak = 350, .gogc = "50"});
	collect(&fixture);
	series = series_named(&fixture, "build GOGC=unset");
	assert_true(series_growth(series, series_at(series, 1000), COLUMN_tree_peak_bytes, &growth));
	assert_true(growth == 2.5);
	assert_true(series_growth(series, series_at(series, 1000), COLUMN_tree_anon_peak_bytes, &growth));
	assert_true(growth == 2.5);
	assert_false(series_growth(series, series_at(series, 1), COLUMN_tree_peak_bytes, &growth));
	assert_false(series_growth(series, series_at(series, 1000), COLUMN_largest_link_bytes, &growth));
	series = series_named(&fixture, "build GOGC=50"); /* another setting's initial is not its own */
	assert_null(series_initial(series, COLUMN_tree_peak_bytes));
	assert_false(series_growth(series, series_at(series, 1000), COLUMN_tree_peak_bytes, &growth));
	release(&fixture);
}

static void
test_series_differ_by_settings_release_and_parameters(void **state)
{
	struct fixture fixture = {0};

	(void)state;
	text_append(&fixture.csv, SAMPLE_HEADER);
	sample_add(&fixture.csv, (struct sample_row){.files = 10, .peak = 1});
	sample_add(&fixture.csv, (struct sample_row){.files = 20, .peak = 1});
	sample_add(&fixture.csv, (struct sample_row){.files = 10, .peak = 1, .go = "1.20.14"});
	sample_add(&fixture.csv, (struct sample_row){.files = 10, .peak = 1, .rest = "lines=200 seed=1"});
	collect(&fixture);
	assert_int_equal(fixture.growth.series_count, 3);
	assert_int_equal(series_named(&fixture, "build go1.27.4 lines=70 seed=1")->point_count, 2);
	assert_int_equal(series_named(&fixture, "build go1.27.4 lines=200 seed=1")->point_count, 1);
	assert_int_equal(series_named(&fixture, "build go1.20.14 lines=70 seed=1")->point_count, 1);
	release(&fixture);
}

/* A generator whose size is not its files: the parameter that varies is the size; seed and go never are. */
static void
test_another_parameter_can_be_the_size(void **state)
{
	static const char csv[] = "schema,workload,outcome,files,params,tree_peak_bytes\n"
							  "1,build,ok,3,fields=10 seed=1 go=1.17,100\n"
							  "1,build,ok,3,fields=1000 seed=1 go=1.17,900\n"
							  "1,build,ok,3,fields=1000 seed=2 go=1.18,950\n"
							  "1,build,ok,3,fields=1000 seed=3 go=1.19,950\n";
	struct fixture fixture = {0};

	(void)state;
	text_append(&fixture.csv, csv);
	collect(&fixture);
	assert_string_equal(growth_common_axis(&fixture.growth), "fields");
	assert_int_equal(fixture.growth.series_count, 3);
	assert_non_null(series_at(series_named(&fixture, "build seed=1 go=1.17"), 1000));
	release(&fixture);
}

/* Each generator of an experiment grows along its own parameter. */
static void
test_generators_grow_along_axes_of_their_own(void **state)
{
	static const char csv[] = "schema,workload,outcome,generator,files,params,tree_peak_bytes\n"
							  "1,build,ok,deep@1,2,depth=3 seed=1,100\n"
							  "1,build,ok,deep@1,2,depth=5 seed=1,900\n"
							  "1,build,ok,module@1,10,files=10 depth=8 seed=1,950\n"
							  "1,build,ok,module@1,20,files=20 depth=8 seed=1,960\n";
	struct fixture fixture = {0};
	const struct series *deep, *module;

	(void)state;
	text_append(&fixture.csv, csv);
	collect(&fixture);
	deep = series_named(&fixture, "build generator=deep@1");
	module = series_named(&fixture, "build generator=module@1");
	assert_string_equal(growth_axis_name(&fixture.growth, deep), "depth");
	assert_non_null(series_at(deep, 5));
	assert_string_equal(growth_axis_name(&fixture.growth, module), "files");
	assert_non_null(series_at(module, 20));
	assert_string_equal(growth_common_axis(&fixture.growth), "size");
	release(&fixture);
}

/* Files that differ for another reason (here, how the code is cut) are not the size. */
static void
test_the_parameter_is_the_size_even_where_files_vary(void **state)
{
	static const char csv[] = "schema,workload,outcome,generator,files,params,tree_peak_bytes\n"
							  "1,build,ok,split@1,10,functions=100 into=package,100\n"
							  "1,build,ok,split@1,17,functions=100 into=packages,110\n"
							  "1,build,ok,split@1,10,functions=900 into=package,900\n"
							  "1,build,ok,split@1,17,functions=900 into=packages,910\n";
	struct fixture fixture = {0};

	(void)state;
	text_append(&fixture.csv, csv);
	collect(&fixture);
	assert_string_equal(growth_common_axis(&fixture.growth), "functions");
	assert_int_equal(fixture.growth.series_count, 2);
	assert_int_equal(series_named(&fixture, "build into=package")->point_count, 2);
	release(&fixture);
}

static void
test_what_cannot_be_grouped_says_why(void **state)
{
	static const struct {
		const char *csv;
		enum error_id id;
		const char *why;
	} refused[] = {
		{"schema,workload,outcome,files\n", ERROR_TOO_FEW_POINTS, "none of its 0 rows"},
		{"schema,workload,outcome,files\n1,build,ok,\n", ERROR_TOO_FEW_POINTS, "none of its 1 rows"},
		{"schema,workload,files\n1,build,3\n", ERROR_RESULTS_FORMAT, "'outcome'"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct error err = ERROR_INIT;
		struct growth growth;
		CLEANUP_TABLE struct table runs;
		assert_true(table_parse(refused[i].csv, strlen(refused[i].csv), "runs.csv", "1", &runs, &err));
		assert_false(growth_collect(&runs, "runs.csv", &growth, &err));
		assert_int_equal(err.id, refused[i].id);
		assert_non_null(strstr(err.why, refused[i].why));
	}
}

/* A sum is there where both of its columns are, run by run. */
static void
test_a_sum_is_a_metric_as_a_column_is(void **state)
{
	static const char csv[] =
		"schema,workload,outcome,files,user_ns,system_ns\n"
		"1,build,ok,10,100,20\n1,build,ok,10,104,\n1,build,ok,20,200,40\n1,build,ok,20,206,40\n";
	struct error err = ERROR_INIT;
	struct growth growth;
	CLEANUP_TABLE struct table runs;
	double x[2], y[2];

	(void)state;
	assert_true(table_parse(csv, strlen(csv), "runs.csv", "1", &runs, &err));
	assert_true(growth_collect(&runs, "runs.csv", &growth, &err));
	assert_int_equal(series_points(&growth.series[0], SUM_cpu_ns, x, y), 2);
	assert_true(y[0] == 120 && y[1] == 243);
	assert_int_equal(point_summary(&growth.series[0].points[0], SUM_cpu_ns)->count, 1);
	growth_dispose(&growth);
}

/* That of the first point. */
static struct summary *
summary_of_column(const struct growth *growth, enum run_column column)
{
	return &growth->summaries[growth->places[column] - 1];
}

static void
test_holders_add_up_to_the_peak(void **state)
{
	struct fixture fixture = {0};
	const struct series *series;
	struct holders holders;

	(void)state;
	text_append(&fixture.csv, SAMPLE_HEADER);
	sample_add(&fixture.csv, (struct sample_row){.files = 1, .peak = 800});
	collect(&fixture);
	series = &fixture.growth.series[0];
	assert_true(holders_at(&series->points[0], &holders));
	assert_true(holders.cache_and_kernel == 300 && holders.go_command == 200);
	assert_true(holders.largest_compile == 100 && holders.other_processes == 200);
	/* Peaks that together exceed what the processes held shrink alike. */
	summary_of_column(&fixture.growth, COLUMN_go_command_bytes)->median = 900;
	assert_true(holders_at(&series->points[0], &holders));
	assert_true(holders.go_command == 450 && holders.largest_compile == 50);
	assert_true(holders.other_processes < 1e-9 && holders.cache_and_kernel == 300);
	summary_of_column(&fixture.growth, COLUMN_tree_file_bytes)->count = 0;
	assert_false(holders_at(&series->points[0], &holders));
	release(&fixture);
}

static void
test_ratios_are_graded_alike_both_ways(void **state)
{
	static const struct {
		double ratio;
		enum claim_verdict verdict;
	} graded[] = {{1, CLAIM_CONFIRMED}, {1.25, CLAIM_CONFIRMED}, {0.8, CLAIM_CONFIRMED},
		{1.26, CLAIM_MAGNITUDE}, {0.79, CLAIM_MAGNITUDE}, {2, CLAIM_MAGNITUDE}, {0.5, CLAIM_MAGNITUDE},
		{2.01, CLAIM_REFUTED}, {0.49, CLAIM_REFUTED}, {0, CLAIM_OPEN}, {-1, CLAIM_OPEN},
		{(double)INFINITY, CLAIM_OPEN}, {(double)NAN, CLAIM_OPEN}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(graded); i++)
		assert_int_equal(claim_verdict_of_ratio(graded[i].ratio), graded[i].verdict);
}

static struct published
article(void)
{
	struct error err = ERROR_INIT;
	struct published published;

	if (!published_read(SOURCE_DIR "/bench/article/scaling.csv", &published, &err))
		fail_msg("%s: %s", err.where, err.why);
	return published;
}

/* The committed table is the published one: its growth follows from its own columns, to the rounding. */
static void
test_the_published_table_agrees_with_itself(void **state)
{
	static const double files[] = {1000, 10000, 50000, 100000}, mb[] = {480, 920, 2100, 3800};
	struct published published = article();

	(void)state;
	assert_int_equal(published.count, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct published_point *point = &published.points[i];
		assert_true(point->files == files[i] && point->peak_bytes == mb[i] * 1e6);
		assert_true(point->initial_bytes == 256e6);
		assert_true(fabs(point->peak_bytes / point->initial_bytes - 1 - point->growth) <= 0.0051);
	}
	assert_string_equal(published.machine, "");
	assert_string_equal(published.go_version, "");
	assert_true(published.steep_beyond_files == 50000);
	published_dispose(&published);
}

static void
test_the_published_points_are_a_straight_line(void **state)
{
	struct published published = article();
	struct shape shape;

	(void)state;
	published_shape(&published, &shape);
	assert_true(shape.linear.r2 > 0.997);
	assert_true(fabs(shape.power.parameters[2] - 1) < 0.05);
	assert_true(fabs(shape.segments[0].slope - 48889) < 1);
	assert_true(fabs(shape.segments[1].slope - 29500) < 1);
	assert_true(fabs(shape.segments[2].slope - 34000) < 1);
	assert_true(fabs(shape.steepening - 34.0 / 29.5) < 1e-9);
	assert_int_equal(shape.verdict, CLAIM_REFUTED);
	shape_dispose(&shape);
	published_dispose(&published);
}

/* The one-file project may be anywhere: it is no part of the fit beside the published one, unless too few
 * points are left without it. */
static void
test_fits_begin_at_the_smallest_published_size(void **state)
{
	struct published published = article();
	struct fixture fixture = {0};
	struct shape shape;

	(void)state;
	text_append(&fixture.csv, SAMPLE_HEADER);
	sample_add(&fixture.csv, (struct sample_row){.files = 1, .peak = 5});
	for (uint64_t files = 1000; files <= 8000; files *= 2)
		sample_add(&fixture.csv, (struct sample_row){.files = files, .peak = 300000000 + files * 1000});
	collect(&fixture);
	series_shape(&fixture.growth.series[0], COLUMN_tree_peak_bytes, &published, &shape);
	assert_int_equal(shape.linear.points, 4);
	assert_true(shape.from == 1000 && shape.to == 8000);
	assert_true(fabs(shape.linear.parameters[1] - 1000) < 1e-3);
	shape_dispose(&shape);
	series_shape(&fixture.growth.series[0], COLUMN_tree_peak_bytes, NULL, &shape);
	assert_int_equal(shape.linear.points, 5);
	shape_dispose(&shape);
	release(&fixture);
	published_dispose(&published);
}

static double
straight(double files)
{
	return 2e8 + 3e4 * files;
}

static double
square(double files)
{
	return 2e8 + files * files;
}

/* Bent enough for non-linear, not enough for steep. */
static double
slight_bend(double files)
{
	return 2e8 + 1000 * pow(files, 1.3);
}

/* A bend at 50,000: the far slope is 1.6 times the near one, which one power cannot follow far. */
static double
late_bend(double files)
{
	return 2e8 + 3e4 * files + (files > 50000 ? 1.8e4 * (files - 50000) : 0);
}

/* Bends early and then runs straight: its exponent is low, its slopes equal. */
static double
flattening(double files)
{
	return 2e8 + 1e6 * sqrt(files);
}

static enum claim_verdict
verdict_of(double (*law)(double files), double largest)
{
	static const double sizes[] = {1, 1000, 10000, 50000, 100000};
	struct published published = article();
	struct fixture fixture = {0};
	struct shape shape;
	enum claim_verdict verdict;

	text_append(&fixture.csv, SAMPLE_HEADER);
	for (size_t i = 0; i < COUNT_OF(sizes) && sizes[i] <= largest; i++)
		sample_add(
			&fixture.csv, (struct sample_row){.files = (uint64_t)sizes[i], .peak = (uint64_t)law(sizes[i])});
	collect(&fixture);
	series_shape(&fixture.growth.series[0], COLUMN_tree_peak_bytes, &published, &shape);
	verdict = shape.verdict;
	assert_true((verdict == CLAIM_OPEN) == (shape.why[0] != '\0'));
	shape_dispose(&shape);
	release(&fixture);
	published_dispose(&published);
	return verdict;
}

static void
test_the_claim_is_judged_by_the_shape_alone(void **state)
{
	(void)state;
	assert_int_equal(verdict_of(square, 100000), CLAIM_CONFIRMED);
	assert_int_equal(verdict_of(straight, 100000), CLAIM_REFUTED);
	assert_int_equal(verdict_of(flattening, 100000), CLAIM_REFUTED);
	assert_int_equal(verdict_of(late_bend, 100000), CLAIM_CONFIRMED);
	assert_int_equal(verdict_of(slight_bend, 100000), CLAIM_PARTLY);
	assert_int_equal(verdict_of(square, 50000), CLAIM_OPEN);
	assert_int_equal(verdict_of(straight, 10000), CLAIM_OPEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_limits_tell_series_apart_where_they_differ),
		cmocka_unit_test(test_points_are_medians_of_ok_runs_by_size),
		cmocka_unit_test(test_growth_counts_from_the_one_file_project),
		cmocka_unit_test(test_series_differ_by_settings_release_and_parameters),
		cmocka_unit_test(test_generators_grow_along_axes_of_their_own),
		cmocka_unit_test(test_the_parameter_is_the_size_even_where_files_vary),
		cmocka_unit_test(test_another_parameter_can_be_the_size),
		cmocka_unit_test(test_what_cannot_be_grouped_says_why),
		cmocka_unit_test(test_a_sum_is_a_metric_as_a_column_is),
		cmocka_unit_test(test_holders_add_up_to_the_peak),
		cmocka_unit_test(test_ratios_are_graded_alike_both_ways),
		cmocka_unit_test(test_the_published_table_agrees_with_itself),
		cmocka_unit_test(test_the_published_points_are_a_straight_line),
		cmocka_unit_test(test_fits_begin_at_the_smallest_published_size),
		cmocka_unit_test(test_the_claim_is_judged_by_the_shape_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
