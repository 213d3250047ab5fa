/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run taken apart, and what is said of it.
 */
#include "analyse/probe/probed.h"
#include "analyse/probe/probed_prices.h"
#include "base/memory.h"
#include "present/probe/probe_json.h"
#include "present/sentences.h"
#include "unit/results_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char runs[] =
	"schema,run_id,project_hash,target,workload,go_version,GOMAXPROCS,p,CGO_ENABLED,outcome,why,wall_ns,"
	"tree_peak_bytes,tree_anon_peak_bytes,tree_anon_peak_holders,go_command_bytes,quality\n"
	"1,one,hash,./...,build,1.26.8,2,2,0,ok,,9000000000,900000000,800000000,compile example.org/big 690000000; go 40000000,40000000,\n"
	"1,two,hash,./...,build,1.26.8,2,2,0,failed,\"a.go:3: undefined: x\",500000000,90000000,80000000,,40000000,\n";
static const char tools[] =
	"schema,run_id,pid,tool,package,started_ns,wall_ns,user_ns,system_ns,peak_bytes,concurrency,output_bytes,"
	"exit_status\n"
	"1,one,1,compile,example.org/big,1000000000,5000000000,4000000000,100000000,700000000,2,,0\n"
	"1,one,2,compile,example.org/small,5500000000,1000000000,900000000,0,90000000,2,,0\n"
	"1,one,3,asm,example.org/small,100,100,50,50,5000000,,,0\n"
	"1,one,4,compile,github.com/a/lib/v2,0,1000000000,1000000000,0,50000000,2,,0\n"
	"1,one,5,compile,github.com/a/lib/v3/sub,0,1000000000,2000000000,0,60000000,2,,0\n"
	"1,one,6,link,example.org/big/cmd,8000000000,1000000000,1000000000,0,300000000,,41000000,0\n"
	"1,two,7,compile,example.org/small,0,100,50,50,30000000,2,,2\n";
static const char samples[] =
	"schema,run_id,elapsed_ns,tree_bytes,anon_bytes,file_bytes,kernel_bytes,processes\n"
	"1,one,1000000000,300,200,,,3\n1,one,5900000000,900000000,800000000,,,4\n1,one,8500000000,700,600,,,2\n";
static const char packages[] =
	"schema,project,project_hash,target,package,files,lines,bytes,generated_lines,longest_function_lines,"
	"generic_declarations,generic_uses,literal_elements,closures,methods,embeds,imports,uses\n"
	"1,dir:/x,hash,./...,example.org/big,1,1000,1,620,1,0,0,0,0,0,0,example.org/small fmt,\n"
	"1,dir:/x,hash,./...,example.org/small,1,200,1,0,1,0,0,0,0,0,0,github.com/a/lib/v2 github.com/a/lib/v3/sub os,\n"
	"1,dir:/x,hash,./...,github.com/a/lib/v2,1,20,1,20,1,0,0,0,0,0,0,,\n"
	"1,dir:/x,hash,./...,github.com/a/lib/v3/sub,1,20,1,0,1,0,0,0,0,0,0,github.com/a/lib/v2,\n";

static int
make_results(void **state)
{
	if (make_folder(state) != 0)
		return -1;
	append_to(*state, "runs.csv", runs);
	append_to(*state, "tools.csv", tools);
	append_to(*state, "samples.csv", samples);
	append_to(*state, "packages.csv", packages);
	return 0;
}

