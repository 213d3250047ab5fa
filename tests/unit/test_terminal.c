/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "platform/file.h"
#include "platform/terminal.h"
#include "unit/pseudo_terminal.h"

static void
test_a_terminal_says_how_wide_it_is(void **state)
{
	static const struct {
		unsigned short says;
		int columns;
	} cases[] = {{132, 132}, {21, 21}, {20, 80}, {0, 80}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_CLOSE int other_end = -1;
		CLEANUP_FILE FILE *terminal = pseudo_terminal_open(cases[i].says, &other_end);
		if (!terminal)
			skip();
		assert_true(terminal_shows(terminal));
		assert_int_equal(terminal_columns(terminal), cases[i].columns);
	}
}

static void
test_a_file_is_no_terminal(void **state)
{
	CLEANUP_FILE FILE *file = tmpfile();

	(void)state;
	assert_false(terminal_shows(file));
	assert_int_equal(terminal_columns(file), 80);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_terminal_says_how_wide_it_is),
		cmocka_unit_test(test_a_file_is_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
