/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "generators/project.h"
#include "generators/project_inspect.h"
#include "generators/project_facts.h"
#include "generators/project_writer.h"
#include "generators/parameters.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A generator as small as can be: `files` packages of one file; fails at one of them when told to. */
enum { FILES, FAIL_AT, COPY };
static const struct parameter parameters[] = {
	[FILES] = COUNT_PARAMETER("files", "files", "10", 1, 1e6, 0, "Files."),
	[FAIL_AT] = COUNT_PARAMETER("fail_at", "", "1M", 0, 1e6, 0, "The file that exists already."),
	[COPY] = COUNT_PARAMETER("copy", "", "0", 0, 9, 0, "Told apart by nothing else."),
	{0},
};

static bool
write_file(struct project_worker *worker, uint64_t index, void *state, const void *context)
{
	const struct parameter_values *values = context;
	char name[32], content[64];
	int length = snprintf(content, sizeof content, "package p%u\n\nconst N = %u\n", (unsigned)index,
		(unsigned)values->items[COPY].count);

	(void)state;
	(void)snprintf(name, sizeof name, "deep/down/p%u", (unsigned)index);
	return project_worker_enter(worker, name, FOLDER_PACKAGE) &&
		   project_worker_file(worker, "p.go", content, (size_t)length, 3) &&
		   (index != values->items[FAIL_AT].count ||
			   project_worker_file(worker, "p.go", content, (size_t)length, 3));
}

static bool
write_example(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	struct project_jobs jobs = {.count = values->items[FILES].count, .context = values, .write = write_file};

	return project_write(writer, &jobs, err);
}

static const struct generator example = {
	.name = "example", .oldest_go = "1.11", .version = 1, .parameters = parameters, .write = write_example};

static void
put(const char *path, const char *content)
{
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, content, strlen(content), &err));
}

static void
make(const char *path)
{
	struct error err = ERROR_INIT;

	assert_true(folder_make(path, &err));
}

/* Generates with one parameter set; the raised error's id, or ERROR_NONE. */
static enum error_id
generate(const char *target, const char *name, const char *value, struct project_facts *facts)
{
	struct parameter_values values;
	struct error err = ERROR_INIT;

	parameter_values_init(&example, &values);
	if (name)
		assert_true(parameter_values_set(&example, &values, name, value, &err));
	(void)project_generate(&example, &values, target, 2, facts, &err);
	return err.id;
}

static uint64_t
inode(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_ino;
}

static void
test_facts_are_what_is_read_back(void **state)
{
	struct project_facts facts, read;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(generate("new/folder", NULL, NULL, &facts), ERROR_NONE);
	assert_int_equal(facts.files, 10);
	assert_int_equal(facts.packages, 10);
	assert_int_equal(facts.lines, 30);
	assert_true(project_inspect("new/folder", &read, &err));
	assert_memory_equal(&facts, &read, sizeof facts);
}

static void
test_the_same_project_is_left_as_it_is(void **state)
{
	struct project_facts first, again;
	uint64_t before;

	(void)state;
	assert_int_equal(generate("p", NULL, NULL, &first), ERROR_NONE);
	before = inode("p/deep/down/p3/p.go");
	put("p/deep/kept", "a replaced tree would lose this");
	assert_int_equal(generate("p", "files", "10", &again), ERROR_NONE);
	assert_true(inode("p/deep/down/p3/p.go") == before && file_exists("p/deep/kept"));
	assert_memory_equal(&first, &again, sizeof first);
}

static void
test_another_project_is_replaced(void **state)
{
	struct project_facts facts, read;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(generate("p", NULL, NULL, &facts), ERROR_NONE);
	assert_int_equal(generate("p", "files", "4", &facts), ERROR_NONE);
	assert_false(file_exists("p/deep/down/p7"));
	assert_true(project_inspect("p", &read, &err));
	assert_memory_equal(&facts, &read, sizeof facts);
}

static void
test_an_unfinished_project_is_replaced(void **state)
{
	struct project_facts facts, read;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(generate("p", "fail_at", "5", &facts), ERROR_WRITE);
	assert_true(file_exists("p/.gorge-project"));
	assert_int_equal(generate("p", "fail_at", "5", &facts), ERROR_WRITE); /* not taken for complete */
	assert_int_equal(generate("p", NULL, NULL, &facts), ERROR_NONE);
	assert_true(project_inspect("p", &read, &err));
	assert_memory_equal(&facts, &read, sizeof facts);
}

static void
test_a_failure_names_the_file(void **state)
{
	struct parameter_values values;
	struct project_facts facts;
	struct error err = ERROR_INIT;

	(void)state;
	parameter_values_init(&example, &values);
	assert_true(parameter_values_set(&example, &values, "fail_at", "5", &err));
	assert_false(project_generate(&example, &values, "p", 1, &facts, &err));
	assert_string_equal(err.where, "p/deep/down/p5/p.go");
	assert_non_null(strstr(err.why, "File exists"));
	assert_non_null(strstr(err.context, "'example'"));
}

