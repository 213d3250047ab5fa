/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "generators/parameters.h"
#include "plan/matrix.h"
#include "plan/experiment_file.h"

#include <string.h>

static const char text[] = "[experiment]\nrepeat = 2, 1 if files > 500\n[project]\ngenerator = module\n"
						   "files = 1, 10, 100, 1000\n[workload]\nname = build, load:full\n"
						   "[settings]\nGOGC = unset, 100\n";

static void
build(const struct plan_facts *changed, struct plan *plan)
{
	static const char *const identities[] = {"tool"};
	struct plan_facts facts = *changed;
	struct experiment experiment;
	struct error err = ERROR_INIT;

	facts.go_identities = identities;
	assert_true(experiment_parse(text, "demo.ini", NULL, &experiment, &err));
	assert_true(plan_build(&experiment, &facts, plan, &err));
	experiment_dispose(&experiment);
}

static void
test_axes_multiply_and_rules_repeat(void **state)
{
	struct plan plan;

	(void)state;
	build(&(struct plan_facts){.processors = 8, .shard = 1, .shards = 1}, &plan);
	assert_int_equal(plan.cell_count, 4 * 2 * 2);
	assert_int_equal(plan.run_count, 3 * 4 * 2 + 4);
	plan_dispose(&plan);
}

static void
test_defaults_follow_the_go_command(void **state)
{
	struct plan plan;

	(void)state;
	build(&(struct plan_facts){.processors = 8, .shard = 1, .shards = 1}, &plan);
	assert_string_equal(plan.cells[0].settings[SETTING_GOMAXPROCS], "8");
	assert_string_equal(plan.cells[0].settings[SETTING_p], "8");
	assert_string_equal(plan.cells[0].settings[SETTING_c], "4");
	plan_dispose(&plan);
}

/* The plan of an experiment with two projects; the caller disposes of both. */
static void
build_of_two(const char *several, struct experiment *experiment, struct plan *plan)
{
	static const char *const identities[] = {"tool"}, *const projects[] = {"", ""};
	struct plan_facts facts = {.processors = 2,
		.shard = 1,
		.shards = 1,
		.go_identities = identities,
		.project_identities = projects};
	struct error err = ERROR_INIT;

	assert_true(experiment_parse(several, "demo.ini", NULL, experiment, &err));
	assert_true(plan_build(experiment, &facts, plan, &err));
}

