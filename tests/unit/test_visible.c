/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/escape.h"
#include "base/visible.h"

#include <stdlib.h>
#include <string.h>

/* Bytes that came in, as they are shown, and as UTF-8 (NULL = the same as came in). */
static const struct {
	const char *came, *shown, *utf8;
} texts[] = {
	{"", "", NULL},
	{"plain text, 100%", "plain text, 100%", NULL},
	{"two\tcolumns\nlines", "two\tcolumns\nlines", NULL},
	{"gr\xc3\xb6\xc3\x9f"
	 "e \xe2\x82\xac \xf0\x9f\x98\x80",
		"gr\xc3\xb6\xc3\x9f"
		"e \xe2\x82\xac \xf0\x9f\x98\x80",
		NULL},
	{"\x1b[31mred\a", "\\x1b[31mred\\x07", NULL},
	{"a\rb\x7f", "a\\x0db\\x7f", NULL},
	{"\xc2\x9b"
	 "31m \xc2\xa0",
		"\\xc2\\x9b"
		"31m \xc2\xa0",
		NULL},
	{"\x9b"
	 "31m",
		"\\x9b31m", "\\x9b31m"},
	{"caf\xe9", "caf\\xe9", "caf\\xe9"},
	{"\xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf", "\\xc0\\xaf \\xe0\\x80\\xaf \\xf0\\x80\\x80\\xaf",
		"\\xc0\\xaf \\xe0\\x80\\xaf \\xf0\\x80\\x80\\xaf"},
	{"\xed\xa0\x80 \xf4\x90\x80\x80 \xff", "\\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80 \\xff",
		"\\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80 \\xff"},
	{"torn \xe2\x82", "torn \\xe2\\x82", "torn \\xe2\\x82"},
};

static void
test_what_is_shown(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		CLEANUP_TEXT struct text shown = {0}, utf8 = {0};
		char buffer[100];
		text_append_visible(&shown, texts[i].came, strlen(texts[i].came));
		assert_string_equal(text_string(&shown), texts[i].shown);
		text_append_utf8(&utf8, texts[i].came, strlen(texts[i].came));
		assert_string_equal(text_string(&utf8), texts[i].utf8 ? texts[i].utf8 : texts[i].came);
		(void)snprintf(buffer, sizeof buffer, "%s", texts[i].came);
		escape_in_place(buffer, sizeof buffer);
		assert_string_equal(buffer, texts[i].shown);
	}
}

static void
test_a_byte_that_would_end_a_text(void **state)
{
	CLEANUP_TEXT struct text shown = {0};

	(void)state;
	text_append_visible(&shown, "a\0b", 3);
	assert_string_equal(text_string(&shown), "a\\x00b");
}

static void
test_what_does_not_fit_is_cut_off_whole(void **state)
{
	char buffer[8] = "abc\x1b\x1b";

	(void)state;
	escape_in_place(buffer, sizeof buffer);
	assert_string_equal(buffer, "abc\\x1b");
}

static void
test_json_leaves_nothing_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		json_t *value = json_text(texts[i].came);
		assert_non_null(value);
		assert_string_equal(json_string_value(value), texts[i].utf8 ? texts[i].utf8 : texts[i].came);
		json_decref(value);
	}
	assert_null(json_text(NULL));
}

static void
test_json_that_was_read(void **state)
{
	json_t *value = json_loads(
		"{\"a\": [\"\\u001b[2J\", 1], \"b\": {\"c\": \"gr\xc3\xb6n\\u0000\"}}", JSON_ALLOW_NUL, NULL);
	json_t *wanted =
		json_loads("{\"a\": [\"\\\\x1b[2J\", 1], \"b\": {\"c\": \"gr\xc3\xb6n\\\\x00\"}}", 0, NULL);

	(void)state;
	assert_true(value && wanted);
	json_make_visible(value);
	assert_true(json_equal(value, wanted));
	json_make_visible(NULL);
	json_decref(value);
	json_decref(wanted);
}

static void
test_errors_obey_nobody(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_false(error_raise(&err, ERROR_READ, "\x1b]0;x\a", "it says '%s'\nand more", "\x1b[2J"));
	assert_false(error_while(&err, "reading %s", "\x9b"));
	assert_string_equal(err.where, "\\x1b]0;x\\x07");
	assert_string_equal(err.why, "it says '\\x1b[2J'\nand more");
	assert_string_equal(err.context, "\n  while: reading \\x9b");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_shown),
		cmocka_unit_test(test_a_byte_that_would_end_a_text),
		cmocka_unit_test(test_what_does_not_fit_is_cut_off_whole),
		cmocka_unit_test(test_json_leaves_nothing_out),
		cmocka_unit_test(test_json_that_was_read),
		cmocka_unit_test(test_errors_obey_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
