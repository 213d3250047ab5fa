/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_levels.h"
#include "analyse/laws/law_prediction.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <string.h>

#include "sample_curve.h"
#include "analyse/laws/fitting/law_fit.h"

/* Without noise each law is found, with its numbers. */
static void
test_exact_curves_are_found(void **state)
{
	struct curve curves[] = {{.law = LAW_CONSTANT, .a = 3e7}, {.law = LAW_LINEAR, .a = 3e7, .b = 5e4},
		{.law = LAW_LOGLINEAR, .a = 3e7, .b = 5e3}, {.law = LAW_POWER, .a = 3e7, .b = 900, .c = 1.6},
		{.law = LAW_QUADRATIC, .a = 3e7, .b = 4e4, .c = 60},
		{.law = LAW_EXPONENTIAL, .a = 3e7, .b = 2e5, .c = 0.008},
		{.law = LAW_SATURATING, .a = 3e7, .b = 1e8, .c = 60}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(curves); i++) {
		CLEANUP_CHOICE struct law_choice choice;
		const double expected[] = {curves[i].a, curves[i].b, curves[i].c};
		curves[i].sizes = 8;
		curves[i].decades = 2;
		curves[i].runs = 1 + i % 3;
		make(&curves[i], 1);
		choose(&curves[i], &choice);
		assert_string_equal(laws[choice.law].name, laws[curves[i].law].name);
		for (size_t p = 0; p < law_parameter_count(&laws[choice.law]); p++)
			assert_true(fabs(law_chosen(&choice)->parameters[p] / expected[p] - 1) < 1e-3);
		assert_true(choice.noise < 1e-5 && choice.misfit < 1e-5);
	}
}

/* 60 MB to 2.4 GB over five sizes, one run each: closure_literals as measured. A weight by the measured value
 * alone, or AICc without any knowledge of noise, calls that a constant. */
static void
test_steep_growth_over_few_sizes_is_no_constant(void **state)
{
	struct curve curve = {
		.x = {500, 1000, 2000, 4000, 8000}, .y = {62.3e6, 112.9e6, 201.1e6, 631.8e6, 2393e6}, .count = 5};
	CLEANUP_CHOICE struct law_choice choice;

	(void)state;
	choose(&curve, &choice);
	assert_true(choice.law == LAW_QUADRATIC || choice.law == LAW_POWER);
	assert_true(choice.exponent.low > 1 && choice.exponent.high < 3);
	assert_false(choice.by_runs);
}

/* So many runs a size make a curve of those levels. */
static void
make_runs(struct curve *curve, const double *sizes, const double *levels, const size_t *runs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t run = 0; run < runs[i]; run++) {
			curve->x[curve->count] = sizes[i];
			curve->y[curve->count++] = levels[i] * (1 + 1e-3 * (double)run);
		}
}

/* With one or two runs more than sizes AICc of runs has a pole, and two runs that agree tell no noise: each
 * size is one observation then. */
static void
test_one_repetition_is_no_evidence(void **state)
{
	static const double sizes[] = {125, 250, 500, 1000}, levels[] = {32e6, 46e6, 82e6, 126e6};
	static const size_t runs[][4] = {{1, 2, 1, 1}, {1, 1, 2, 2}, {3, 1, 1, 1}, {1, 2, 1, 0}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(runs); i++) {
		struct curve curve = {.count = 0};
		CLEANUP_CHOICE struct law_choice choice = {0};
		struct error err = ERROR_INIT;
		make_runs(&curve, sizes, levels, runs[i], COUNT_OF(levels));
		if (!law_choose(&(struct law_points){curve.x, curve.y, curve.count, "curve"}, NULL, &choice, &err)) {
			assert_int_equal(runs[i][3], 0);
			continue;
		}
		assert_false(choice.by_runs);
		assert_int_equal(choice.law, LAW_LINEAR);
		for (enum law_id id = 0; id < LAW_COUNT; id++)
			assert_true(isfinite(choice.delta[id]) && isfinite(choice.deviance[id]));
	}
}

