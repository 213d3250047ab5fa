/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/projects/local_project.h"
#include "execute/projects/local_dependencies.h"
#include "execute/projects/mod_file.h"
#include "execute/foresee/support.h"
#include "platform/process.h"
#include "generators/parameters.h"
#include "toolchain/fetch/find.h"
#include "toolchain/environment.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void
test_what_folders_replace_is_left_out(void **state)
{
	CLEANUP_TEXT struct text text = {0}, none = {0};

	(void)state;
	assert_true(
		mod_file_drop_folders("module a // it\n\ngo 1.15\n\nrequire (\n\tb v1.0.0\n\tc v1.1.0\n)\n"
							  "replace b => ../../b/\nreplace (\n\tc v1.1.0 => ./c\n\td => e v1.2.0\n)\n",
			&text));
	assert_string_equal(
		text_string(&text), "module a\ngo 1.15\nrequire b v1.0.0\nrequire c v1.1.0\nreplace d => e v1.2.0\n");
	assert_false(mod_file_drop_folders("module a\n\nreplace d => e v1.2.0\n", &none));
	assert_int_equal(none.length, 0);
}

static void
test_a_go_mod_is_read_with_blocks_quotes_and_comments(void **state)
{
	static const char text[] = "// a comment\r\nmodule \"example.org/a\" // the module\n\ngo 1.21.3\n"
							   "toolchain go1.22.0\n"
							   "require (\n\texample.org/b v1.0.0 // indirect\n)\n"
							   "replace example.org/b => ../b\n"
							   "replace (\n\texample.org/c v1.2.3 => `/abs/c c`\n"
							   "\texample.org/d => example.org/e v1.0.0\n)\n"
							   "replace example.org/f => .";
	struct mod_file file;

	(void)state;
	mod_file_read(text, &file);
	assert_string_equal(file.module, "example.org/a");
	assert_int_equal(file.go_minor, 21);
	assert_int_equal(file.folders.count, 3);
	assert_string_equal(file.folders.items[0], "../b");
	assert_string_equal(file.folders.items[1], "/abs/c c");
	assert_string_equal(file.folders.items[2], ".");
	mod_file_dispose(&file);
	mod_file_read("", &file);
	assert_null(file.module);
	assert_int_equal(file.go_minor, 0);
	mod_file_dispose(&file);
	mod_file_read("use (\n\t./a\n\tb // without a dot\n", &file); /* torn: the block never ends */
	assert_int_equal(file.folders.count, 2);
	mod_file_dispose(&file);
}

static void
test_a_workspace_means_the_same_from_elsewhere(void **state)
{
	CLEANUP_TEXT struct text out = {0};

	(void)state;
	mod_file_make_absolute("go 1.21\n\nuse (\n\t.\n\t../y // beside\n\t/abs\n)\nuse ./../../z/../z\n"
						   "replace a v1.0.0 => ./a\nreplace b => c v1.0.0\n",
		"/srv/my ws", &out);
	assert_string_equal(out.data, "go 1.21\nuse \"/srv/my ws\"\nuse \"/srv/y\"\nuse \"/abs\"\n"
								  "use \"/z\"\nreplace a v1.0.0 => \"/srv/my ws/a\"\n"
								  "replace b => c v1.0.0\n");
}

/* Asks of a cell with the standard settings and Go 1.minor. */
static bool
lacks(struct support_question question, struct cell *cell, unsigned minor, char *why)
{
	struct toolchain toolchain = {.major = 1, .minor = minor};
	bool lacking;

	question.cell = cell;
	question.toolchain = &toolchain;
	for (size_t id = 0; id < SETTING_COUNT; id++)
		cell->settings[id] = memory_copy_text(settings[id].standard);
	lacking = support_lacks(&question, why, 256);
	for (size_t id = 0; id < SETTING_COUNT; id++)
		free(cell->settings[id]);
	return lacking;
}

static bool
is_lacking(struct local_project *local, unsigned minor, const char *target, const char *cache, char *why)
{
	CLEANUP_FREE char *target_text = memory_copy_text(target), *cache_text = memory_copy_text(cache);
	struct cell cell = {.target = target_text, .cache = cache_text};

	return lacks((struct support_question){.local = local}, &cell, minor, why);
}

