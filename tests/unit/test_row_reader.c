/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "platform/file.h"
#include "record/row_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a user is told, in order. */
struct told {
	struct text text;
	bool read;
	struct error err;
};

static void
tell_cell(void *context, size_t column, const char *bytes, size_t count)
{
	struct told *told = context;

	text_append_format(&told->text, "%zu: %zu ", column, count);
	text_append_bytes(&told->text, bytes, count);
	text_append(&told->text, "\n");
}

/* Of every other column nothing is told. */
static bool
tell_header(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	struct told *told = context;

	(void)path, (void)err;
	for (size_t i = 0; i < count; i++) {
		text_append_format(&told->text, "column '%s'\n", names[i]);
		takers[i] = i % 2 == 0 ? tell_cell : NULL;
	}
	return true;
}

static bool
tell_row(void *context, size_t number, const char *path, struct error *err)
{
	struct told *told = context;

	text_append_format(&told->text, "row %zu\n", number);
	return !text_ends_with(told->text.data, "0: 4 fail\nrow 5\n") ||
		   error_raise(err, ERROR_RESULTS_FORMAT, path, "the user refuses it");
}

typedef bool parser(
	const char *, size_t, const char *, const char *, const struct row_user *, struct error *);

static void
tell(parser *parse, const struct text *csv, struct told *told)
{
	const struct row_user user = {told, tell_header, tell_row};

	*told = (struct told){0};
	told->read = parse(text_string(csv), csv->length, "some.csv", "1", &user, &told->err);
}

static void
check_same(const struct told *a, const struct told *b)
{
	assert_int_equal(a->read, b->read);
	assert_int_equal(a->err.id, b->err.id);
	assert_string_equal(a->err.where, b->err.where);
	assert_string_equal(a->err.why, b->err.why);
	if (!a->read)
		return;
	assert_int_equal(a->text.length, b->text.length);
	assert_memory_equal(text_string(&a->text), text_string(&b->text), a->text.length);
}

struct part {
	const char *bytes;
	size_t count;
};
#define PART(literal)                                                                                        \
	{                                                                                                        \
		literal, sizeof(literal) - 1                                                                         \
	}
/* The first HARMLESS of each are there in most files, the others in few. */
static const struct part cells[] = {PART(""), PART("1"), PART("compile"), PART("example.com/some/package"),
	PART("\"quoted\""), PART("\"a, b\""), PART("\"a \"\" b\""), PART(" a b\t"), PART("\"two\r\nlines\""),
	PART("\xc3\xbc\xff"), PART("nul\0nul"), PART("fail"), PART("torn \" quote"), PART("\"open"),
	PART("\"closed\" and more"), PART("carriage\rreturn"), PART("\x1b[31m"), PART("\"\"\"\"")};
static const struct part ends[] = {PART("\n"), PART("\r\n"), PART("\n\n"), PART("\r\n\r\n"), PART("\r\r\n"),
	PART("\r"), PART(""), PART("\n\r")};
enum { HARMLESS_CELLS = 7, HARMLESS_ENDS = 4 };

static void
append_part(struct text *csv, const struct part *part)
{
	text_append_bytes(csv, part->bytes, part->count);
}

static void
append_row(struct random *random, unsigned odd, struct text *csv)
{
	bool is_odd = random_below(random, 100) < odd;
	unsigned width = is_odd && random_below(random, 8) == 0 ? random_below(random, 6) : 4;

	text_append(csv, is_odd && random_below(random, 8) == 0 ? "2" : "1");
	for (unsigned i = 1; i < width; i++) {
		text_append(csv, ",");
		append_part(csv, &cells[random_below(random, is_odd ? COUNT_OF(cells) : HARMLESS_CELLS)]);
	}
	append_part(csv, &ends[random_below(random, is_odd ? COUNT_OF(ends) : HARMLESS_ENDS)]);
}