/* Growth a hundredfold over four sizes, repeated: whatever law it has, it is no constant. */
static void
test_four_sizes_that_grow_are_no_constant(void **state)
{
	static const double sizes[] = {1, 1000, 10000, 50000};
	static const double levels[][4] = {{39e6, 125e6, 895e6, 4320e6}, {39e6, 80e6, 320e6, 4320e6},
		{39e6, 300e6, 1500e6, 4320e6}, {39e6, 41e6, 150e6, 4320e6}, {39e6, 215e6, 1003e6, 4320e6}};
	static const size_t runs[][4] = {{5, 5, 5, 5}, {1, 2, 1, 1}, {1, 1, 1, 1}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(levels); i++)
		for (size_t r = 0; r < COUNT_OF(runs); r++) {
			struct curve curve = {.count = 0};
			CLEANUP_CHOICE struct law_choice choice;
			make_runs(&curve, sizes, levels[i], runs[r], COUNT_OF(sizes));
			choose(&curve, &choice);
			if (choice.law == LAW_CONSTANT)
				fail_msg("levels %zu, runs %zu: constant", i, r);
		}
}

/* The heap of a collector grows in steps; five repetitions that agree to 0.1% make no step a law. */
static void
test_repetitions_of_a_crooked_curve_do_not_count(void **state)
{
	static const double off[] = {1.06, 0.95, 1.05, 0.94, 1.06, 0.95, 1.04};
	struct curve curve = {
		.law = LAW_LINEAR, .a = 3e7, .b = 5e4, .sizes = 7, .decades = 2, .runs = 5, .noise = 0.001};
	CLEANUP_CHOICE struct law_choice choice;

	(void)state;
	make(&curve, 1);
	for (size_t i = 0; i < curve.count; i++)
		curve.y[i] *= off[i / curve.runs];
	choose(&curve, &choice);
	assert_true(choice.law == LAW_LINEAR || choice.law == LAW_LOGLINEAR);
	assert_false(choice.by_runs);
	assert_true(choice.noise < 0.002);
	assert_true(choice.misfit > 0.04 && choice.misfit < 0.08);
}

static void
test_the_same_runs_give_the_same_choice(void **state)
{
	struct curve curve = {
		.law = LAW_POWER, .a = 3e7, .b = 900, .c = 1.4, .sizes = 6, .decades = 2, .runs = 3, .noise = 0.01};
	CLEANUP_CHOICE struct law_choice first, second;

	(void)state;
	make(&curve, 3);
	choose(&curve, &first);
	for (size_t i = 0; i < curve.count / 2; i++) { /* in any order */
		size_t other = curve.count - 1 - i;
		double x = curve.x[i], y = curve.y[i];
		curve.x[i] = curve.x[other];
		curve.y[i] = curve.y[other];
		curve.x[other] = x;
		curve.y[other] = y;
	}
	choose(&curve, &second);
	assert_memory_equal(&first.exponent, &second.exponent, sizeof first.exponent);
	assert_memory_equal(first.draws, second.draws, first.draw_count * sizeof *first.draws);
}

static void
test_a_column_that_never_changes_is_constant(void **state)
{
	static const double levels[] = {0, 7, 4e10};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(levels); i++) {
		struct curve curve = {.law = LAW_CONSTANT, .a = levels[i], .sizes = 6, .decades = 2, .runs = 2};
		CLEANUP_CHOICE struct law_choice choice;
		struct prediction prediction;
		make(&curve, 1);
		choose(&curve, &choice);
		assert_int_equal(choice.law, LAW_CONSTANT);
		assert_true(isfinite(choice.exponent.low) && isfinite(choice.exponent.high));
		law_predict(&choice, 2000, &prediction);
		assert_true(fabs(prediction.value - levels[i]) <= 1e-9 * levels[i]);
		assert_true(isfinite(prediction.interval.low) && isfinite(prediction.interval.high));
	}
}