static void
test_other_peoples_folders_are_left_alone(void **state)
{
	struct project_facts facts;

	(void)state;
	make("mine");
	put("mine/thesis.txt", "years of work");
	assert_int_equal(generate("mine", NULL, NULL, &facts), ERROR_FOLDER_NOT_EMPTY);
	assert_true(file_exists("mine/thesis.txt") && !file_exists("mine/.gorge-project"));
	put("mine/.gorge-project", "not what gorge writes there\n");
	assert_int_equal(generate("mine", NULL, NULL, &facts), ERROR_FOLDER_NOT_EMPTY);
	assert_true(file_exists("mine/thesis.txt"));
	assert_int_equal(generate("mine/thesis.txt", NULL, NULL, &facts), ERROR_WRITE);
	make("empty");
	assert_int_equal(generate("empty", NULL, NULL, &facts), ERROR_NONE);
}

/* A marker that is a link must not make gorge empty the folder, nor write through it. */
static void
test_a_linked_marker_is_no_marker(void **state)
{
	struct project_facts facts;

	(void)state;
	assert_int_equal(generate("p", NULL, NULL, &facts), ERROR_NONE);
	make("mine");
	put("mine/thesis.txt", "years of work");
	assert_int_equal(symlink("../p/.gorge-project", "mine/.gorge-project"), 0);
	assert_int_equal(generate("mine", NULL, NULL, &facts), ERROR_FOLDER_NOT_EMPTY);
	assert_true(file_exists("mine/thesis.txt"));
}

static void
inspect(struct project_facts *facts)
{
	struct error err = ERROR_INIT;

	if (!project_inspect("tree", facts, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
test_what_inspecting_counts(void **state)
{
	struct project_facts facts;

	(void)state;
	make("tree/vendor/x");
	make("tree/a/testdata");
	make("tree/.git");
	make("tree/cmd/tool");
	put("tree/go.mod", "module m\n");
	put("tree/a/a.go", "// Package a.\npackage a\n\nvar N = 1"); /* no end of the last line */
	put("tree/a/a_test.go", "package a_test\n");
	put("tree/a/testdata/bad.go", "package\n");
	put("tree/vendor/x/x.go", "package x\n");
	put("tree/.git/config", "x");
	put("tree/cmd/tool/main.go", "/* tool\n\npackage x in a comment? */\npackage main // it is\n");
	inspect(&facts);
	assert_int_equal(facts.files, 3);
	assert_int_equal(facts.packages, 2);
	assert_int_equal(facts.lines, 4 + 1 + 4);
}

static void
test_what_changes_the_hash(void **state)
{
	struct project_facts before, after;

	(void)state;
	make("tree/vendor");
	make("tree/.git");
	put("tree/a.go", "package main\n");
	inspect(&before);
	assert_int_equal(before.mains, 1);
	put("tree/.git/index", "changes all the time");
	put("tree/.gorge-project", "marker");
	inspect(&after);
	assert_true(hash_equal(before.hash, after.hash));
	put("tree/vendor/x.go", "package x\n");
	inspect(&after);
	assert_false(hash_equal(before.hash, after.hash));
	assert_int_equal(after.files, 1);
	assert_int_equal(unlink("tree/vendor/x.go"), 0);
	assert_int_equal(rename("tree/a.go", "tree/b.go"), 0);
	inspect(&after);
	assert_false(hash_equal(before.hash, after.hash));
	assert_int_equal(rename("tree/b.go", "tree/a.go"), 0);
	inspect(&after);
	assert_true(hash_equal(before.hash, after.hash));
	assert_int_equal(symlink("a.go", "tree/link"), 0);
	inspect(&after);
	assert_false(hash_equal(before.hash, after.hash));
}

static void
test_inspecting_what_is_not_there(void **state)
{
	struct project_facts facts;
	struct error err = ERROR_INIT;

	(void)state;
	assert_false(project_inspect("missing", &facts, &err));
	assert_int_equal(err.id, ERROR_READ);
	assert_non_null(strstr(err.where, "missing"));
}

static void
test_two_do_not_write_into_one_folder(void **state)
{
	struct project_facts facts;
	int held;

	(void)state;
	make("taken");
	held = open("taken", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(flock(held, LOCK_EX), 0);
	assert_int_equal(generate("taken", NULL, NULL, &facts), ERROR_BUSY);
	assert_int_equal(close(held), 0);
	assert_int_equal(generate("taken", NULL, NULL, &facts), ERROR_NONE);
}

/* What a disk that filled up leaves of the marker is gorge's all the same. */
static void
test_a_part_of_a_marker_is_one_of_an_unfinished_project(void **state)
{
	struct project_facts facts;

	(void)state;
	make("half");
	put("half/" PROJECT_MARKER, "# A project that gorge gen");
	put("half/old.go", "package old");
	assert_int_equal(generate("half", NULL, NULL, &facts), ERROR_NONE);
	assert_false(file_exists("half/old.go"));
	make("foreign");
	put("foreign/" PROJECT_MARKER, "# Another's");
	put("foreign/old.go", "package old");
	assert_int_equal(generate("foreign", NULL, NULL, &facts), ERROR_FOLDER_NOT_EMPTY);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_two_do_not_write_into_one_folder),
		TEST(test_a_part_of_a_marker_is_one_of_an_unfinished_project),
		TEST(test_facts_are_what_is_read_back),
		TEST(test_the_same_project_is_left_as_it_is),
		TEST(test_another_project_is_replaced),
		TEST(test_an_unfinished_project_is_replaced),
		TEST(test_a_failure_names_the_file),
		TEST(test_other_peoples_folders_are_left_alone),
		TEST(test_a_linked_marker_is_no_marker),
		TEST(test_what_inspecting_counts),
		TEST(test_what_changes_the_hash),
		TEST(test_inspecting_what_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
