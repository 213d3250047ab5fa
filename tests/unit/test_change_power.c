/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the rule of analyse/numbers/change.h is worth, by simulation: how often it calls a cell changed where
 * nothing has, and how often it finds a change that is there. Noise is drawn from measured repetitions of 40
 * cells, or is normal of a given size. Seeded, so every number is the same each time.
 */
#include "analyse/compare/metric.h"
#include "base/memory.h"
#include "unit/measured_noise.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

enum { MOST = 130 };

struct table_of_cells {
	struct change changes[MEASURED_CELLS];
	double old_values[MEASURED_CELLS][MOST], new_values[MEASURED_CELLS][MOST];
};

/* A run of that cell: one that was measured, with as much unevenness as keeps equal draws apart. */
static double
draw_measured(const double *measured, struct random *random)
{
	return measured[random_below(random, MEASURED_RUNS)] * (1 + 0.002 * random_normal(random));
}

static void
set_samples(struct table_of_cells *table, size_t repetitions)
{
	for (size_t cell = 0; cell < MEASURED_CELLS; cell++)
		table->changes[cell] = (struct change){.sample = {table->old_values[cell], table->new_values[cell],
												   repetitions, repetitions, NULL, NULL}};
}

static size_t
count_verdicts(const struct table_of_cells *table, enum change_verdict verdict)
{
	size_t count = 0;

	for (size_t cell = 0; cell < MEASURED_CELLS; cell++)
		count += table->changes[cell].verdict == verdict;
	return count;
}

/* Cells called worse or better in one A/A of 40 cells. */
static size_t
false_calls(const double (*measured)[MEASURED_RUNS], const struct metric *metric, size_t repetitions,
	struct random *random)
{
	CLEANUP_FREE struct table_of_cells *table = memory_zeroed(1, sizeof *table);

	for (size_t cell = 0; cell < MEASURED_CELLS; cell++)
		for (size_t i = 0; i < repetitions; i++) {
			table->old_values[cell][i] = draw_measured(measured[cell], random);
			table->new_values[cell][i] = draw_measured(measured[cell], random);
		}
	set_samples(table, repetitions);
	judge_changes(table->changes, MEASURED_CELLS, &metric->limits);
	return count_verdicts(table, CHANGE_WORSE) + count_verdicts(table, CHANGE_BETTER);
}

static struct metric
metric_named(const char *name)
{
	struct error err = ERROR_INIT;
	struct metric metric;

	assert_true(metric_find(name, &metric, &err));
	return metric;
}

static void
check_false_calls(const char *name, const double (*measured)[MEASURED_RUNS])
{
	enum { REPEATS = 20, CALLS_MOST = MEASURED_CELLS * 5 / 100 };
	struct metric metric = metric_named(name);

	for (size_t repetitions = CHANGE_LEAST; repetitions <= 12; repetitions += 7) {
		struct random random = random_stream(11, repetitions, 0);
		size_t all = 0;
		for (size_t repeat = 0; repeat < REPEATS; repeat++) {
			size_t calls = false_calls(measured, &metric, repetitions, &random);
			assert_in_range(calls, 0, CALLS_MOST);
			all += calls;
		}
		print_message("%s, %zu repetitions: %zu of %d cells called\n", name, repetitions, all,
			REPEATS * MEASURED_CELLS);
	}
}

static void
test_same_release_twice(void **state)
{
	(void)state;
	check_false_calls("largest_compile_bytes", MEASURED_COMPILE);
	check_false_calls("tree_anon_peak_bytes", MEASURED_TREE);
}

/* The share of tables in which the only changed cell of 40, 2% worse, is called so, at normal noise. */
static double
power_at(double noise, size_t repetitions, const struct change_limits *limits)
{
	enum { TABLES = 200 };
	struct random random = random_stream(5, repetitions, 0);
	CLEANUP_FREE struct table_of_cells *table = memory_zeroed(1, sizeof *table);
	size_t found = 0;

	for (size_t try = 0; try < TABLES; try++) {
		for (size_t cell = 0; cell < MEASURED_CELLS; cell++)
			for (size_t i = 0; i < repetitions; i++) {
				table->old_values[cell][i] = 1e8 * (1 + noise * random_normal(&random));
				table->new_values[cell][i] =
					1e8 * (cell == 0 ? 1.02 : 1) * (1 + noise * random_normal(&random));
			}
		set_samples(table, repetitions);
		judge_changes(table->changes, MEASURED_CELLS, limits);
		found += table->changes[0].verdict == CHANGE_WORSE;
	}
	return (double)found / TABLES;
}