static void
test_too_few_sizes_say_what_is_needed(void **state)
{
	static const struct {
		double x[6], y[6];
		size_t count;
		const char *why;
	} refused[] = {
		{{0}, {0}, 0, "0 different sizes"},
		{{5, 5, 5}, {1, 2, 3}, 3, "1 different size; a choice of law needs 4"},
		{{5, 6, 6}, {1, 2, 3}, 3, "2 different sizes"},
		{{5, 6, 7}, {1, 2, 3}, 3, "3 different sizes, and the repetitions do not help"},
		{{5, 6, 7, 8}, {1, 2, (double)NAN, 8}, 4, "point 3 is not"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct law_choice choice;
		struct error err = ERROR_INIT;
		assert_false(law_choose(&(struct law_points){refused[i].x, refused[i].y, refused[i].count, "build"},
			NULL, &choice, &err));
		assert_int_equal(err.id, ERROR_TOO_FEW_POINTS);
		assert_non_null(strstr(err.why, refused[i].why));
		assert_null(choice.draws);
	}
}

/* Squares of such numbers are none; at the limit every answer still is one. */
static void
test_absurd_numbers_are_refused(void **state)
{
	static const double absurd[] = {1e308, -1e308, 2e18, 1e-300, 5e-324};
	static const struct law_options few = {.resamples = 20};
	double x[6] = {1, 2, 3, 4, 5, 6}, y[6] = {1, 2, 4, 8, 16, 40};

	(void)state;
	for (size_t i = 0; i < 2 * COUNT_OF(absurd); i++) {
		double *place = i % 2 ? &x[5] : &y[3], kept = *place;
		struct law_choice choice;
		struct error err = ERROR_INIT;
		struct fit fit;
		*place = absurd[i / 2];
		assert_false(law_choose(&(struct law_points){x, y, 6, "build"}, &few, &choice, &err));
		assert_non_null(strstr(err.why, i % 2 ? "point 6 is" : "point 4 is"));
		assert_null(choice.draws);
		error_clear(&err);
		assert_false(law_fit(&laws[LAW_POWER], &(struct law_points){x, y, 6, "build"}, &fit, &err));
		assert_null(fit.law);
		*place = kept;
	}
}

static void
assert_finite(const struct law_choice *choice)
{
	assert_true(isfinite(choice->exponent.low) && isfinite(choice->exponent.high));
	assert_true(isfinite(choice->local) && isfinite(choice->local_interval.low));
	assert_true(isfinite(choice->noise) && isfinite(choice->misfit) && isfinite(law_chosen(choice)->r2));
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		assert_true(isfinite(choice->delta[id]) && isfinite(choice->fits[id].residual_error));
	for (double size = 1e-3; size < 1e13; size *= 10) {
		struct prediction prediction;
		law_predict(choice, size, &prediction);
		assert_true(isfinite(prediction.value) && isfinite(prediction.interval.low));
		assert_true(isfinite(prediction.interval.high));
		assert_true(!prediction.refused || (prediction.why[0] && prediction.instead[0]));
	}
}

static void
test_numbers_at_the_limit_give_finite_answers(void **state)
{
	static const double scales[] = {1 / POINT_MOST, 1, POINT_MOST / 40};
	static const struct law_options few = {.resamples = 20};

	(void)state;
	for (size_t i = 0; i < 18; i++) {
		double x[6] = {1, 2, 3, 4, 5, 6}, y[6] = {1, 2, 4, 8, 16, 40};
		struct error err = ERROR_INIT;
		struct law_choice choice;
		for (size_t p = 0; p < 6; p++) {
			x[p] *= scales[i % 3];
			y[p] *= scales[i / 3 % 3] * (i < 9 || p % 2 ? 1 : -1);
		}
		if (!law_choose(&(struct law_points){x, y, 6, "limit"}, &few, &choice, &err))
			fail_msg("%zu: %s", i, err.why);
		assert_finite(&choice);
		law_choice_dispose(&choice);
	}
}

/* Falls, steps, zeros, values below nothing, sizes over twelve decades: never a NaN. */
static void
test_wild_points_give_finite_answers(void **state)
{
	static const struct law_options few = {.resamples = 20};
	struct random random = random_stream(17, 1, 1);

	(void)state;
	for (int round = 0; round < 200; round++) {
		double x[7], y[7];
		struct error err = ERROR_INIT;
		struct law_choice choice;
		for (size_t i = 0; i < 7; i++) {
			x[i] = (double)(i / 2) * pow(10, (double)random_below(&random, 12) - 4);
			y[i] = random_normal(&random) * pow(10, (double)random_below(&random, 16));
			if (round % 2)
				y[i] = fabs(y[i]) * (double)(round % 8 != 1 || i != 3);
		}
		if (!law_choose(&(struct law_points){x, y, 7, "wild"}, &few, &choice, &err))
			continue;
		assert_finite(&choice);
		law_choice_dispose(&choice);
	}
}

static void
test_predictions_are_refused_with_a_reason(void **state)
{
	static const struct {
		struct curve curve;
		double size;
		const char *why, *instead;
	} asked[] = {
		{{.law = LAW_LINEAR, .a = 1e7, .b = 1e4, .sizes = 4, .decades = 2, .runs = 3, .noise = 0.01}, 5000,
			"4 sizes were measured", "at least 5 sizes"},
		{{.law = LAW_LINEAR, .a = 1e7, .b = 1e4, .sizes = 6, .decades = 1, .runs = 3, .noise = 0.01}, 1e4,
			"a factor of 100 above", "measure up to 320 or beyond"},
		{{.law = LAW_LINEAR, .a = 1e7, .b = 1e4, .sizes = 9, .decades = 4, .runs = 3, .noise = 0.01}, 1e8,
			"a factor of 1000 above", "measure up to 1,000,000 or beyond"},
		{{.law = LAW_POWER,
			 .a = 1e7,
			 .b = 1e5,
			 .c = 1.3,
			 .sizes = 6,
			 .decades = 1.5,
			 .runs = 3,
			 .noise = 0.03},
			9000, "misses what was measured at 316", "measure at"},
		{{.law = LAW_POWER,
			 .a = 1e7,
			 .b = 1e5,
			 .c = 1.3,
			 .sizes = 9,
			 .decades = 1.2,
			 .runs = 2,
			 .noise = 0.03},
			2000, "law cannot be ruled out", "measure at"},
		{{.law = LAW_EXPONENTIAL,
			 .a = 1e7,
			 .b = 1e4,
			 .c = 0.02,
			 .sizes = 8,
			 .decades = 1.5,
			 .runs = 3,
			 .noise = 0.003},
			9000, "is too wide there", "more repetitions"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		struct curve curve = asked[i].curve;
		CLEANUP_CHOICE struct law_choice choice;
		struct prediction prediction;
		make(&curve, 1);
		choose(&curve, &choice);
		law_predict(&choice, asked[i].size, &prediction);
		if (!prediction.refused || !strstr(prediction.why, asked[i].why) ||
			!strstr(prediction.instead, asked[i].instead))
			fail_msg("question %zu: refused %d: %s; %s", i, prediction.refused, prediction.why,
				prediction.instead);
	}
}

static void
test_a_good_curve_is_predicted_beyond_its_sizes(void **state)
{
	struct curve curve = {
		.law = LAW_LINEAR, .a = 25e7, .b = 34e3, .sizes = 6, .decades = 3, .runs = 5, .noise = 0.01};
	CLEANUP_CHOICE struct law_choice choice;
	struct prediction prediction;
	double expected = 25e7 + 34e3 * 1e5;

	(void)state;
	make(&curve, 2);
	choose(&curve, &choice);
	law_predict(&choice, 1e5, &prediction);
	assert_false(prediction.refused);
	assert_true(prediction.beyond);
	assert_true(prediction.interval.low < expected && expected < prediction.interval.high);
	assert_true(prediction.interval.high / prediction.interval.low < 1.15);
}

static void
test_variance_of_a_median(void **state)
{
	enum { TRIES = 40000 };
	struct random random = random_stream(5, 1, 1);

	(void)state;
	for (size_t count = 1; count <= 10; count++) {
		double sum = 0, values[10];
		for (int round = 0; round < TRIES; round++) {
			for (size_t i = 0; i < count; i++)
				values[i] = random_normal(&random);
			gsl_sort(values, 1, count);
			sum += pow(gsl_stats_median_from_sorted_data(values, 1, count), 2);
		}
		assert_true(fabs(sum / TRIES / median_variance(count) - 1) < 0.05);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exact_curves_are_found),
		cmocka_unit_test(test_one_repetition_is_no_evidence),
		cmocka_unit_test(test_four_sizes_that_grow_are_no_constant),
		cmocka_unit_test(test_steep_growth_over_few_sizes_is_no_constant),
		cmocka_unit_test(test_repetitions_of_a_crooked_curve_do_not_count),
		cmocka_unit_test(test_the_same_runs_give_the_same_choice),
		cmocka_unit_test(test_a_column_that_never_changes_is_constant),
		cmocka_unit_test(test_too_few_sizes_say_what_is_needed),
		cmocka_unit_test(test_absurd_numbers_are_refused),
		cmocka_unit_test(test_numbers_at_the_limit_give_finite_answers),
		cmocka_unit_test(test_wild_points_give_finite_answers),
		cmocka_unit_test(test_predictions_are_refused_with_a_reason),
		cmocka_unit_test(test_a_good_curve_is_predicted_beyond_its_sizes),
		cmocka_unit_test(test_variance_of_a_median),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
