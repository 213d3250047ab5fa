/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages/package_causes.h"
#include "analyse/numbers/fisher.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

/* Packages that were built twice a side, moved as they are told to be, and features that chance deals out. */
enum { PACKAGES = 200, FEATURES = 300 };

struct scene {
	struct package_pair pairs[PACKAGES];
	struct package_move moves[PACKAGES];
	bool known[PACKAGES];
	struct package_features features;
};

static void
add_feature(struct scene *scene, char *says, const bool *has)
{
	struct package_features *features = &scene->features;
	struct package_feature feature = {.says = says};

	for (size_t i = 0; i < PACKAGES; i++)
		if (has[i]) {
			feature.pairs =
				memory_grow(feature.pairs, feature.count, &feature.capacity, sizeof *feature.pairs);
			feature.pairs[feature.count++] = i;
		}
	features->items =
		memory_grow(features->items, features->count, &features->capacity, sizeof *features->items);
	features->items[features->count++] = feature;
}

static void
begin(struct scene *scene, struct random *random)
{
	static const struct tool_median none[PACKAGE_BUILDS_LEAST];
	const struct package_builds twice = {none, PACKAGE_BUILDS_LEAST};

	*scene = (struct scene){.features = {.known = scene->known, .known_count = PACKAGES}};
	for (size_t i = 0; i < PACKAGES; i++) {
		double log_beside = 0.015 * random_normal(random);
		scene->known[i] = true;
		scene->pairs[i] =
			(struct package_pair){.old = twice, .new = twice, .log_ratio = log_beside, .same_text = true};
		scene->moves[i] = (struct package_move){.pair = i, .beside = exp(log_beside), .tested = true, .p = 1};
	}
	for (size_t f = 0; f < FEATURES; f++) {
		bool has[PACKAGES];
		double share = random_unit(random) * 0.3;
		for (size_t i = 0; i < PACKAGES; i++)
			has[i] = random_chance(random, share);
		add_feature(scene, text_format("feature %zu", f), has);
	}
}

static void
move(struct scene *scene, size_t i, double times, bool called)
{
	scene->pairs[i].log_ratio += log(times);
	scene->moves[i].beside *= times;
	if (called)
		scene->moves[i].direction = times > 1 ? PACKAGE_ROSE : PACKAGE_FELL;
}

static void
find(struct scene *scene, struct package_causes *causes)
{
	const struct package_pairs pairs = {.items = scene->pairs, .count = PACKAGES};
	const struct package_moves moves = {.items = scene->moves, .count = PACKAGES};

	package_causes_find(&pairs, &moves, &scene->features, causes);
}

static void
end(struct scene *scene, struct package_causes *causes)
{
	scene->features.known = NULL; /* the scene's own */
	package_features_dispose(&scene->features);
	package_causes_dispose(causes);
}

static void
test_fisher_is_that_of_the_book(void **state)
{
	(void)state;
	assert_true(fabs(fisher_exact_p(8, 10, 1, 6) - 2 * 0.0244755) < 1e-5); /* hypergeometric: 280 of 11,440 */
	assert_true(fisher_exact_p(0, 5, 0, 5) == 1 && fisher_exact_p(0, 0, 3, 5) == 1);
	assert_true(fabs(fisher_exact_p(3, 3, 0, 7) - 2.0 / 120) < 1e-12);
}

/* Six packages that use a thing, of which only two are called: the others moved by less than noise allows to tell. */
static void
test_a_feature_of_few_is_named(void **state)
{
	static struct scene scene;
	struct random random = random_stream(5, 0, 0);
	struct package_causes causes;
	bool has[PACKAGES] = {false};

	(void)state;
	begin(&scene, &random);
	for (size_t i = 0; i < 6; i++) {
		has[30 * i] = true;
		move(&scene, 30 * i, i < 2 ? 1.5 : 1.07, i < 2);
	}
	move(&scene, 7, 1.3, true); /* for a reason of its own */
	add_feature(&scene, memory_copy_text("uses sync.Map"), has);
	has[1] = true;
	add_feature(&scene, memory_copy_text("imports sync"), has);
	find(&scene, &causes);
	assert_int_equal(causes.count, 1);
	assert_string_equal(causes.items[0].says, "uses sync.Map");
	assert_string_equal(causes.items[0].alike, "imports sync");
	assert_int_equal(causes.items[0].direction, PACKAGE_ROSE);
	assert_int_equal(causes.items[0].moved_with, 2);
	assert_int_equal(causes.items[0].moved, 3);
	assert_int_equal(causes.items[0].others_with, 4);
	assert_true(causes.items[0].with > 1.15 && causes.items[0].without < 1.02);
	end(&scene, &causes);
}

/* One cause hides another until what it explains is left out. */
static void
test_a_second_cause_is_of_what_the_first_leaves(void **state)
{
	static struct scene scene;
	struct random random = random_stream(6, 0, 0);
	struct package_causes causes;
	bool first[PACKAGES], second[PACKAGES];

	(void)state;
	begin(&scene, &random);
	for (size_t i = 0; i < PACKAGES; i++) {
		first[i] = i % 4 == 0;
		second[i] = i % 10 == 3;
		if (first[i] || second[i])
			move(&scene, i, first[i] ? 1.4 : 0.9, true);
	}
	add_feature(&scene, memory_copy_text("mostly generated"), first);
	add_feature(&scene, memory_copy_text("imports reflect"), second);
	find(&scene, &causes);
	assert_int_equal(causes.count, 2);
	assert_string_equal(causes.items[0].says, "mostly generated");
	assert_string_equal(causes.items[1].says, "imports reflect");
	assert_int_equal(causes.items[1].direction, PACKAGE_FELL);
	assert_int_equal(causes.items[1].moved_with, 20);
	assert_int_equal(causes.items[1].moved, 20);
	end(&scene, &causes);
}

/* Packages move for reasons that no feature has anything to do with. */
static void
test_chance_is_not_named(void **state)
{
	static struct scene scene;
	enum { TIMES = 200 };
	size_t named = 0;

	(void)state;
	for (uint64_t seed = 0; seed < TIMES; seed++) {
		struct random random = random_stream(7, seed, 0);
		struct package_causes causes;
		begin(&scene, &random);
		for (size_t i = 0; i < 12; i++)
			move(&scene, random_below(&random, PACKAGES), 1.3, true);
		find(&scene, &causes);
		named += causes.count > 0;
		end(&scene, &causes);
	}
	print_message("something was named in %zu of %d\n", named, TIMES);
	assert_true(named * 20 <= TIMES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fisher_is_that_of_the_book),
		cmocka_unit_test(test_a_feature_of_few_is_named),
		cmocka_unit_test(test_a_second_cause_is_of_what_the_first_leaves),
		cmocka_unit_test(test_chance_is_not_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
