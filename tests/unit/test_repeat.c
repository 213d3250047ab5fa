/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Repetitions that adapt: the rule as text, the rounds it gives, and what stopping early does to the
 * interval.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "analyse/numbers/precision.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"
#include "base/random.h"
#include "plan/matrix.h"
#include "plan/experiment_file.h"

#include <math.h>
#include <string.h>

static const char *
files_are(const char *axis, const void *context)
{
	return text_equal(axis, "files") ? context : NULL;
}

static void
test_a_rule_names_least_most_width_and_metric(void **state)
{
	struct repeat_rules rules = {0};
	struct error err = ERROR_INIT;
	struct repetitions small, large;

	(void)state;
	assert_true(
		repeat_parse("5..30 until ci(wall_ns)<2.5%, 3..4 until ci < 1% if files > 10000", &rules, &err));
	small = repeat_of(&rules, files_are, "10");
	large = repeat_of(&rules, files_are, "20000");
	assert_true(repetitions_adapt(&small) && small.least == 5 && small.most == 30);
	assert_true(fabs(small.width - 0.025) < 1e-12);
	assert_string_equal(small.metric, "wall_ns");
	assert_true(large.least == 3 && large.most == 4 && fabs(large.width - 0.01) < 1e-12);
	assert_string_equal(large.metric, REPEAT_METRIC);
	assert_true(repeat_parse("5..30 until ci<1%, 3 if files > 10000", &rules, &err));
	large = repeat_of(&rules, files_are, "20000");
	assert_false(repetitions_adapt(&large));
	assert_int_equal(large.least, 3);
	repeat_dispose(&rules);
}

static void
test_bad_rules_are_refused_whole(void **state)
{
	static const char *const texts[] = {"", "0", "5..30", "5 until ci<1%", "30..5 until ci<1%",
		"5..5 until ci<1%", "0..5 until ci<1%", "5..30 until", "5..30 until ci", "5..30 until ci>1%",
		"5..30 until ci<0%", "5..30 until ci<100%", "5..30 until ci()<1%", "5..30 until ci(wall_ns<1%",
		"5..30 until ci<1% if", "5..30 until ci<1% if files", "5..30 if files > 3 until ci<1%",
		"3, 5..30 until sd<1%", "10001", "5..10001 until ci<1%", "18446744073709551616",
		"5..30 until ci(a_name_that_is_longer_than_any_column_is)<1%"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct repeat_rules rules = {0};
		struct error err = ERROR_INIT;
		assert_false(repeat_parse(texts[i], &rules, &err));
		assert_int_equal(err.id, ERROR_BAD_VALUE);
		assert_int_equal(rules.count, 0);
	}
}

static const char text[] = "[experiment]\nrepeat = 2..6 until ci<1%, 3 if files > 500\n[project]\n"
						   "generator = module\nfiles = 1..1000*10\n[workload]\nname = build, load\n";

static void
build(uint64_t repetitions, uint64_t shard, uint64_t shards, struct experiment *experiment, struct plan *plan)
{
	static const char *const identities[] = {"tool"}, *const projects[] = {""};
	struct plan_facts facts = {.processors = 2,
		.go_identities = identities,
		.project_identities = projects,
		.repetitions = repetitions,
		.shard = shard,
		.shards = shards};
	struct error err = ERROR_INIT;

	assert_true(experiment_parse(text, "demo.ini", NULL, experiment, &err));
	assert_true(plan_build(experiment, &facts, plan, &err));
}

static bool
every(const void *context, size_t cell, uint64_t repetition)
{
	(void)context;
	(void)cell;
	(void)repetition;
	return true;
}

static bool
only(const void *context, size_t cell, uint64_t repetition)
{
	(void)repetition;
	return cell == *(const size_t *)context;
}

