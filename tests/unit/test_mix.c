/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/mix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void
test_shares_are_drawn_in_order(void **state)
{
	struct error err = ERROR_INIT;
	struct mix mix;

	(void)state;
	assert_true(mix_parse("many_methods:2%, type_doubling:0.005", &mix, &err));
	assert_int_equal(mix.count, 2);
	assert_ptr_equal(mix_draw(&mix, 0), &generator_many_methods);
	assert_ptr_equal(mix_draw(&mix, 0.0199), &generator_many_methods);
	assert_ptr_equal(mix_draw(&mix, 0.0201), &generator_type_doubling);
	assert_null(mix_draw(&mix, 0.0251));
	assert_null(mix_draw(&mix, 0.999));
}

static void
test_a_mix_needs_what_its_patterns_need(void **state)
{
	struct error err = ERROR_INIT;
	struct mix mix;

	(void)state;
	assert_true(mix_parse("none", &mix, &err));
	assert_int_equal(mix_needs_minor(&mix), 0);
	assert_null(mix_draw(&mix, 0));
	assert_true(mix_parse("many_methods:1%", &mix, &err));
	assert_int_equal(mix_needs_minor(&mix), 11);
	assert_true(mix_parse("many_methods:1%,type_doubling:1%", &mix, &err));
	assert_int_equal(mix_needs_minor(&mix), 18);
}

static void
test_what_cannot_be_mixed_says_why(void **state)
{
	static const struct {
		const char *text, *why;
		enum error_id id;
	} bad[] = {
		{"", "names no pattern", ERROR_BAD_VALUE},
		{"many_methods", "is not like", ERROR_BAD_VALUE},
		{"many_method:1%", "many_methods", ERROR_UNKNOWN_GENERATOR},
		{"module:1%", "more than one package", ERROR_BAD_VALUE},
		{"many_methods:x", "no share", ERROR_BAD_VALUE},
		{"many_methods:-1%", "no share", ERROR_BAD_VALUE},
		{"many_methods:60%,small_functions:50%", "more than all", ERROR_BAD_VALUE},
		{"a:0,a:0,a:0,a:0,a:0,a:0,a:0,a:0,a:0", "more than 8", ERROR_BAD_VALUE},
	};
	struct mix mix;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct error err = ERROR_INIT;
		if (mix_parse(bad[i].text, &mix, &err) || err.id != bad[i].id || !strstr(err.why, bad[i].why))
			fail_msg("'%s': id %d, why '%s'", bad[i].text, err.id, err.why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares_are_drawn_in_order),
		cmocka_unit_test(test_a_mix_needs_what_its_patterns_need),
		cmocka_unit_test(test_what_cannot_be_mixed_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