static void
test_a_release_older_than_a_module_asks_for_is_told_so(void **state)
{
	char sum[] = "h1:x", why[256] = "";
	struct local_project module = {.sum = sum, .go_minor = 18}, tree = {.go_minor = 18},
						 newer = {.go_minor = 22};

	(void)state;
	assert_true(is_lacking(&module, 17, "./...", "std", why));
	assert_string_equal(why, "the go line of this project asks for Go 1.18");
	assert_false(is_lacking(&module, 18, "./...", "std", why));
	assert_false(is_lacking(&tree, 17, "./...", "std", why)); /* before Go 1.21 it was advice */
	assert_true(is_lacking(&newer, 21, "./...", "std", why));
	assert_true(is_lacking(&tree, 20, "./...", "edit:body@leaf", why));
	assert_true(is_lacking(&tree, 20, "std", "std", why));
	assert_string_equal(why, "with cache = std all of std is there already; it wants cache = cold");
	assert_false(is_lacking(&tree, 20, "std", "cold", why));
}

static bool
go_line_is_lacking(uint64_t go, unsigned minor, char *why)
{
	struct error err = ERROR_INIT;
	struct cell cell = {.target = NULL};
	const struct generator *generator = generator_find("many_methods", &err);
	CLEANUP_FREE char *text = text_format("1.%" PRIu64, go);

	parameter_values_init(generator, &cell.values);
	assert_true(parameter_values_set(generator, &cell.values, "go", text, &err));
	return lacks((struct support_question){.generator = generator}, &cell, minor, why);
}

static void
test_a_release_older_than_a_generated_go_line_is_told_so(void **state)
{
	char why[256] = "";

	(void)state;
	assert_true(go_line_is_lacking(22, 21, why));
	assert_string_equal(why, "the go line of this project asks for Go 1.22");
	assert_false(go_line_is_lacking(22, 22, why));
	assert_false(go_line_is_lacking(22, 20, why)); /* before Go 1.21 it was advice */
}

/* Caches and homes of all tests, the folder for the projects of one, and the go of this host. */
struct bench {
	char *root, *folder;
	struct toolchain toolchain;
};

static int
bench_open(void **state)
{
	struct bench *bench = memory_zeroed(1, sizeof *bench);
	struct error err = ERROR_INIT;

	if (make_folder(state) != 0 || !(bench->root = path_resolve(folder, &err)))
		return -1;
	*state = bench;
	bench->folder = text_format("%s/projects", bench->root);
	CLEANUP_FREE char *cache = text_format("%s/cache", bench->root);
	if (setenv("XDG_CACHE_HOME", cache, 1) != 0 || setenv("GOPROXY", "off", 1) != 0)
		return -1;
	return toolchain_find("host", false, true, &bench->toolchain, &err) ? 0 : -1;
}

static int
bench_clear(void **state)
{
	const struct bench *bench = *state;
	struct error err = ERROR_INIT;

	return folder_delete(bench->folder, &err) ? 0 : -1;
}

static int
bench_close(void **state)
{
	struct bench *bench = *state;

	toolchain_dispose(&bench->toolchain);
	free(bench->folder);
	free(bench->root);
	free(bench);
	return delete_folder(state);
}

static void
write_file(const struct bench *bench, const char *name, const char *content)
{
	CLEANUP_FREE char *path = text_format("%s/%s", bench->folder, name), *above = memory_copy_text(path);
	struct error err = ERROR_INIT;

	*strrchr(above, '/') = '\0';
	assert_true(folder_make(above, &err));
	assert_true(file_replace(path, content, strlen(content), &err));
}

/* A program that uses a module beside it. */
static void
write_program_and_neighbour(const struct bench *bench)
{
	write_file(bench, "app/main.go",
		"package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.org/lib\"\n)\n\n"
		"func main() { fmt.Println(lib.One()) }\n");
	write_file(bench, "app/tool/tool.go", "package tool\n");
	write_file(bench, "lib/go.mod", "module example.org/lib\n\ngo 1.18\n");
	write_file(bench, "lib/lib.go", "package lib\n\nfunc One() int { return 1 }\n");
}

