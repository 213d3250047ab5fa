/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "base/hash.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What xxhsum -H2 prints. */
static void
test_known_values(void **state)
{
	char text[HASH_TEXT_BYTES];

	(void)state;
	assert_string_equal(hash_format(text, hash_bytes("", 0)), "99aa06d3014798d86001c324468d497f");
	assert_string_equal(hash_format(text, hash_text("abc")), "06b05ab6733a618578af5f94892f3950");
	assert_string_equal(hash_format(text, (struct hash){1, 2}), "00000000000000010000000000000002");
}

/* 200,000 bytes are several blocks and a part of one. */
static void
test_a_file_has_the_hash_of_its_bytes(void **state)
{
	enum { COUNT = 200000 };
	char path[] = "/tmp/gorge-test-XXXXXX";
	CLEANUP_FREE char *bytes = memory_zeroed(COUNT, 1);
	struct error err = ERROR_INIT;
	struct hash hash;
	int fd = mkstemp(path);

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		bytes[i] = (char)(i * i >> 7);
	assert_int_equal(write(fd, bytes, COUNT), COUNT);
	(void)close(fd);
	assert_true(file_hash(path, &hash, &err));
	assert_true(hash_equal(hash, hash_bytes(bytes, COUNT)));
	(void)unlink(path);
	assert_false(file_hash(path, &hash, &err));
	assert_int_equal(err.id, ERROR_READ);
	assert_non_null(strstr(err.where, path));
}

static void
test_an_entry_depends_on_path_and_content(void **state)
{
	struct hash a = hash_text("a"), b = hash_text("b");

	(void)state;
	assert_true(hash_equal(hash_entry("x/y.go", 6, a), hash_entry("x/y.gone", 6, a)));
	assert_false(hash_equal(hash_entry("x/y.go", 6, a), hash_entry("x/z.go", 6, a)));
	assert_false(hash_equal(hash_entry("x/y.go", 6, a), hash_entry("x/y.go", 6, b)));
	assert_false(hash_equal(hash_entry("a", 1, b), hash_entry("b", 1, a)));
}

static void
test_sums_carry_and_do_not_depend_on_order(void **state)
{
	struct hash sum = {0, UINT64_MAX}, other = {0};
	const struct hash terms[] = {{5, UINT64_MAX}, {UINT64_MAX, 3}, {7, UINT64_MAX - 1}};

	(void)state;
	hash_add(&sum, (struct hash){0, 2});
	assert_true(hash_equal(sum, (struct hash){1, 1}));
	sum = (struct hash){0};
	for (size_t i = 0; i < 3; i++) {
		hash_add(&sum, terms[i]);
		hash_add(&other, terms[2 - i]);
	}
	assert_true(hash_equal(sum, other));
	assert_true(hash_equal(sum, (struct hash){13, 0}));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_values),
		cmocka_unit_test(test_a_file_has_the_hash_of_its_bytes),
		cmocka_unit_test(test_an_entry_depends_on_path_and_content),
		cmocka_unit_test(test_sums_carry_and_do_not_depend_on_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