static void
open_run(const char *where, const char *run_id, struct probed *probed)
{
	struct error err = ERROR_INIT;

	if (!probed_read(where, run_id, probed, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
test_the_peak_has_its_moment_and_holders(void **state)
{
	CLEANUP_PROBED struct probed probed = {0};

	open_run(*state, "", &probed);
	assert_true(probed.row == 0 && probed.moment.known);
	assert_true(probed.moment.at_ns == 5.9e9 && probed.moment.anon_bytes == 8e8);
	assert_int_equal(probed.moment.alive, 2);
	assert_true(probed.tools[0].at_peak && text_equal(probed.tools[0].package, "example.org/big"));
}

static void
test_packages_are_ranked_with_what_they_are_made_of(void **state)
{
	CLEANUP_PROBED struct probed probed = {0};

	open_run(*state, "one", &probed);
	assert_int_equal(probed.package_count, 4);
	assert_string_equal(probed.packages[0].name, "example.org/big");
	assert_true(probed.packages[0].lines == 1000 && probed.packages[0].generated_lines == 620);
	assert_int_equal(probed.packages[0].reaches, 3);
	assert_string_equal(probed.packages[1].name, "example.org/small");
	assert_true(probed.packages[1].cpu_ns == 900000100 && probed.packages[1].peak_bytes == 9e7);
	assert_int_equal(probed.major_count, 1);
	assert_string_equal(probed.majors[0].module, "github.com/a/lib");
	assert_string_equal(probed.majors[0].versions, "v2, v3");
	assert_true(probed.majors[0].packages == 2 && probed.majors[0].peak_bytes == 6e7);
}

/* What big imports through small alone goes with small; what both majors share stays. */
static void
test_modules_have_a_price(void **state)
{
	CLEANUP_PROBED struct probed probed = {0};
	CLEANUP_PRICES struct probed_prices prices = {0};
	CLEANUP_LIST struct list modules = {0};

	list_add(&modules, "example.org/big");
	list_add(&modules, "example.org/small");
	list_add(&modules, "github.com/a/lib/v2");
	open_run(*state, "one", &probed);
	probed_prices_find(&probed, &modules, &prices);
	assert_int_equal(prices.count, 1);
	assert_string_equal(prices.items[0].module, "example.org/small");
	assert_int_equal(prices.items[0].packages, 3);
	assert_true(prices.items[0].lines == 240 && prices.items[0].peak_bytes == 9e7);
	free(modules.items[0]);
	modules.items[0] = memory_copy_text("example.org/small");
	probed_prices_dispose(&prices);
	probed_prices_find(&probed, &modules, &prices);
	assert_int_equal(prices.count, 2); /* v2 and the package of v3 */
	assert_string_equal(prices.items[0].module, "github.com/a/lib/v3/sub");
	assert_int_equal(prices.items[0].packages, 1);
	assert_int_equal(prices.items[1].packages, 1);
}

static void
expect(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("'%s' is not in\n%s", words, text);
}

/* With single blanks where lines end. The caller frees it. */
static char *
unbroken_of(const char *text)
{
	CLEANUP_LIST struct list words = {0};
	CLEANUP_TEXT struct text line = {0};
	CLEANUP_FREE char *blanks = memory_copy_text(text);

	for (char *at = blanks; *at; at++)
		*at = *at == '\n' ? ' ' : *at;
	list_split(&words, blanks, ' ');
	for (size_t i = 0; i < words.count; i++)
		if (*words.items[i])
			text_append_format(&line, "%s ", words.items[i]);
	return memory_copy_text(text_string(&line));
}

/* Answer first, and nothing beyond 80 columns. */
static void
test_the_screen_says_it(void **state)
{
	CLEANUP_PROBED struct probed probed = {0}, failed = {0};
	CLEANUP_LIST struct list found = {0}, lines = {0};
	CLEANUP_TEXT struct text screen = {0}, other = {0};
	const struct list modules = {0};
	struct probe_title title = {.project = ".", .found = &found, .results = "out", .modules = &modules};

	list_add(&found, "GOGC=50 (environment)");
	open_run(*state, "one", &probed);
	probe_screen(&probed, &title, false, &screen);
	CLEANUP_FREE char *unbroken = unbroken_of(text_string(&screen));
	assert_true(text_starts_with(
		text_string(&screen), "This build needs 800 MB of anonymous memory at its peak, 5.9 s"));
	expect(unbroken, "It was held by compile of example.org/big (690 MB), go (40 MB): 91% of it.");
	expect(unbroken, "GOGC=50 (environment)");
	expect(text_string(&screen), "62%");
	expect(unbroken, "1 link: example.org/big/cmd 300 MB (output 41 MB)");
	expect(unbroken, "github.com/a/lib v2, v3");
	list_split(&lines, text_string(&screen), '\n');
	for (size_t i = 0; i < lines.count; i++)
		if (strlen(lines.items[i]) > SENTENCE_COLUMNS)
			fail_msg("%zu columns: %s", strlen(lines.items[i]), lines.items[i]);
	open_run(*state, "two", &failed);
	probe_screen(&failed, &title, false, &other);
	assert_true(text_starts_with(text_string(&other), "The build fails: a.go:3: undefined: x"));
}

static void
test_json_has_all(void **state)
{
	CLEANUP_PROBED struct probed probed = {0};
	const struct list found = {0};
	const struct list modules = {0};
	struct probe_title title = {.project = ".", .found = &found, .results = "out", .modules = &modules};
	CLEANUP_FREE char *text = NULL;
	json_t *object;

	open_run(*state, "one", &probed);
	text = probe_json(&probed, &title);
	object = json_loads(text, 0, NULL);
	assert_int_equal(json_array_size(json_object_get(object, "tools")), 6);
	assert_int_equal(json_array_size(json_object_get(object, "packages")), 4);
	assert_true(json_number_value(json_object_get(json_object_get(object, "peak"), "anon_bytes")) == 8e8);
	assert_true(json_is_null(json_object_get(json_object_get(object, "run"), "timeout")));
	json_decref(object);
}

static void
test_a_run_that_is_not_there(void **state)
{
	struct probed probed;
	struct error err = ERROR_INIT;

	assert_false(probed_read(*state, "three", &probed, &err));
	assert_int_equal(err.id, ERROR_RESULTS_FORMAT);
}

static void
test_sentences_are_broken(void **state)
{
	CLEANUP_TEXT struct text text = {0};

	(void)state;
	sentences_append("one two", 2, &text);
	sentences_append(
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c", 2, &text);
	sentences_append("", 2, &text);
	assert_string_equal(text_string(&text),
		"one two\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_the_peak_has_its_moment_and_holders, make_results, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_packages_are_ranked_with_what_they_are_made_of, make_results, delete_folder),
		cmocka_unit_test_setup_teardown(test_modules_have_a_price, make_results, delete_folder),
		cmocka_unit_test_setup_teardown(test_the_screen_says_it, make_results, delete_folder),
		cmocka_unit_test_setup_teardown(test_json_has_all, make_results, delete_folder),
		cmocka_unit_test_setup_teardown(test_a_run_that_is_not_there, make_results, delete_folder),
		cmocka_unit_test(test_sentences_are_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