static bool
open_project(const struct bench *bench, const char *name, struct local_project *project, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", bench->folder, name);

	return local_project_open(path, project, err);
}

static void
environment_of(const struct bench *bench, const struct local_project *project, struct list *environment)
{
	CLEANUP_FREE char *home = text_format("%s/home", bench->root);
	CLEANUP_FREE char *cache = text_format("%s/build", bench->root);
	struct error err = ERROR_INIT;

	assert_true(toolchain_home_make(home, &err));
	toolchain_environment(&bench->toolchain, home, cache, environment);
	local_project_environment(project, &bench->toolchain, environment);
}

/* Whether all that counts still looks as at first, and reads as at first. */
static void
expect_same(const struct local_project *project, bool same_look, bool same_hash)
{
	struct project_look look = {0};
	struct project_facts facts;
	struct error err = ERROR_INIT;

	assert_true(local_project_look(project, &look, &err));
	assert_int_equal(
		hash_equal(look.files, project->look.files) && hash_equal(look.folders, project->look.folders),
		same_look);
	assert_true(local_project_read(project, &facts, &err));
	assert_int_equal(hash_equal(facts.hash, project->facts.hash), same_hash);
}

/* Prepares, counts and builds the target as a run does; then nothing of the project may have changed. */
static void
expect_build(
	const struct bench *bench, const char *name, const char *target, uint64_t compiles, uint64_t links)
{
	CLEANUP_LIST struct list environment = {0};
	struct local_project project;
	struct local_packages packages = {0};
	struct error err = ERROR_INIT;

	assert_true(open_project(bench, name, &project, &err));
	CLEANUP_FREE char *words = local_project_target(&project, target);
	struct local_query query = {.toolchain = &bench->toolchain, .target = words};
	if (!local_project_prepare(&project, &query, NULL, &err))
		fail_msg("%s: %s", err.where, err.why);
	environment_of(bench, &project, &environment);
	assert_true(local_project_packages(project.folder, &query, &environment, &packages, &err));
	assert_int_equal(packages.compiles, compiles);
	assert_int_equal(packages.links, links);
	assert_int_equal(list_contains(&packages.std, "fmt"), links > 0);
	list_dispose(&packages.std);
	CLEANUP_LIST struct list argv = {0};
	list_add(&argv, bench->toolchain.go);
	list_add(&argv, "build");
	list_split(&argv, words, ' ');
	list_add(&argv, "unsafe"); /* of several packages no program is kept */
	struct process process = process_of(&argv, &environment, project.folder);
	if (!process_check(&process, NULL, ERROR_PREPARE, &err))
		fail_msg("%s: %s", err.where, err.why);
	expect_same(&project, true, true);
	local_project_dispose(&project);
}

static void
test_a_replaced_neighbour_is_found_in_place(void **state)
{
	const struct bench *bench = *state;
	struct local_project project;
	struct error err = ERROR_INIT;

	write_program_and_neighbour(bench);
	write_file(bench, "app/go.mod",
		"module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n\n"
		"replace example.org/lib => ../lib\n");
	assert_true(open_project(bench, "app", &project, &err));
	assert_string_equal(project.module, "example.org/app");
	assert_int_equal(project.go_minor, 18);
	assert_null(project.workspace);
	assert_int_equal(project.outside.count, 1);
	assert_true(text_ends_with(project.outside.items[0], "/lib"));
	expect_build(bench, "app", "./...", 3, 1);
	expect_build(bench, "app", "./tool", 1, 0);
	write_file(bench, "lib/lib.go", "package lib\n\nfunc One() int { return 2 }\n");
	expect_same(&project, false, false);
	local_project_dispose(&project);
}

