/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/projects/measured.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "scratch_folder.h"

static const char REPORT[] =
	"{\"files\": 5, \"measures\": [{\"name\": \"lines a file\", \"mean\": 3.5}], \"each\": ["
	"{\"package\": \"p/zero\", \"lines\": 0, \"bytes\": 0, \"transitive_imports\": 0},"
	"{\"package\": \"p/used\", \"lines\": 100, \"bytes\": 2000, \"transitive_imports\": 7},"
	"{\"package\": \"p/unused\", \"lines\": 10, \"bytes\": 300, \"transitive_imports\": 0},"
	"{\"package\": \"p\", \"lines\": 40, \"bytes\": 900, \"transitive_imports\": 9}]}";

static const char RUNS[] = "schema,run_id,cell_id,generator,outcome\n"
						   "1,bad,c,module@2,oom\n1,one,c,module@2,ok\n1,two,c,module@2,ok\n";

/* p/used: 2000 and 5000 in the runs that count; two links of p, one of p/tool, of whose program no size is known. */
static const char TOOLS[] = "schema,run_id,tool,package,peak_bytes,output_bytes\n"
							"1,bad,compile,p/used,9000,1\n1,bad,link,p,9000,9\n"
							"1,one,compile,p/used,2000,1\n1,two,compile,p/used,5000,1\n"
							"1,one,compile,p/zero,4000,1\n1,one,compile,p,1000,1\n"
							"1,one,compile,fmt,7000,1\n1,one,link,p,600,30\n"
							"1,one,link,p/tool,800,\n1,two,link,p,400,50\n";

static void
put(const char *name, const char *content)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, content, strlen(content), &err));
}

static bool
measure(const char *runs, const char *tools, struct survey *survey, struct error *err)
{
	put("runs.csv", runs);
	put("tools.csv", tools);
	assert_true(survey_parse(REPORT, "p", survey, err));
	assert_false(survey->measured);
	return survey_measure(survey, folder, err);
}

static void
test_packages_meet_what_they_took(void **state)
{
	CLEANUP_SURVEY struct survey survey = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(measure(RUNS, TOOLS, &survey, &err));
	assert_true(survey.measured && survey.generated);
	assert_null(json_object_get(survey.report, "each"));
	assert_int_equal(survey.compiles.count, 2);
	assert_true(survey.compiles.items[0].lines == 100 && survey.compiles.items[0].source_bytes == 2000);
	assert_true(survey.compiles.items[0].reaches == 7 && survey.compiles.items[0].peak_bytes == 3500);
	assert_true(survey.compiles.items[1].peak_bytes == 1000);
}

static void
test_links_are_medians_of_each_program(void **state)
{
	CLEANUP_SURVEY struct survey survey = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(measure(RUNS, TOOLS, &survey, &err));
	assert_int_equal(survey.links.count, 2);
	assert_true(survey.links.items[0].peak_bytes == 500 && survey.links.items[0].program_bytes == 40);
	assert_true(survey.links.items[1].peak_bytes == 800 && survey.links.items[1].program_bytes == 0);
}

/* What --json has printed says all that the survey said. */
static void
test_a_saved_survey_is_the_same(void **state)
{
	CLEANUP_SURVEY struct survey survey = {0}, saved = {0};
	CLEANUP_FREE char *path = text_format("%s/project.json", folder), *object = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(measure(RUNS, TOOLS, &survey, &err));
	object = json_dumps(survey.report, 0);
	put("project.json", object);
	assert_true(survey_read(path, &saved, &err));
	assert_string_equal(saved.name, "project");
	assert_true(saved.measured && saved.generated && json_equal(saved.report, survey.report));
	assert_int_equal(saved.compiles.count, 2);
	assert_memory_equal(saved.links.items, survey.links.items, 2 * sizeof *saved.links.items);
}

static void
test_results_of_other_things_are_refused(void **state)
{
	static const char failed[] = "schema,run_id,cell_id,generator,outcome\n1,bad,c,module@2,oom\n";
	static const char cells[] =
		"schema,run_id,cell_id,generator,outcome\n1,one,c,module@2,ok\n1,two,d,module@2,ok\n";
	CLEANUP_SURVEY struct survey none = {0}, two = {0}, text = {0};
	struct error few = ERROR_INIT, several = ERROR_INIT, other = ERROR_INIT;

	(void)state;
	assert_false(measure(failed, TOOLS, &none, &few));
	assert_int_equal(few.id, ERROR_TOO_FEW_POINTS);
	assert_false(measure(cells, TOOLS, &two, &several));
	assert_int_equal(several.id, ERROR_RESULTS_FORMAT);
	assert_false(survey_parse("{\"files\": 3}", "x", &text, &other));
	assert_int_equal(other.id, ERROR_NOT_A_SURVEY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_packages_meet_what_they_took),
		cmocka_unit_test(test_links_are_medians_of_each_program),
		cmocka_unit_test(test_a_saved_survey_is_the_same),
		cmocka_unit_test(test_results_of_other_things_are_refused),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
