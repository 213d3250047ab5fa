/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "generators/generator.h"
#include "generators/generator_values.h"
#include "generators/parameters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const struct parameter parameters[] = {
	COUNT_PARAMETER("count", "things", "10", 1, 2e6, 1e6, "A count."),
	NUMBER_PARAMETER("share", "", "0.5", 0, 1, "A share."),
	GO_PARAMETER("1.18"),
	CHOICE_PARAMETER("shape", "chain|diamond", "chain", "A shape."),
	{0},
};

static const struct generator example = {
	.name = "example", .oldest_go = "1.13", .version = 3, .parameters = parameters};

static void
assert_described(const struct parameter_values *values, const char *expected)
{
	CLEANUP_TEXT struct text text = {0};

	parameter_values_describe(&example, values, &text);
	assert_string_equal(text_string(&text), expected);
}

static void
set(struct parameter_values *values, const char *name, const char *text)
{
	struct error err = ERROR_INIT;

	if (!parameter_values_set(&example, values, name, text, &err))
		fail_msg("%s=%s was refused: %s", name, text, err.why);
}

static void
test_one_text_for_each_value(void **state)
{
	struct parameter_values values;

	(void)state;
	parameter_values_init(&example, &values);
	assert_described(&values, "count=10 share=0.5 go=1.18 shape=chain");
	set(&values, "count", "100k");
	set(&values, "share", "2%");
	set(&values, "go", "1.9");
	set(&values, "shape", "diamond");
	assert_described(&values, "count=100000 share=0.02 go=1.9 shape=diamond");
	assert_int_equal(values.items[2].count, 9);
	set(&values, "count", "100000");
	set(&values, "share", ".020");
	assert_described(&values, "count=100000 share=0.02 go=1.9 shape=diamond");
	assert_true(values.items[1].number == 0.02);
}

/* A value is what its text says, or the same text could stand for two projects. */
static void
test_digits_beyond_the_text_do_not_count(void **state)
{
	struct parameter_values values;

	(void)state;
	parameter_values_init(&example, &values);
	set(&values, "share", "0.33333333333333");
	assert_true(values.items[1].number == 0.333333333);
}

static void
test_values_out_of_range_are_refused_and_change_nothing(void **state)
{
	static const char *const bad[][2] = {{"count", "0"}, {"count", "2000001"}, {"count", "1.5.2"},
		{"count", ""}, {"share", "-0.1"}, {"share", "101%"}, {"share", "x"}, {"go", "18"}, {"go", "1."},
		{"go", "1.18.2"}, {"go", "1.x"}, {"go", "2.1"}, {"go", "1.0"}, {"go", "1.1234"}, {"shape", "ring"},
		{"shape", ""}, {"shape", "chain|diamond"}};
	struct parameter_values values;

	(void)state;
	parameter_values_init(&example, &values);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct error err = ERROR_INIT;
		if (parameter_values_set(&example, &values, bad[i][0], bad[i][1], &err))
			fail_msg("%s=%s was accepted", bad[i][0], bad[i][1]);
		assert_int_equal(err.id, ERROR_BAD_VALUE);
		assert_non_null(strstr(err.where, bad[i][0]));
	}
	assert_described(&values, "count=10 share=0.5 go=1.18 shape=chain");
}

static void
test_the_range_and_the_nearest_name_are_told(void **state)
{
	struct parameter_values values;
	struct error range = ERROR_INIT, name = ERROR_INIT, far = ERROR_INIT, words = ERROR_INIT;

	(void)state;
	parameter_values_init(&example, &values);
	assert_false(parameter_values_set(&example, &values, "count", "3M", &range));
	assert_non_null(strstr(range.why, "from 1 to 2000000"));
	assert_false(parameter_values_set(&example, &values, "shard", "1", &name));
	assert_int_equal(name.id, ERROR_UNKNOWN_PARAMETER);
	assert_false(parameter_values_set(&example, &values, "shape", "ring", &words));
	assert_non_null(strstr(words.why, "one of chain|diamond"));
	assert_non_null(strstr(name.why, "did you mean 'share'?"));
	assert_false(parameter_values_set(&example, &values, "colours", "1", &far));
	assert_null(strstr(far.why, "did you mean"));
}