static void
test_each_project_has_its_own_cells(void **state)
{
	static const char several[] = "[project module]\nfiles = 1, 2\n[project many_methods]\ntypes = 1, 2, 3\n"
								  "[workload]\nname = build\n[settings]\nGOGC = unset, 100\n";
	CLEANUP_TEXT struct text described = {0};
	struct experiment experiment;
	struct plan plan;

	(void)state;
	build_of_two(several, &experiment, &plan);
	assert_int_equal(plan.cell_count, (2 + 3) * 2);
	plan_describe_cell(&experiment, &plan.cells[9], &described);
	assert_string_equal(text_string(&described), "many_methods types=3 build GOGC=100");
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

/* A setting in a project's own section holds in place of the shared one, for that project alone. */
static void
test_a_project_may_have_settings_of_its_own(void **state)
{
	static const char own[] = "[project module]\n[project many_methods]\nCGO_ENABLED = 1\nGOGC = 50\n"
							  "[workload]\nname = build\n[settings]\nGOGC = unset, 100\n";
	struct experiment experiment;
	struct plan plan;

	(void)state;
	build_of_two(own, &experiment, &plan);
	assert_int_equal(plan.cell_count, 2 + 1);
	assert_string_equal(plan.cells[1].settings[SETTING_GOGC], "100");
	assert_string_equal(plan.cells[1].settings[SETTING_CGO_ENABLED], "0");
	assert_string_equal(plan.cells[2].settings[SETTING_GOGC], "50");
	assert_string_equal(plan.cells[2].settings[SETTING_CGO_ENABLED], "1");
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

/* The ids of a plan's cells, joined by blanks. */
static void
ids_of(const char *file, struct text *ids)
{
	struct experiment experiment;
	struct plan plan;

	build_of_two(file, &experiment, &plan);
	for (size_t i = 0; i < plan.cell_count; i++)
		text_append_format(ids, "%s ", plan.cells[i].id);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

#define REST "[project module]\n[project many_methods]\n[workload]\nname = build\n"

/* A limit is part of what was measured; the standard one is the same whether it is said or not. */
static void
test_limits_are_part_of_a_cell(void **state)
{
	CLEANUP_TEXT struct text plain = {0}, said = {0}, other = {0}, slow = {0};
	struct experiment experiment;
	struct plan plan;

	(void)state;
	ids_of(REST, &plain);
	ids_of("[experiment]\nmemory = 90%\ntimeout = 30m\n" REST, &said);
	ids_of("[experiment]\nmemory = 80%\n" REST, &other);
	ids_of("[experiment]\ntimeout = 31m\n" REST, &slow);
	assert_string_equal(text_string(&plain), text_string(&said));
	assert_string_not_equal(text_string(&plain), text_string(&other));
	assert_string_not_equal(text_string(&plain), text_string(&slow));
	build_of_two("[experiment]\nmemory = 100M, 25%\n" REST, &experiment, &plan);
	assert_int_equal(plan.cell_count, 4);
	assert_int_equal(plan.cells[0].memory.bytes, 100000000);
	assert_true(plan.cells[1].memory.share == 0.25);
	assert_int_equal(memory_limit_bytes(plan.cells[1].memory, 8000), 2000);
	assert_int_equal(memory_limit_bytes(plan.cells[0].memory, 8000), 100000000);
	assert_true(plan.cells[0].timeout_ns == 30 * UINT64_C(60000000000));
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

static void
test_limits_that_are_none_are_refused(void **state)
{
	static const char *const bad[] = {"memory = 0", "memory = 0%", "memory = 101%", "memory = much",
		"memory = 1G, x", "timeout = 0", "timeout = soon"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		CLEANUP_TEXT struct text file = {0};
		struct error err = ERROR_INIT;
		struct experiment experiment;
		text_append_format(&file, "[experiment]\n%s\n" REST, bad[i]);
		if (experiment_parse(text_string(&file), "demo.ini", NULL, &experiment, &err))
			fail_msg("'%s' was taken", bad[i]);
		assert_int_equal(err.id, ERROR_BAD_VALUE);
	}
}

/* The same of an experiment with these keys. */
static void
ids_of_settings(const char *keys, struct text *ids)
{
	CLEANUP_TEXT struct text file = {0};
	struct experiment experiment;
	struct plan plan;

	text_append_format(
		&file, "[project module]\n[project many_methods]\n[workload]\nname = build\n%s\n", keys);
	build_of_two(text_string(&file), &experiment, &plan);
	for (size_t i = 0; i < plan.cell_count; i++)
		text_append_format(ids, "%s ", plan.cells[i].id);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

/* Whether these keys of [workload] or [settings] make the cells that are there without them. */
static bool
changes_nothing(const char *keys)
{
	CLEANUP_TEXT struct text plain = {0}, ids = {0};

	ids_of_settings("", &plain);
	ids_of_settings(keys, &ids);
	return text_equal(text_string(&plain), text_string(&ids));
}

static void
test_unset_is_a_flag_that_is_not_given(void **state)
{
	static const char *const same[] = {"cover = 0", "cover = unset\ncoverpkg = unset", "asan = 0, unset",
		"[settings]\nrace = unset", "[settings]\ngcflags = unset\nldflags = unset", "tags = unset",
		"trimpath = unset", "buildmode = unset", "GOGC = unset"};
	static const char *const other[] = {"cover = 1", "coverpkg = ./...", "asan = 1", "[settings]\nasan = 1",
		"gcflags = unset, -d=x", "c = unset", "p = unset", "GOMAXPROCS = unset"};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		if (!changes_nothing(same[i]))
			fail_msg("'%s' makes other cells", same[i]);
	for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
		if (changes_nothing(other[i]))
			fail_msg("'%s' makes the same cells", other[i]);
}

/* What ids were made of before there were further settings: rows of that time have to be found again. */
static void
test_ids_stay_when_settings_are_added(void **state)
{
	static const char canonical[] =
		"module@%u %s\ngo=tool\nworkload=build\ncache=std\ntarget=./...\nGOGC=unset\nGOMEMLIMIT=unset\n"
		"GOMAXPROCS=2\nGODEBUG=unset\nGOEXPERIMENT=unset\nGOOS=unset\nGOARCH=unset\nGOAMD64=unset\n"
		"CGO_ENABLED=0\np=2\nc=2\ngcflags=\nldflags=\ntags=\ntrimpath=0\nrace=0\nbuildmode=\n";
	CLEANUP_TEXT struct text params = {0}, expected = {0};
	char id[HASH_TEXT_BYTES];
	struct experiment experiment;
	struct plan plan;

	(void)state;
	build_of_two("[project module]\n[project many_methods]\n[workload]\nname = build\n", &experiment, &plan);
	const struct generator *generator = experiment.projects[0].generator;
	parameter_values_describe(generator, &plan.cells[0].values, &params);
	text_append_format(&expected, canonical, generator->version, text_string(&params));
	assert_string_equal(plan.cells[0].old_id, hash_format(id, hash_text(text_string(&expected))));
	text_append(&expected, "memory=90%\ntimeout=30m\n");
	assert_string_equal(plan.cells[0].id, hash_format(id, hash_text(text_string(&expected))));
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

/* Two of the four sizes with one of the two values of GOGC, and all of the second workload. */
static void
test_rules_exclude(void **state)
{
	static const char rules[] = "[project module]\nfiles = 1, 10, 100, 1000\n[project many_methods]\n"
								"[workload]\nname = build, load:full\n[settings]\nGOGC = unset, 100\n"
								"env.X = a b, c\n[exclude]\nrule = GOGC=100 files>=100\n"
								"rule = name=load:full\nrule = project=many_methods env.X!='a b'\n";
	struct experiment experiment;
	struct plan plan;

	(void)state;
	build_of_two(rules, &experiment, &plan);
	assert_int_equal(plan.excluded[0], 2 * 2 * 2);
	assert_int_equal(plan.excluded[1], (4 * 2 - 2) * 2 + 2 * 2);
	assert_int_equal(plan.excluded[2], 2);
	assert_int_equal(plan.cell_count, (4 * 2 - 2) * 2 + 2);
	assert_int_equal(plan.run_count, plan.cell_count);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

/* A cell that differs from another only by a key that is of no account to it is one cell, excluded or not. */
static void
test_an_excluded_cell_counts_once(void **state)
{
	static const char rules[] = "[project module]\n[project many_methods]\n[workload]\nname = build\n"
								"cache = std, edit:body\nat = leaf, middle\n[exclude]\nrule = cache=std\n";
	struct experiment experiment;
	struct plan plan;

	(void)state;
	build_of_two(rules, &experiment, &plan);
	assert_int_equal(plan.excluded[0], 2);
	assert_int_equal(plan.cell_count, 2 * 2);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

static size_t
count_id(const struct plan *plan, const char *id)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->run_count; i++)
		count += strcmp(plan->runs[i].id, id) == 0;
	return count;
}

static void
test_ids_are_unique_and_repeatable(void **state)
{
	struct plan first, second, other;

	(void)state;
	build(&(struct plan_facts){.processors = 2, .shard = 1, .shards = 1}, &first);
	build(&(struct plan_facts){.processors = 2, .shard = 1, .shards = 1}, &second);
	build(&(struct plan_facts){.processors = 4, .shard = 1, .shards = 1}, &other);
	for (size_t i = 0; i < first.run_count; i++) {
		assert_string_equal(first.runs[i].id, second.runs[i].id);
		assert_int_equal(count_id(&first, first.runs[i].id), 1);
		assert_int_equal(count_id(&other, first.runs[i].id), 0); /* GOMAXPROCS differs */
	}
	plan_dispose(&first);
	plan_dispose(&second);
	plan_dispose(&other);
}

static void
test_shards_cover_everything_once(void **state)
{
	struct plan all, shard;
	size_t found = 0;

	(void)state;
	build(&(struct plan_facts){.processors = 2, .shard = 1, .shards = 1}, &all);
	for (uint64_t i = 1; i <= 3; i++) {
		build(&(struct plan_facts){.processors = 2, .shard = i, .shards = 3}, &shard);
		for (size_t run = 0; run < all.run_count; run++)
			found += count_id(&shard, all.runs[run].id);
		plan_dispose(&shard);
	}
	assert_int_equal(found, all.run_count);
	plan_dispose(&all);
}

static void
test_repetitions_interleave(void **state)
{
	struct plan plan;
	uint64_t last = 0;

	(void)state;
	build(&(struct plan_facts){.processors = 2, .repetitions = 3, .shard = 1, .shards = 1}, &plan);
	assert_int_equal(plan.run_count, 16 * 3);
	for (size_t i = 0; i < plan.run_count; i++) {
		assert_true(plan.runs[i].repetition >= last);
		last = plan.runs[i].repetition;
	}
	plan_dispose(&plan);
}

/* Two runs of whatever has 100 files. */
static uint64_t
twice_the_hundred(const void *context, const struct cell *cell)
{
	return text_equal(parameter_value(context, &cell->values, "files")->text, "100") ? 2 : 0;
}

/* Cells that are asked for get the ids that they would have among all others; a value of an axis that the file
 * lacks is one like any other. */
static void
test_only_what_is_asked_for(void **state)
{
	static const char few[] = "[project]\ngenerator = module\nfiles = 1, 1000\n[workload]\nname = build\n"
							  "[settings]\nGOGC = unset, 100\n[exclude]\nrule = files=1000\n";
	static const char more[] = "[project]\ngenerator = module\nfiles = 1, 1000, 100\nlines = 60, 70\n"
							   "[workload]\nname = build\n[settings]\nGOGC = unset, 100\n";
	static const char *const identities[] = {"tool"};
	struct plan_facts facts = {.shard = 1, .shards = 1, .go_identities = identities};
	struct experiment experiment;
	struct plan plan, named;
	struct error err = ERROR_INIT;

	(void)state;
	build_of_two(more, &experiment, &named);
	experiment_dispose(&experiment);
	assert_true(experiment_parse(few, "demo.ini", NULL, &experiment, &err));
	for (int again = 0; again < 2; again++)
		project_spec_extend(&experiment.projects[0], "files", "100");
	project_spec_extend(&experiment.projects[0], "lines", "60");
	assert_int_equal(experiment.projects[0].axes.items[0].values.count, 3);
	assert_int_equal(experiment.projects[0].axes.items[1].values.count, 2);
	facts.processors = 2;
	facts.times = twice_the_hundred;
	facts.times_context = experiment.projects[0].generator;
	assert_true(plan_build(&experiment, &facts, &plan, &err));
	assert_int_equal(plan.cell_count, 4);
	assert_int_equal(plan.run_count, 8);
	assert_int_equal(plan.excluded[0], 0);
	for (size_t i = 0; i < plan.cell_count; i++) {
		size_t found = 0;
		for (size_t j = 0; j < named.cell_count; j++)
			found += text_equal(plan.cells[i].id, named.cells[j].id);
		assert_int_equal(found, 1);
	}
	plan_dispose(&plan);
	plan_dispose(&named);
	experiment_dispose(&experiment);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_axes_multiply_and_rules_repeat),
		cmocka_unit_test(test_each_project_has_its_own_cells),
		cmocka_unit_test(test_a_project_may_have_settings_of_its_own),
		cmocka_unit_test(test_limits_are_part_of_a_cell),
		cmocka_unit_test(test_limits_that_are_none_are_refused),
		cmocka_unit_test(test_unset_is_a_flag_that_is_not_given),
		cmocka_unit_test(test_ids_stay_when_settings_are_added),
		cmocka_unit_test(test_only_what_is_asked_for),
		cmocka_unit_test(test_rules_exclude),
		cmocka_unit_test(test_an_excluded_cell_counts_once),
		cmocka_unit_test(test_defaults_follow_the_go_command),
		cmocka_unit_test(test_ids_are_unique_and_repeatable),
		cmocka_unit_test(test_shards_cover_everything_once),
		cmocka_unit_test(test_repetitions_interleave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