static void
test_a_workspace_is_built_from_a_copy_of_go_work(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *sums = text_format("%s/go.work.sum", bench->folder);
	struct local_project project;
	struct error err = ERROR_INIT;

	write_program_and_neighbour(bench);
	write_file(bench, "app/go.mod", "module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n");
	write_file(bench, "go.work", "go 1.18\n\nuse (\n\t./app\n\tlib\n)\n");
	if (!toolchain_at_least(&bench->toolchain, 18))
		skip();
	expect_build(bench, ".", "./...", 3, 1);
	expect_build(bench, ".", "./lib", 1, 0);
	expect_build(bench, "app", "./...", 3, 1); /* seen from one of its modules */
	assert_false(file_exists(sums));
	assert_true(open_project(bench, "app", &project, &err));
	assert_non_null(project.workspace);
	assert_int_equal(project.outside.count, 1);
	write_file(bench, "go.work", "go 1.18\n\nuse ./app\n");
	expect_same(&project, false, false);
	local_project_dispose(&project);
	error_clear(&err);
	write_file(bench, "go.work", "go 1.18\n\nuse ./lib\n"); /* of others: not for this module */
	assert_true(open_project(bench, "app", &project, &err));
	assert_null(project.workspace);
	local_project_dispose(&project);
}

static void
test_a_vendored_module_needs_no_download(void **state)
{
	const struct bench *bench = *state;
	struct local_project project;
	struct error err = ERROR_INIT;

	write_program_and_neighbour(bench);
	write_file(bench, "app/go.mod", "module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n");
	write_file(
		bench, "app/vendor/modules.txt", "# example.org/lib v1.0.0\n## explicit; go 1.18\nexample.org/lib\n");
	write_file(bench, "app/vendor/example.org/lib/lib.go", "package lib\n\nfunc One() int { return 1 }\n");
	assert_true(open_project(bench, "app", &project, &err));
	assert_true(project.vendored);
	local_project_dispose(&project);
	expect_build(bench, "app", "./...", 3, 1);
}

static void
test_a_dependency_that_cannot_be_had_is_told(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_FREE char *sums = text_format("%s/app/go.sum", bench->folder);
	struct local_project project;
	struct error err = ERROR_INIT;

	write_program_and_neighbour(bench);
	write_file(bench, "app/go.mod", "module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n");
	assert_true(open_project(bench, "app", &project, &err));
	struct local_query query = {.toolchain = &bench->toolchain, .target = "./..."};
	assert_false(local_project_prepare(&project, &query, NULL, &err));
	assert_int_equal(err.id, ERROR_MODULE_FILES); /* go.sum lacks it, which no download mends */
	assert_non_null(strstr(err.why, "example.org/lib"));
	assert_false(file_exists(sums));
	error_clear(&err);
	expect_same(&project, true, true);
	local_project_dispose(&project);
}

static void
test_a_target_without_packages_is_told(void **state)
{
	const struct bench *bench = *state;
	CLEANUP_LIST struct list environment = {0};
	struct local_project project;
	struct local_packages packages = {0};
	struct local_query query = {.toolchain = &bench->toolchain, .target = "./empty/..."};
	struct error err = ERROR_INIT;

	write_program_and_neighbour(bench);
	write_file(bench, "lib/empty/data.txt", "no Go here\n");
	assert_true(open_project(bench, "lib", &project, &err));
	environment_of(bench, &project, &environment);
	assert_false(local_project_packages(project.folder, &query, &environment, &packages, &err));
	assert_int_equal(err.id, ERROR_PREPARE);
	assert_non_null(strstr(err.why, "matches no package"));
	local_project_dispose(&project);
}

/* What the app of this folder takes with a build flag; "" for none. */
static void
count_app(const struct bench *bench, const char *flag, struct local_packages *packages)
{
	CLEANUP_LIST struct list environment = {0}, flags = {0};
	struct local_project project;
	struct local_query query = {&bench->toolchain, "./...", &flags, false};
	struct error err = ERROR_INIT;

	list_split(&flags, flag, ' ');
	assert_true(open_project(bench, "app", &project, &err));
	environment_of(bench, &project, &environment);
	environment_set(&environment, "CGO_ENABLED", "0");
	if (!local_project_prepare(&project, &query, NULL, &err) ||
		!local_project_packages(project.folder, &query, &environment, packages, &err))
		fail_msg("%s: %s", err.where, err.why);
	local_project_dispose(&project);
}

