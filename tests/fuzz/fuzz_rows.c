/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as rows of a CSV file, read as all files are and by libcsv alone: the same cells and rows, or the
 * same error.
 */
#include "base/error.h"
#include "base/text.h"
#include "record/row_reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void
tell_cell(void *context, size_t column, const char *bytes, size_t count)
{
	text_append_format(context, "%zu: %zu ", column, count);
	text_append_bytes(context, bytes, count);
}

static bool
tell_header(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	(void)path, (void)err;
	for (size_t i = 0; i < count; i++) {
		text_append_format(context, "column '%s'\n", names[i]);
		takers[i] = tell_cell;
	}
	return true;
}

static bool
tell_row(void *context, size_t number, const char *path, struct error *err)
{
	(void)path, (void)err;
	text_append_format(context, "row %zu\n", number);
	return true;
}

static bool
is_same(const struct text *a, const struct text *b)
{
	return a->length == b->length && memcmp(text_string(a), text_string(b), a->length) == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	CLEANUP_TEXT struct text told = {0}, told_by_libcsv = {0};
	struct error err = ERROR_INIT, err_by_libcsv = ERROR_INIT;
	const struct row_user user = {&told, tell_header, tell_row};
	const struct row_user user_of_libcsv = {&told_by_libcsv, tell_header, tell_row};
	bool read = rows_parse((const char *)bytes, count, "fuzz.csv", "1", &user, &err);
	bool read_by_libcsv =
		rows_parse_by_libcsv((const char *)bytes, count, "fuzz.csv", "1", &user_of_libcsv, &err_by_libcsv);

	if (read != read_by_libcsv || err.id != err_by_libcsv.id || !text_equal(err.where, err_by_libcsv.where) ||
		!text_equal(err.why, err_by_libcsv.why) || (read && !is_same(&told, &told_by_libcsv)))
		abort();
	return 0;
}