static void
test_unknown_generators(void **state)
{
	struct error near = ERROR_INIT, far = ERROR_INIT, none = ERROR_INIT;

	(void)state;
	assert_ptr_equal(generator_find("module", &none), &generator_module);
	assert_int_equal(none.id, ERROR_NONE);
	assert_null(generator_find("modul", &near));
	assert_int_equal(near.id, ERROR_UNKNOWN_GENERATOR);
	assert_non_null(strstr(near.why, "did you mean 'module'?"));
	assert_null(generator_find("qqqqqqqq", &far));
	assert_null(strstr(far.why, "did you mean"));
}

/* What every generator owes to 'list', 'describe' and to fits. */
static void
test_every_generator_is_complete(void **state)
{
	(void)state;
	for (const struct generator *const *at = generators; *at; at++) {
		const struct generator *generator = *at;
		struct parameter_values values;
		struct error err = ERROR_INIT;
		size_t count = 0;
		assert_true(generator->name && *generator->name && *generator->summary && *generator->stresses);
		assert_true(generator->issues && generator->version > 0 && generator->std_packages);
		assert_true((generator->write != NULL) != (generator->compose != NULL));
		assert_true(generator->laws && generator->laws[0].law && *generator->laws[0].source);
		assert_true(parameter_index(generator, generator->size_parameter) != SIZE_MAX);
		parameter_values_init(generator, &values); /* stops where a standard value is out of its range */
		assert_true(generator_check(generator, &values, &err));
		assert_true(generator_needs_minor(generator, &values) >= 5);
		for (; generator->parameters[count].name; count++)
			assert_true(strlen(generator->parameters[count].help) > 0);
		assert_in_range(count, 1, PARAMETER_MOST);
		assert_string_equal(generator->parameters[count - 1].name, "seed");
		assert_null(generator_asks(generator, &values));
	}
}

static void
test_what_is_asked_about(void **state)
{
	struct parameter_values values;

	(void)state;
	parameter_values_init(&example, &values);
	set(&values, "count", "1M");
	assert_null(generator_asks(&example, &values));
	set(&values, "count", "1000001");
	assert_string_equal(generator_asks(&example, &values)->name, "count");
}

static void
test_the_oldest_release(void **state)
{
	struct parameter_values values;
	struct error err = ERROR_INIT;

	(void)state;
	parameter_values_init(&example, &values);
	assert_int_equal(generator_needs_minor(&example, &values), 13);
	parameter_values_init(&generator_module, &values);
	assert_int_equal(generator_needs_minor(&generator_module, &values), 18);
	assert_true(parameter_values_set(&generator_module, &values, "go", "1.17", &err));
	assert_false(generator_check(&generator_module, &values, &err));
	assert_int_equal(err.id, ERROR_BAD_VALUE);
	error_clear(&err);
	assert_true(parameter_values_set(&generator_module, &values, "generics", "0", &err));
	assert_true(generator_check(&generator_module, &values, &err));
	assert_int_equal(generator_needs_minor(&generator_module, &values), 11);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_text_for_each_value),
		cmocka_unit_test(test_digits_beyond_the_text_do_not_count),
		cmocka_unit_test(test_values_out_of_range_are_refused_and_change_nothing),
		cmocka_unit_test(test_the_range_and_the_nearest_name_are_told),
		cmocka_unit_test(test_unknown_generators),
		cmocka_unit_test(test_every_generator_is_complete),
		cmocka_unit_test(test_what_is_asked_about),
		cmocka_unit_test(test_the_oldest_release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