static void
test_build_flags_decide_what_counts(void **state)
{
	const struct bench *bench = *state;
	struct local_packages plain = {0}, tagged = {0};

	write_program_and_neighbour(bench);
	write_file(bench, "app/go.mod",
		"module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n\n"
		"replace example.org/lib => ../lib\n");
	write_file(
		bench, "app/extra.go", "//go:build extra\n\npackage main\n\nimport _ \"example.org/lib/more\"\n");
	write_file(bench, "lib/more/more.go", "package more\n\nimport _ \"archive/tar\"\n");
	count_app(bench, "", &plain);
	count_app(bench, "-tags=extra", &tagged);
	assert_int_equal(plain.compiles, 3);
	assert_int_equal(tagged.compiles, 4);
	assert_false(list_contains(&plain.std, "archive/tar"));
	assert_true(list_contains(&tagged.std, "archive/tar"));
	list_dispose(&plain.std);
	list_dispose(&tagged.std);
}

/* An empty profile: a gzip stream of nothing. */
static void
write_profile(const struct bench *bench)
{
	static const char empty[] = "\x1f\x8b\x08\0\0\0\0\0\0\xff\x01\0\0\xff\xff\0\0\0\0\0\0\0";
	CLEANUP_FREE char *path = text_format("%s/app/default.pgo", bench->folder);
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, empty, sizeof empty, &err));
}

static void
test_a_profile_has_std_compiled_for_the_program(void **state)
{
	const struct bench *bench = *state;
	struct local_packages plain = {0}, profiled = {0};

	if (!toolchain_at_least(&bench->toolchain, 21))
		skip();
	write_program_and_neighbour(bench);
	write_file(bench, "app/go.mod",
		"module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.0.0\n\n"
		"replace example.org/lib => ../lib\n");
	count_app(bench, "", &plain);
	write_profile(bench);
	count_app(bench, "", &profiled);
	assert_int_equal(profiled.links, 1);
	assert_true(list_contains(&plain.std, "fmt"));
	assert_false(list_contains(&profiled.std, "fmt"));
	assert_true(profiled.compiles > plain.compiles + 20);
	list_dispose(&plain.std);
	list_dispose(&profiled.std);
}

static void
test_what_is_no_project_is_told_why(void **state)
{
	const struct bench *bench = *state;
	static const struct {
		const char *name, *why;
	} bad[] = {{"nowhere", "No such file"}, {"plain", "neither go.mod nor go.work"},
		{"app/tool", "name that folder, and this one as target"}};

	write_program_and_neighbour(bench);
	write_file(bench, "app/go.mod", "module example.org/app\n");
	write_file(bench, "plain/x.go", "package x\n");
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct local_project project;
		struct error err = ERROR_INIT;

		assert_false(open_project(bench, bad[i].name, &project, &err));
		assert_int_equal(err.id, ERROR_NOT_A_PROJECT);
		assert_non_null(strstr(err.why, bad[i].why));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_folders_replace_is_left_out),
		cmocka_unit_test(test_a_go_mod_is_read_with_blocks_quotes_and_comments),
		cmocka_unit_test(test_a_release_older_than_a_generated_go_line_is_told_so),
		cmocka_unit_test(test_a_release_older_than_a_module_asks_for_is_told_so),
		cmocka_unit_test(test_a_workspace_means_the_same_from_elsewhere),
		cmocka_unit_test_setup(test_a_replaced_neighbour_is_found_in_place, bench_clear),
		cmocka_unit_test_setup(test_a_workspace_is_built_from_a_copy_of_go_work, bench_clear),
		cmocka_unit_test_setup(test_a_vendored_module_needs_no_download, bench_clear),
		cmocka_unit_test_setup(test_a_dependency_that_cannot_be_had_is_told, bench_clear),
		cmocka_unit_test_setup(test_a_target_without_packages_is_told, bench_clear),
		cmocka_unit_test_setup(test_build_flags_decide_what_counts, bench_clear),
		cmocka_unit_test_setup(test_a_profile_has_std_compiled_for_the_program, bench_clear),
		cmocka_unit_test_setup(test_what_is_no_project_is_told_why, bench_clear),
	};

	return cmocka_run_group_tests(tests, bench_open, bench_close);
}