static void
test_rounds_take_what_is_wanted_up_to_the_most(void **state)
{
	struct experiment experiment;
	struct plan plan;
	size_t cell;

	(void)state;
	build(0, 1, 1, &experiment, &plan);
	/* two workloads at 1, 10 and 100 files adapt; at 1,000 files it is three, wanted or not */
	assert_int_equal(plan.run_count, 6 * 2 + 2 * 3);
	assert_int_equal(plan_add_round(&experiment, &plan, 2, every, NULL), 0);
	assert_int_equal(plan_add_round(&experiment, &plan, 3, every, NULL), 6);
	cell = plan.runs[plan.run_count - 1].cell;
	assert_int_equal(plan_add_round(&experiment, &plan, 4, only, &cell), 1);
	assert_int_equal(plan.runs[plan.run_count - 1].cell, cell);
	assert_int_equal(plan.runs[plan.run_count - 1].repetition, 4);
	assert_int_equal(plan_add_round(&experiment, &plan, 7, every, NULL), 0);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

static void
test_more_runs_than_can_be_planned_are_refused_before_any_is_made(void **state)
{
	static const char *const identities[] = {"tool"}, *const projects[] = {""};
	static const char many[] =
		"[experiment]\nrepeat = 10000\n[project]\ngenerator = module\nfiles = 1..101+1\n"
		"[workload]\nname = build\n";
	struct plan_facts facts = {.processors = 2,
		.go_identities = identities,
		.project_identities = projects,
		.shard = 1,
		.shards = 1};
	struct experiment experiment;
	struct error err = ERROR_INIT;
	struct plan plan;

	(void)state;
	assert_true(experiment_parse(many, "demo.ini", NULL, &experiment, &err));
	assert_false(plan_build(&experiment, &facts, &plan, &err));
	assert_int_equal(err.id, ERROR_BAD_VALUE);
	assert_non_null(strstr(err.why, "1010000 runs; 1000000 are the most"));
	assert_null(plan.runs);
	facts.shards = 2; /* each has half of them */
	assert_true(plan_build(&experiment, &facts, &plan, &err));
	assert_int_equal(plan.run_count, 505000);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

static void
test_a_number_on_the_command_line_ends_adapting(void **state)
{
	struct experiment experiment;
	struct plan plan;

	(void)state;
	build(4, 1, 1, &experiment, &plan);
	assert_int_equal(plan.run_count, 8 * 4);
	assert_int_equal(plan_add_round(&experiment, &plan, 5, every, NULL), 0);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

static size_t
count_of(const struct plan *plan, const char *id)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->run_count; i++)
		count += text_equal(plan->runs[i].id, id);
	return count;
}

/* All runs of an adapting cell are on one shard, and together the shards do everything once. */
static void
test_shards_keep_adapting_cells_whole(void **state)
{
	enum { SHARDS = 3 };
	struct experiment experiment, of_shard[SHARDS];
	struct plan all, plans[SHARDS];
	size_t sum = 0;

	(void)state;
	build(0, 1, 1, &experiment, &all);
	(void)plan_add_round(&experiment, &all, 3, every, NULL);
	for (uint64_t shard = 0; shard < SHARDS; shard++) {
		build(0, shard + 1, SHARDS, &of_shard[shard], &plans[shard]);
		(void)plan_add_round(&of_shard[shard], &plans[shard], 3, every, NULL);
		sum += plans[shard].run_count;
	}
	assert_int_equal(sum, all.run_count);
	for (size_t i = 0; i < all.run_count; i++)
		assert_int_equal(count_of(&plans[0], all.runs[i].id) + count_of(&plans[1], all.runs[i].id) +
							 count_of(&plans[2], all.runs[i].id),
			1);
	for (uint64_t shard = 0; shard < SHARDS; shard++)
		for (size_t i = 0; i < plans[shard].run_count; i++) {
			size_t cell = plans[shard].runs[i].cell;
			assert_true(!repetitions_adapt(&all.cells[cell].repetitions) || cell % SHARDS == shard);
		}
	for (uint64_t shard = 0; shard < SHARDS; shard++) {
		plan_dispose(&plans[shard]);
		experiment_dispose(&of_shard[shard]);
	}
	plan_dispose(&all);
	experiment_dispose(&experiment);
}

static void
test_half_width_of_known_values(void **state)
{
	const double values[] = {104, 100, 98, 102, 96, 100}, zeros[6] = {0};

	(void)state;
	/* six values: the interval is from the least to the largest */
	assert_true(fabs(median_half_width(values, 6) - 0.04) < 1e-12);
	assert_true(values[0] == 104);
	assert_true(isinf(median_half_width(values, 5)));
	assert_true(isinf(median_half_width(values, 0)));
	assert_true(isinf(median_half_width(zeros, 6)));
}

struct stopped {
	double coverage, mean_count, reached;
};

/* "5..30 until ci<1%" on normal noise around 100: how often the interval at the end holds the true median. */
static struct stopped
simulate(double deviation)
{
	enum { TRIES = 4000, LEAST = 5, MOST = 30 };
	struct random random = random_stream(7, (uint64_t)(deviation * 1000), 0);
	struct stopped stopped = {0};

	for (int try = 0; try < TRIES; try++) {
		double values[MOST], low, high;
		size_t count = 0;
		do
			values[count++] = 100 + deviation * random_normal(&random);
		while (count < LEAST || (count < MOST && median_half_width(values, count) > 0.01));
		stopped.mean_count += (double)count / TRIES;
		stopped.reached += (median_half_width(values, count) <= 0.01) / (double)TRIES;
		(void)summary_of(values, count);
		if (median_interval(values, count, 0.95, &low, &high))
			stopped.coverage += (low <= 100 && 100 <= high) / (double)TRIES;
	}
	print_message(
		"noise %.1f%%: %.1f runs on average, reached by %.1f%%, interval holds the median in %.1f%%\n",
		deviation, stopped.mean_count, 100 * stopped.reached, 100 * stopped.coverage);
	return stopped;
}

/* Stopping when the interval happens to be narrow costs some of its 95%; docs/experiments.md tells how much.
 */
static void
test_stopping_early_costs_little_coverage(void **state)
{
	(void)state;
	struct stopped quiet = simulate(0.3), usual = simulate(1), noisy = simulate(2);

	assert_true(quiet.mean_count < 6.1 && quiet.coverage > 0.95);
	assert_true(usual.mean_count > 8 && usual.reached > 0.95 && usual.coverage > 0.90);
	assert_true(noisy.mean_count > usual.mean_count && noisy.coverage > 0.88);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_rule_names_least_most_width_and_metric),
		cmocka_unit_test(test_bad_rules_are_refused_whole),
		cmocka_unit_test(test_rounds_take_what_is_wanted_up_to_the_most),
		cmocka_unit_test(test_more_runs_than_can_be_planned_are_refused_before_any_is_made),
		cmocka_unit_test(test_a_number_on_the_command_line_ends_adapting),
		cmocka_unit_test(test_shards_keep_adapting_cells_whole),
		cmocka_unit_test(test_half_width_of_known_values),
		cmocka_unit_test(test_stopping_early_costs_little_coverage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
