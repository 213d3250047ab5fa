/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void
test_text_grows(void **state)
{
	CLEANUP_TEXT struct text text = {0};

	(void)state;
	assert_string_equal(text_string(&text), "");
	text_clear(&text);
	text_append(&text, "");
	assert_string_equal(text.data, "");
	for (int i = 0; i < 1000; i++)
		text_append_format(&text, "%d,", i);
	assert_int_equal(text.length, 10 * 2 + 90 * 3 + 900 * 4);
	assert_int_equal(strlen(text.data), text.length);
	text_append_bytes(&text, "a\0b", 3);
	assert_memory_equal(text.data + text.length - 3, "a\0b", 4);
	text_clear(&text);
	assert_string_equal(text_string(&text), "");
}

static void
test_lists_end_with_null(void **state)
{
	CLEANUP_LIST struct list list = {0};

	(void)state;
	assert_null(*list_strings(&list));
	for (int i = 0; i < 20; i++) {
		list_add_format(&list, "item %d", i);
		assert_int_equal(list.count, i + 1);
		assert_null(list.items[list.count]);
	}
	assert_ptr_equal(list_strings(&list), list.items);
	assert_ptr_equal(strings_without_const(list_strings(&list)), list.items);
	assert_true(list_contains(&list, "item 19"));
	assert_false(list_contains(&list, "item 20"));
}

static void
test_splitting_trims_and_keeps_empty_items(void **state)
{
	CLEANUP_LIST struct list list = {0}, none = {0};

	(void)state;
	list_split(&none, " \t ", ',');
	assert_int_equal(none.count, 0);
	list_split(&list, " a , b c,, d\n", ',');
	assert_int_equal(list.count, 4);
	assert_string_equal(list.items[0], "a");
	assert_string_equal(list.items[1], "b c");
	assert_string_equal(list.items[2], "");
	assert_string_equal(list.items[3], "d");
}

static void
test_small_helpers(void **state)
{
	char blank[] = "  \n", word[] = "\t word two \r\n";

	(void)state;
	assert_true(text_starts_with("module", "mod") && !text_starts_with("mod", "module"));
	assert_true(text_ends_with("a_test.go", "_test.go") && !text_ends_with("go", ".go"));
	assert_string_equal(text_trim(blank), "");
	assert_string_equal(text_trim(word), "word two");
}

static void
test_counts(void **state)
{
	static const struct {
		const char *text;
		uint64_t value;
	} good[] = {{"0", 0}, {"100", 100}, {"100k", 100000}, {"1M", 1000000}, {"2G", 2000000000},
		{"64Ki", 65536}, {"3Mi", 3145728}, {"1Gi", 1073741824}, {"1.5k", 1500}, {"0.5Ki", 512},
		{"18446744073709551615", UINT64_MAX}};
	static const char *const bad[] = {"", " 1", "1 ", "-1", "+1", "k", "1kk", "1K", "1e3", "0x10", "1.2.3",
		"18446744073709551616", "18446744073709551615k", "99999999999G", "nan", "1,000", "1.5", "2.0"};
	uint64_t value;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_true(text_to_count(good[i].text, &value));
		assert_true(value == good[i].value);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		value = 42;
		if (text_to_count(bad[i], &value))
			fail_msg("'%s' was taken for a count", bad[i]);
		assert_true(value == 42);
	}
}

static void
test_numbers(void **state)
{
	static const char *const bad[] = {"", ".", "-", "abc", "1x", "1%%", "% 1", "inf", "nan", "1e999", " 1"};
	double value;

	(void)state;
	assert_true(text_to_number("0.25", &value) && value == 0.25);
	assert_true(text_to_number("-3", &value) && value == -3);
	assert_true(text_to_number(".5", &value) && value == 0.5);
	assert_true(text_to_number("25%", &value) && value == 0.25);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		value = 42;
		if (text_to_number(bad[i], &value))
			fail_msg("'%s' was taken for a number", bad[i]);
		assert_true(value == 42);
	}
}

static void
test_durations(void **state)
{
	static const char *const bad[] = {"", "s", "5 s", "-5s", "5d", "1h30m", "1e3s"};
	uint64_t value;

	(void)state;
	assert_true(text_to_duration_ns("500ms", &value) && value == 500000000);
	assert_true(text_to_duration_ns("90s", &value) && value == 90000000000);
	assert_true(text_to_duration_ns("30m", &value) && value == 1800000000000);
	assert_true(text_to_duration_ns("2h", &value) && value == 7200000000000);
	assert_true(text_to_duration_ns("1.5", &value) && value == 1500000000);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (text_to_duration_ns(bad[i], &value))
			fail_msg("'%s' was taken for a duration", bad[i]);
}

static const char *
parameter_name(size_t index, const void *context)
{
	static const char *const words[] = {"files", "files_per_package", "lines", "imports", "seed", NULL};

	(void)context;
	return words[index];
}

static const char *
nearest(const char *word)
{
	return text_nearest(word, parameter_name, NULL);
}

static void
test_the_nearest_word(void **state)
{
	char endless[500];

	(void)state;
	memset(endless, 'x', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	assert_string_equal(nearest("file"), "files");
	assert_string_equal(nearest("FILES"), "files");
	assert_string_equal(nearest("import"), "imports");
	assert_string_equal(nearest("sede"), "seed");
	assert_string_equal(nearest("files_per_pakage"), "files_per_package");
	assert_null(nearest("colour"));
	assert_null(nearest(""));
	assert_null(nearest(endless));
}

static void
test_words_are_split_as_by_a_shell(void **state)
{
	static const char *const expected[] = {"sh", "-c", "echo 'a'  b", "", "x=1 2"};
	CLEANUP_LIST struct list words = {0}, open = {0};

	(void)state;
	assert_true(list_split_words(&words, " sh -c \"echo 'a'  b\"\t'' x='1 2' "));
	assert_int_equal(words.count, 5);
	for (size_t i = 0; i < words.count; i++)
		assert_string_equal(words.items[i], expected[i]);
	assert_false(list_split_words(&open, "a 'b c"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_grows),
		cmocka_unit_test(test_lists_end_with_null),
		cmocka_unit_test(test_splitting_trims_and_keeps_empty_items),
		cmocka_unit_test(test_small_helpers),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_durations),
		cmocka_unit_test(test_the_nearest_word),
		cmocka_unit_test(test_words_are_split_as_by_a_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