static void
test_one_cell_two_percent_worse(void **state)
{
	struct metric metric = metric_named("largest_compile_bytes");
	double power = power_at(metric.limits.noise, metric.repetitions, &metric.limits);

	(void)state;
	print_message("%s, noise %.1f%%, %zu repetitions: power %.3f\n", metric.name, metric.limits.noise * 100,
		metric.repetitions, power);
	assert_true(power >= 0.95);
	print_message("at five repetitions: %.3f\n", power_at(metric.limits.noise, 5, &metric.limits));
}

/* Noise of one run, as a factor. */
static double
normal_noise(double noise, struct random *random)
{
	return 1 + noise * random_normal(random);
}

/* Student's t of two degrees of freedom: no variance, and a run off by ten times as much in a hundred. */
static double
t2_noise(double noise, struct random *random)
{
	double p = random_unit(random) - 0.5;

	return fmax(0.05, 1 + noise * p * sqrt(2 / (0.25 - p * p)));
}

/* A collection more or less, as likely as not. */
static double
bimodal_noise(double noise, struct random *random)
{
	return (random_chance(random, 0.5) ? 1 : 1 + 3 * noise) * (1 + 0.2 * noise * random_normal(random));
}

/* A collection more in one run of five. */
static double
skewed_noise(double noise, struct random *random)
{
	return (random_chance(random, 0.2) ? 1 + 3 * noise : 1) * (1 + 0.5 * noise * random_normal(random));
}

enum { RELEASE_CELLS = 58, RELEASE_TABLES = 40 };

struct kind {
	const char *says;
	double (*draw)(double noise, struct random *random);
};

/* Of tables in which nothing changed but cell 0, by `times`: those with a false call, and those in which the
 * cell is called worse. */
static void
count_tables(const struct kind *kind, double noise, size_t repetitions, double times,
	const struct change_limits *limits, size_t *with_false, size_t *found)
{
	struct random random = random_stream(31, repetitions, (uint64_t)(noise * 1000));
	struct change changes[RELEASE_CELLS];
	double old[RELEASE_CELLS][12], new[RELEASE_CELLS][12];

	*with_false = *found = 0;
	for (size_t table = 0; table < RELEASE_TABLES; table++) {
		bool wrong = false;
		for (size_t cell = 0; cell < RELEASE_CELLS; cell++) {
			for (size_t i = 0; i < repetitions; i++) {
				old[cell][i] = 1e8 * kind->draw(noise, &random);
				new[cell][i] = 1e8 * (cell == 0 ? times : 1) * kind->draw(noise, &random);
			}
			changes[cell] = (struct change){
				.key = cell, .sample = {old[cell], new[cell], repetitions, repetitions, NULL, NULL}};
		}
		judge_changes(changes, RELEASE_CELLS, limits);
		for (size_t cell = times > 1; cell < RELEASE_CELLS; cell++)
			wrong = wrong || changes[cell].verdict <= CHANGE_BETTER;
		*with_false += wrong;
		*found += changes[0].verdict == CHANGE_WORSE;
	}
	print_message(
		"58 cells, %s noise of %.1f%%, %zu repetitions, one x%g: found %zu of %d, false calls in %zu\n",
		kind->says, noise * 100, repetitions, times, *found, RELEASE_TABLES, *with_false);
}

static void
test_tables_of_a_release(void **state)
{
	static const struct kind kinds[] = {
		{"normal", normal_noise}, {"t2", t2_noise}, {"bimodal", bimodal_noise}, {"skewed", skewed_noise}};
	static const double noises[] = {0.008, 0.05};
	const struct metric metric = metric_named("largest_compile_bytes");
	size_t wrong, found;

	(void)state;
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		for (size_t n = 0; n < COUNT_OF(noises); n++) {
			count_tables(&kinds[k], noises[n], 5, 2, &metric.limits, &wrong, &found);
			assert_in_range(wrong, 0, RELEASE_TABLES / 10);
			assert_in_range(found, RELEASE_TABLES * 90 / 100, RELEASE_TABLES);
		}
		count_tables(&kinds[k], 0.03, 12, 1, &metric.limits, &wrong, &found);
		assert_in_range(wrong, 0, RELEASE_TABLES / 10);
	}
}

/* Five measured repetitions of each cell against the other five, in every way to halve them. */
static size_t
halves_with_calls(const double (*measured)[MEASURED_RUNS], const struct change_limits *limits, size_t *halves)
{
	double old[MEASURED_CELLS][5], new[MEASURED_CELLS][5];
	struct change changes[MEASURED_CELLS];
	size_t with_calls = 0;

	*halves = 0;
	for (unsigned set = 1; set < 1u << MEASURED_RUNS; set += 2) {
		bool called = false;
		if (__builtin_popcount(set) != 5)
			continue;
		for (size_t cell = 0; cell < MEASURED_CELLS; cell++) {
			size_t ins = 0, outs = 0;
			for (size_t i = 0; i < MEASURED_RUNS; i++)
				*(set >> i & 1 ? &old[cell][ins++] : &new[cell][outs++]) = measured[cell][i];
			changes[cell] = (struct change){.key = cell, .sample = {old[cell], new[cell], 5, 5, NULL, NULL}};
		}
		judge_changes(changes, MEASURED_CELLS, limits);
		for (size_t cell = 0; cell < MEASURED_CELLS; cell++)
			called = called || changes[cell].verdict <= CHANGE_BETTER;
		with_calls += called;
		++*halves;
	}
	return with_calls;
}

