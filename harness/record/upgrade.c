/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/upgrade.h"
#include "base/memory.h"
#include "record/results.h"
#include "record/table.h"

#include <stdio.h>
#include <unistd.h>

static bool
knows(const struct column *columns, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(columns[i].name, name))
			return true;
	return false;
}

static bool
check_names(
	const char *path, const struct table *old, const struct column *columns, size_t count, struct error *err)
{
	if (table_column(old, "schema") == SIZE_MAX)
		return error_raise(err, ERROR_RESULTS_SCHEMA, path, "it has no column 'schema'");
	for (size_t i = 0; i < old->column_count; i++)
		if (!knows(columns, count, old->names[i]))
			return error_raise(
				err, ERROR_RESULTS_SCHEMA, path, "this gorge knows no column '%s'", old->names[i]);
	return true;
}

static void
tell(
	const char *path, const struct table *old, const struct column *columns, size_t count, struct text *story)
{
	const char *between = "";

	text_append_format(story, "%s was begun by another gorge; columns added, empty for its %zu rows: ", path,
		old->row_count);
	for (size_t i = 0; i < count; i++) {
		if (table_column(old, columns[i].name) != SIZE_MAX)
			continue;
		text_append_format(story, "%s%s", between, columns[i].name);
		between = ", ";
	}
	text_append(story, *between ? "\n" : "none, their order has changed\n");
}

static bool
write_row(FILE *out, const struct table *old, size_t row, const struct column *columns, size_t count)
{
	CLEANUP_TEXT struct text line = {0};

	for (size_t i = 0; i < count; i++)
		csv_append_field(&line,
			row == SIZE_MAX ? columns[i].name : table_text(old, row, table_column(old, columns[i].name)),
			i + 1 == count);
	return fwrite(line.data, 1, line.length, out) == line.length;
}

static bool
write_rows(const char *path, const struct table *old, const struct column *columns, size_t count)
{
	FILE *out = fopen(path, "wbe");
	bool written = out != NULL && write_row(out, old, SIZE_MAX, columns, count);

	for (size_t row = 0; written && row < old->row_count; row++)
		written = write_row(out, old, row, columns, count);
	written = written && fflush(out) == 0 && fdatasync(fileno(out)) == 0;
	return (!out || fclose(out) == 0) && written;
}

bool
csv_upgrade(
	const char *path, const struct column *columns, size_t count, struct text *story, struct error *err)
{
	CLEANUP_FREE char *partial = text_format("%s.partial", path);
	CLEANUP_TABLE struct table old = {0};

	if (!table_read(path, RECORD_SCHEMA, &old, err) || !check_names(path, &old, columns, count, err))
		return false;
	if (!write_rows(partial, &old, columns, count) || rename(partial, path) != 0) {
		(void)error_raise_errno(err, ERROR_WRITE, path);
		(void)unlink(partial);
		return false;
	}
	tell(path, &old, columns, count, story);
	return true;
}
