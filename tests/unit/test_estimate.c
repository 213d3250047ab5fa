/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/foresee/estimate.h"
#include "unit/results_folder.h"

#include <string.h>

static bool
read_from(const char *where, struct error *err)
{
	struct experiment experiment = {.name = memory_copy_text("x")};
	struct estimator estimator = {.experiment = &experiment};
	bool done = estimator_read(&estimator, where, err);

	assert_int_equal(estimator.count, 0);
	experiment_dispose(&experiment);
	return done;
}

/* Results whose first write failed are begun anew by whoever opens them, so they must not keep him from it. */
static void
test_a_file_without_a_whole_header_tells_nothing(void **state)
{
	static const char *const begun[] = {"", "sche", "ma,experiment", "\r"};

	for (size_t i = 0; i < COUNT_OF(begun); i++) {
		struct error err = ERROR_INIT;
		require(read_from(*state, &err), &err);
		append_to(*state, "runs.csv", begun[i]);
		require(read_from(*state, &err), &err);
	}
	append_to(*state, "runs.csv", "\n0,of another schema\r\n");
	struct error err = ERROR_INIT;
	assert_false(read_from(*state, &err));
	assert_int_equal(err.id, ERROR_RESULTS_SCHEMA);
}

static void
test_blank_lines_are_no_header(void **state)
{
	struct error err = ERROR_INIT;

	append_to(*state, "runs.csv", "\r\n \n");
	require(read_from(*state, &err), &err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_file_without_a_whole_header_tells_nothing, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_blank_lines_are_no_header, make_folder, delete_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