static void
test_measured_halves(void **state)
{
	struct metric compile = metric_named("largest_compile_bytes"),
				  tree = metric_named("tree_anon_peak_bytes");
	size_t halves, by_compile = halves_with_calls(MEASURED_COMPILE, &compile.limits, &halves);
	size_t by_tree = halves_with_calls(MEASURED_TREE, &tree.limits, &halves);

	(void)state;
	print_message("measured halves of five with a call: %zu of %zu by compile, %zu by tree\n", by_compile,
		halves, by_tree);
	assert_in_range(by_compile, 0, halves * 5 / 100);
	assert_in_range(by_tree, 0, halves * 5 / 100);
}

/* A release that is 2% worse throughout shows in the geometric mean, at twelve repetitions even in the
 * noisiest kind of memory; and one that is not, does not. */
static double
share_of_means_above(double shift, size_t repetitions)
{
	enum { TABLES = 100 };
	struct random random = random_stream(9, repetitions, 0);
	double old[MEASURED_CELLS][MOST], new[MEASURED_CELLS][MOST];
	struct ratio_sample samples[MEASURED_CELLS];
	size_t above = 0, used;

	for (size_t try = 0; try < TABLES; try++) {
		struct ratio mean;
		for (size_t cell = 0; cell < MEASURED_CELLS; cell++) {
			for (size_t i = 0; i < repetitions; i++) {
				old[cell][i] = draw_measured(MEASURED_TREE[cell], &random);
				new[cell][i] = (1 + shift) * draw_measured(MEASURED_TREE[cell], &random);
			}
			samples[cell] = (struct ratio_sample){old[cell], new[cell], repetitions, repetitions, NULL, NULL};
		}
		assert_true(ratio_geometric_mean(samples, MEASURED_CELLS, &random, &mean, &used));
		above += mean.low > 1;
	}
	return (double)above / TABLES;
}

static void
test_all_cells_two_percent_worse(void **state)
{
	double found = share_of_means_above(0.02, 12), false_alarms = share_of_means_above(0, 12);

	(void)state;
	print_message(
		"geometric mean of 40, 12 repetitions: found %.2f, without a change %.2f\n", found, false_alarms);
	assert_true(found >= 0.95);
	assert_true(false_alarms <= 0.05);
}

/* A host that others use is slower in one repetition than in the next, in all cells alike; the means of both
 * sides differ by that, and the interval has to say so. */
static void
test_a_disturbed_host_widens_the_mean(void **state)
{
	enum { TABLES = 200, REPETITIONS = 12 };
	struct random random = random_stream(13, 0, 0);
	double old[MEASURED_CELLS][REPETITIONS], new[MEASURED_CELLS][REPETITIONS];
	struct ratio_sample samples[MEASURED_CELLS];
	size_t outside = 0, used;

	(void)state;
	for (size_t try = 0; try < TABLES; try++) {
		struct ratio mean;
		for (size_t i = 0; i < REPETITIONS; i++) {
			double old_load = 1 + 0.1 * random_normal(&random), new_load = 1 + 0.1 * random_normal(&random);
			for (size_t cell = 0; cell < MEASURED_CELLS; cell++) {
				old[cell][i] = old_load * (1 + 0.05 * random_normal(&random));
				new[cell][i] = new_load *(1 + 0.05 * random_normal(&random));
			}
		}
		for (size_t cell = 0; cell < MEASURED_CELLS; cell++)
			samples[cell] = (struct ratio_sample){old[cell], new[cell], REPETITIONS, REPETITIONS, NULL, NULL};
		assert_true(ratio_geometric_mean(samples, MEASURED_CELLS, &random, &mean, &used));
		outside += mean.low > 1 || mean.high < 1;
	}
	print_message("disturbed host: %zu of %d intervals leave out what is true\n", outside, TABLES);
	assert_in_range(outside, 0, TABLES * 8 / 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_release_twice),
		cmocka_unit_test(test_one_cell_two_percent_worse),
		cmocka_unit_test(test_tables_of_a_release),
		cmocka_unit_test(test_measured_halves),
		cmocka_unit_test(test_all_cells_two_percent_worse),
		cmocka_unit_test(test_a_disturbed_host_widens_the_mean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
