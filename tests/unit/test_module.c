/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "generators/module/module_plan.h"
#include "generators/project.h"
#include "generators/project_inspect.h"
#include "generators/parameters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Generates into a folder by "files=10 lines=40". */
static struct project_facts
generate(const char *name, const char *parameters, const char *target, unsigned threads)
{
	CLEANUP_LIST struct list words = {0};
	const struct generator *generator;
	struct parameter_values values;
	struct project_facts facts;
	struct error err = ERROR_INIT;

	generator = generator_find(name, &err);
	assert_non_null(generator);
	parameter_values_init(generator, &values);
	list_split(&words, parameters, ' ');
	for (size_t i = 0; i < words.count; i++) {
		char *equals = strchr(words.items[i], '=');
		assert_non_null(equals);
		*equals = '\0';
		assert_true(parameter_values_set(generator, &values, words.items[i], equals + 1, &err));
	}
	if (!project_generate(generator, &values, target, threads, &facts, &err))
		fail_msg("%s: %s", err.where, err.why);
	return facts;
}

/* tests/golden/generators.txt: "HASH FILES LINES GENERATOR PARAMETERS" a line. A change there is a change of
 * a generator's output, which raises its version. */
static void
check_golden(char *line)
{
	CLEANUP_LIST struct list words = {0};
	struct error err = ERROR_INIT;
	struct project_facts one, four, read;
	char hash[HASH_TEXT_BYTES], *parameters = line;
	uint64_t files, lines;

	list_split(&words, line, ' ');
	assert_in_range(words.count, 5, 20);
	for (int i = 0; i < 4; i++)
		parameters = strchr(parameters, ' ') + 1;
	one = generate(words.items[3], parameters, "one", 1);
	four = generate(words.items[3], parameters, "four", 4);
	assert_true(project_inspect("four", &read, &err));
	assert_memory_equal(&one, &four, sizeof one);
	assert_memory_equal(&one, &read, sizeof one);
	assert_string_equal(hash_format(hash, one.hash), words.items[0]);
	assert_true(text_to_count(words.items[1], &files) && files == one.files);
	assert_true(text_to_count(words.items[2], &lines) && lines == one.lines);
}

static void
test_golden(void **state)
{
	CLEANUP_TEXT struct text text = {0};
	CLEANUP_LIST struct list lines = {0};
	struct error err = ERROR_INIT;
	size_t checked = 0;

	(void)state;
	assert_true(file_read(SOURCE_DIR "/tests/golden/generators.txt", &text, &err));
	list_split(&lines, text.data, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		if (lines.items[i][0] == '\0' || lines.items[i][0] == '#')
			continue;
		check_golden(lines.items[i]);
		checked++;
	}
	assert_true(checked >= 8);
}

static void
test_the_seed_changes_all_but_the_size(void **state)
{
	struct project_facts a = generate("module", "files=60 seed=1", "a", 2);
	struct project_facts b = generate("module", "files=60 seed=2", "b", 2);

	(void)state;
	assert_false(hash_equal(a.hash, b.hash));
	assert_int_equal(a.files, b.files);
	assert_int_equal(a.packages, b.packages);
}

static void
test_what_is_asked_for_is_what_comes(void **state)
{
	struct project_facts one = generate("module", "files=1", "one", 0);
	struct project_facts many =
		generate("module", "files=1201 files_per_package=6 lines=100 tail=0", "many", 0);

	(void)state;
	assert_int_equal(one.files, 1);
	assert_int_equal(one.packages, 1);
	assert_int_equal(one.mains, 1);
	assert_true(file_exists("one/main.go") && file_exists("one/go.mod"));
	assert_int_equal(many.files, 1201);
	assert_int_equal(many.packages, 201);
	assert_int_equal(many.mains, 1);
	assert_in_range(many.lines / many.files, 95, 110);
}

static struct module_plan
plan_of(uint64_t files, uint64_t files_per_package, uint64_t depth, double imports, bool reachable)
{
	struct module_numbers numbers = {.seed = 5,
		.files = files,
		.files_per_package = files_per_package,
		.depth = depth,
		.go_minor = 18,
		.lines = 70,
		.imports = imports,
		.reachable = reachable};
	struct module_plan plan;

	module_plan_init(&plan, &numbers);
	return plan;
}

/* Shapes with remainders, one layer, more layers than packages, and one file a package. */
static const struct {
	uint64_t files, files_per_package, depth;
} shapes[] = {
	{2, 50, 8}, {10, 1, 8}, {10, 1, 1}, {1000, 7, 3}, {1001, 50, 32}, {5000, 3, 8}, {40, 1, 32}, {7, 100, 2}};

static void
check_share(const struct module_plan *plan)
{
	uint64_t files = module_plan_package_files(plan, plan->packages);

	assert_int_equal(files, 1);
	for (uint64_t package = 0; package < plan->packages; package++) {
		assert_true(module_plan_package_files(plan, package) >= 1);
		files += module_plan_package_files(plan, package);
	}
	assert_int_equal(files, plan->files);
}

static void
test_packages_share_out_the_files(void **state)
{
	static const double tails[] = {0, 0.5, 2, 3};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(shapes) * COUNT_OF(tails); i++) {
		size_t shape = i / COUNT_OF(tails);
		struct module_plan plan =
			plan_of(shapes[shape].files, shapes[shape].files_per_package, shapes[shape].depth, 3, true);
		plan.package_tail = tails[i % COUNT_OF(tails)];
		module_shares_init(&plan.shares, plan.packages, plan.files - 1, plan.package_tail, 5);
		check_share(&plan);
	}
}

