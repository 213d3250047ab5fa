/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
test_numbers_are_found_again(void **state)
{
	CLEANUP_HASH_INDEX struct hash_index index = {0};

	(void)state;
	assert_int_equal(hash_index_find(&index, hash_text("none")), SIZE_MAX);
	for (size_t i = 0; i < 10000; i++)
		assert_int_equal(hash_index_put(&index, hash_bytes(&i, sizeof i), 2 * i), 2 * i);
	for (size_t i = 0; i < 10000; i++) {
		assert_int_equal(hash_index_put(&index, hash_bytes(&i, sizeof i), 7), 2 * i);
		assert_int_equal(hash_index_find(&index, hash_bytes(&i, sizeof i)), 2 * i);
	}
	assert_int_equal(index.count, 10000);
	assert_int_equal(hash_index_find(&index, hash_text("none")), SIZE_MAX);
}

/* Keys that begin at the same slot, whatever its size. */
static void
test_keys_of_one_slot_stay_apart(void **state)
{
	CLEANUP_HASH_INDEX struct hash_index index = {0};

	(void)state;
	for (size_t i = 0; i < 200; i++)
		assert_int_equal(hash_index_put(&index, (struct hash){.high = i, .low = 63}, i), i);
	for (size_t i = 0; i < 200; i++)
		assert_int_equal(hash_index_find(&index, (struct hash){.high = i, .low = 63}), i);
	assert_int_equal(hash_index_find(&index, (struct hash){.high = 200, .low = 63}), SIZE_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_are_found_again),
		cmocka_unit_test(test_keys_of_one_slot_stay_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