static void
make_file(struct random *random, unsigned rows, unsigned odd, struct text *csv)
{
	static const char plain[] = "schema,run_id,package,bytes\n",
					  quoted[] = "schema,run_id,\"a package\",bytes\n";
	const char *header = random_below(random, 8) == 0 ? quoted : plain;

	text_clear(csv);
	if (random_below(random, 4) == 0)
		text_append(csv, "\xef\xbb\xbf");
	text_append(csv, random_below(random, 20) < 19 ? header : "");
	for (unsigned i = 0; i < rows; i++) {
		if (random_below(random, 20) == 0)
			text_append(csv, header);
		append_row(random, odd, csv);
	}
	csv->length -= random_below(random, 8) == 0 ? random_below(random, (uint32_t)csv->length + 1) % 40 : 0;
}

static void
check_both_ways(const struct text *csv, struct told *plainly)
{
	struct told by_libcsv;

	tell(rows_parse, csv, plainly);
	tell(rows_parse_by_libcsv, csv, &by_libcsv);
	check_same(plainly, &by_libcsv);
	text_dispose(&by_libcsv.text);
}

static void
test_rows_are_those_of_libcsv(void **state)
{
	static const unsigned odd[] = {0, 1, 10, 60}; /* rows in a hundred */
	struct random random = random_stream(17, 1, 0);
	CLEANUP_TEXT struct text csv = {0};
	unsigned read = 0, refused = 0;

	(void)state;
	for (unsigned round = 0; round < 8000; round++) {
		struct told told;
		make_file(&random, random_below(&random, 12), odd[round % COUNT_OF(odd)], &csv);
		check_both_ways(&csv, &told);
		text_dispose(&told.text);
		*(told.read ? &read : &refused) += 1;
	}
	assert_true(read > 2000 && refused > 2000);
}

/* Bytes in any order, of those that have a meaning. */
static void
test_any_bytes_are_taken_as_by_libcsv(void **state)
{
	static const char bytes[] = "\",\n\r1a \0";
	struct random random = random_stream(17, 2, 0);
	CLEANUP_TEXT struct text csv = {0};

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		struct told told;
		text_clear(&csv);
		text_append(&csv, round % 2 ? "schema,a,b\n" : "");
		for (unsigned i = random_below(&random, 60); i > 0; i--)
			text_append_bytes(&csv, &bytes[random_below(&random, sizeof bytes - 1)], 1);
		check_both_ways(&csv, &told);
		text_dispose(&told.text);
	}
}

static bool
read_file(const char *bytes, size_t count, const char *name, const char *schema, const struct row_user *user,
	struct error *err)
{
	char path[] = "/tmp/gorge-test-rows-XXXXXX";
	int fd = mkstemp(path);

	(void)name;
	assert_true(fd >= 0);
	assert_int_equal(close(fd), 0);
	assert_true(file_replace(path, bytes, count, err));
	bool read = rows_read(path, schema, user, err);
	assert_int_equal(unlink(path), 0);
	return read;
}

/* Blocks end in the midst of rows, cells and quotes. */
static void
test_file_of_many_blocks_is_read_as_by_libcsv(void **state)
{
	struct random random = random_stream(17, 3, 0);
	CLEANUP_TEXT struct text csv = {0};

	(void)state;
	for (unsigned round = 0; round < 6; round++) {
		struct told told, by_libcsv;
		make_file(&random, 20000, 0, &csv);
		text_append(&csv, round % 2 ? "1,torn" : "");
		assert_true(csv.length > 512 * 1024);
		tell(read_file, &csv, &told);
		tell(rows_parse_by_libcsv, &csv, &by_libcsv);
		check_same(&told, &by_libcsv);
		text_dispose(&told.text);
		text_dispose(&by_libcsv.text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_those_of_libcsv),
		cmocka_unit_test(test_any_bytes_are_taken_as_by_libcsv),
		cmocka_unit_test(test_file_of_many_blocks_is_read_as_by_libcsv),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