static int
compare_sizes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

/* The median and the size that one in six is above, of a log-normal distribution with two doublings: a mean
 * of 100 is 2.61 medians. */
static void
test_package_sizes_are_log_normal(void **state)
{
	enum { COUNT = 6000, MEAN = 100 };
	CLEANUP_FREE uint64_t *sizes = memory_zeroed(COUNT, sizeof *sizes);
	struct module_shares shares;

	(void)state;
	module_shares_init(&shares, COUNT, COUNT * MEAN, 2, 9);
	for (uint64_t package = 0; package < COUNT; package++)
		sizes[package] = module_shares_files(&shares, package);
	qsort(sizes, COUNT, sizeof *sizes, compare_sizes);
	assert_in_range(sizes[COUNT / 2], 37, 41);
	assert_in_range(sizes[COUNT * 8413 / 10000], 146, 162);
	assert_in_range(sizes[COUNT - 1], 40 * MEAN, 120 * MEAN);
}

/* Each package is the child of exactly one, which stands in the layer above; and imports go down only. */
static void
check_reach(const struct module_plan *plan)
{
	CLEANUP_FREE unsigned *parents = memory_zeroed(plan->packages, sizeof *parents);
	uint64_t first, end, imports[HUB_IMPORTS];

	for (uint64_t package = 0; package <= plan->packages; package++) {
		size_t count = module_plan_extra_imports(plan, package, imports);
		module_plan_children(plan, package, &first, &end);
		for (uint64_t child = first; child < end; child++) {
			parents[child]++;
			assert_int_equal(module_plan_layer(plan, child),
				package == plan->packages ? 0 : module_plan_layer(plan, package) + 1);
		}
		for (size_t i = 0; i < count; i++) {
			assert_true(imports[i] < plan->packages && (imports[i] < first || imports[i] >= end));
			assert_true(module_plan_layer(plan, imports[i]) > module_plan_layer(plan, package));
		}
	}
	for (uint64_t package = 0; package < plan->packages; package++)
		assert_int_equal(parents[package], 1);
}

static uint64_t
count_hub_imports(const struct module_plan *plan)
{
	uint64_t imports[HUB_IMPORTS], importers = 0;

	for (uint64_t package = 0; package < plan->packages; package++) {
		size_t count = module_plan_extra_imports(plan, package, imports);
		for (size_t i = 0; i < count; i++)
			importers += imports[i] == plan->hub_package;
	}
	return importers;
}

static void
test_a_share_of_the_packages_imports_the_hub(void **state)
{
	struct module_plan plan = plan_of(20000, 5, 8, 4, true);
	uint64_t imports[HUB_IMPORTS], above = plan.layer_start[6];

	(void)state;
	plan.hub = 0.5;
	plan.hub_package = above;
	assert_in_range(count_hub_imports(&plan), above * 45 / 100, above * 55 / 100);
	assert_int_equal(module_plan_extra_imports(&plan, plan.hub_package, imports), HUB_IMPORTS);
	plan.hub = 1;
	check_reach(&plan);
}

static void
test_every_package_has_one_parent(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		struct module_plan plan =
			plan_of(shapes[i].files, shapes[i].files_per_package, shapes[i].depth, 5, true);
		check_reach(&plan);
	}
}

static double
mean_imports(const struct module_plan *plan)
{
	uint64_t first, end, imports[HUB_IMPORTS], sum = 0;

	for (uint64_t package = 0; package < plan->packages; package++) {
		module_plan_children(plan, package, &first, &end);
		sum += end - first + module_plan_extra_imports(plan, package, imports);
	}
	return (double)sum / (double)plan->packages;
}

static void
test_imports_have_their_mean(void **state)
{
	static const double wanted[] = {2, 4, 10};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		struct module_plan reachable = plan_of(20000, 5, 8, wanted[i], true);
		struct module_plan loose = plan_of(20000, 5, 8, wanted[i], false);
		assert_true(
			mean_imports(&reachable) > wanted[i] * 0.95 && mean_imports(&reachable) < wanted[i] * 1.05);
		assert_true(mean_imports(&loose) > wanted[i] * 0.95 && mean_imports(&loose) < wanted[i] * 1.05);
	}
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* More files than there are pairs of words. */
static void
test_type_names_are_unique_in_a_package(void **state)
{
	enum { COUNT = 20000, BYTES = 96 };
	struct module_plan plan = plan_of(COUNT + 1, COUNT, 1, 0, true);
	CLEANUP_FREE char *names = memory_zeroed(COUNT, BYTES);

	(void)state;
	for (uint64_t file = 0; file < COUNT; file++) {
		struct module_file_name name = module_plan_file_name(module_plan_names(&plan, 0), file);
		struct go_name type = {.length = 0};
		module_plan_type_name(&name, &type);
		memcpy(names + file * BYTES, type.bytes, type.length);
	}
	qsort(names, COUNT, BYTES, compare_names);
	for (size_t i = 1; i < COUNT; i++)
		assert_true(strcmp(names + (i - 1) * BYTES, names + i * BYTES) != 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_golden),
		TEST(test_the_seed_changes_all_but_the_size),
		TEST(test_what_is_asked_for_is_what_comes),
		cmocka_unit_test(test_packages_share_out_the_files),
		cmocka_unit_test(test_package_sizes_are_log_normal),
		cmocka_unit_test(test_a_share_of_the_packages_imports_the_hub),
		cmocka_unit_test(test_every_package_has_one_parent),
		cmocka_unit_test(test_imports_have_their_mean),
		cmocka_unit_test(test_type_names_are_unique_in_a_package),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
