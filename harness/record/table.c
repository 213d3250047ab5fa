/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/table.h"
#include "base/memory.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One file on its way into a table. Cells are pushed one by one and become a row at the line's end. */
struct reader {
	struct table *table;
	struct csv_parser parser;
	const char *path;
	const char *schema;
	size_t schema_column;
	size_t width; /* cells of the row being read */
	size_t rows;  /* rows read so far, the header included: what messages count */
	bool failed;  /* an error is raised; what is left of the block is passed over */
	struct error *err;
};

static void
push_name(struct reader *reader, const char *bytes, size_t count)
{
	static const char mark[] = "\xef\xbb\xbf"; /* spreadsheets put a byte order mark before the header */
	struct table *table = reader->table;
	CLEANUP_TEXT struct text name = {0};

	if (table->column_count == 0 && count >= 3 && memcmp(bytes, mark, 3) == 0) {
		bytes += 3;
		count -= 3;
	}
	text_append_bytes(&name, bytes, count);
	table->names = memory_resize(table->names, table->column_count + 1, sizeof *table->names);
	table->names[table->column_count++] = memory_copy_text(text_string(&name));
}

/* True when the cell above holds this very text, so that it need not be kept twice. */
static bool
repeats_above(const struct table *table, size_t column, const char *bytes, size_t count)
{
	const char *above;

	if (table->row_count == 0)
		return false;
	above = table_text(table, table->row_count - 1, column);
	return strlen(above) == count && memcmp(above, bytes, count) == 0;
}

static void
push_cell(struct reader *reader, const char *bytes, size_t count)
{
	struct table *table = reader->table;
	size_t first = table->row_count * table->column_count, place = 0;

	if (reader->width++ >= table->column_count)
		return; /* the row's end complains */
	table->cells =
		memory_grow(table->cells, first + reader->width - 1, &table->cell_capacity, sizeof *table->cells);
	if (count > 0 && repeats_above(table, reader->width - 1, bytes, count)) {
		place = table->cells[first - table->column_count + reader->width - 1];
	} else if (count > 0) {
		place = table->texts.length;
		text_append_bytes(&table->texts, bytes, count);
		text_append_bytes(&table->texts, "", 1);
	}
	if (table->texts.length > UINT32_MAX)
		reader->failed = !error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path,
			"its texts take more than 4 GiB; split the file");
	table->cells[first + reader->width - 1] = (uint32_t)place;
}

static void
on_field(void *bytes, size_t count, void *context)
{
	struct reader *reader = context;

	if (reader->failed)
		return;
	if (reader->rows == 0)
		push_name(reader, bytes ? bytes : "", count);
	else
		push_cell(reader, bytes ? bytes : "", count);
}

static bool
repeats_header(const struct table *table, size_t row)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (!text_equal(table_text(table, row, i), table->names[i]))
			return false;
	return true;
}

static bool
accept_row(struct reader *reader)
{
	struct table *table = reader->table;
	const char *schema;

	if (reader->width != table->column_count)
		return error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path,
			"row %zu (the header is row 1) has %zu cells where the header has %zu", reader->rows + 1,
			reader->width, table->column_count);
	if (repeats_header(table, table->row_count))
		return true;
	schema = table_text(table, table->row_count, reader->schema_column);
	if (reader->schema && reader->schema_column != SIZE_MAX && !text_equal(schema, reader->schema))
		return error_raise(reader->err, ERROR_RESULTS_SCHEMA, reader->path,
			"row %zu has schema '%s'; this gorge reads schema %s", reader->rows + 1, schema, reader->schema);
	table->row_count++;
	return true;
}

static void
on_row_end(int terminator, void *context)
{
	struct reader *reader = context;

	(void)terminator;
	if (reader->failed)
		return;
	if (reader->rows == 0)
		reader->schema_column = table_column(reader->table, "schema");
	else
		reader->failed = !accept_row(reader);
	reader->rows++;
	reader->width = 0;
}

/* Blanks belong to a cell (RFC 4180); libcsv by itself would trim them. */
static int
no_blank(unsigned char byte)
{
	(void)byte;
	return 0;
}

static bool
feed(struct reader *reader, const char *bytes, size_t count)
{
	size_t parsed = csv_parse(&reader->parser, bytes, count, on_field, on_row_end, reader);

	if (!reader->failed && parsed != count)
		reader->failed = !error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path, "row %zu: %s",
			reader->rows + 1, csv_strerror(csv_error(&reader->parser)));
	return !reader->failed;
}

static bool
begin(struct reader *reader)
{
	*reader->table = (struct table){0};
	text_append_bytes(&reader->table->texts, "", 1); /* place 0 is the empty text */
	if (csv_init(&reader->parser, CSV_STRICT) != 0)
		return error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path, "libcsv did not start");
	csv_set_space_func(&reader->parser, no_blank);
	return true;
}

/* What libcsv still holds of a torn last line is dropped, which csv_fini() would hand over. */
static bool
end(struct reader *reader)
{
	csv_free(&reader->parser);
	if (!reader->failed && reader->rows == 0)
		reader->failed =
			!error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path, "it has no complete header row");
	if (reader->failed)
		table_release(reader->table);
	return !reader->failed;
}

bool
table_parse(const char *bytes, size_t count, const char *name, const char *schema, struct table *table,
	struct error *err)
{
	struct reader reader = {.table = table, .path = name, .schema = schema, .err = err};

	reader.failed = !begin(&reader) || !feed(&reader, bytes, count);
	return end(&reader);
}

enum { BLOCK_BYTES = 256 * 1024 };

static bool
feed_file(struct reader *reader, int fd)
{
	CLEANUP_FREE char *block = memory_resize(NULL, BLOCK_BYTES, 1);
	ssize_t got;

	while ((got = read(fd, block, BLOCK_BYTES)) > 0)
		if (!feed(reader, block, (size_t)got))
			return false;
	return got == 0 || error_raise_errno(reader->err, ERROR_READ, reader->path);
}

bool
table_read(const char *path, const char *schema, struct table *table, struct error *err)
{
	struct reader reader = {.table = table, .path = path, .schema = schema, .err = err};
	CLEANUP_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);

	*table = (struct table){0};
	if (fd < 0)
		return error_raise_errno(err, ERROR_READ, path);
	reader.failed = !begin(&reader) || !feed_file(&reader, fd);
	return end(&reader);
}

void
table_release(struct table *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		free(table->names[i]);
	free(table->names);
	free(table->cells);
	text_release(&table->texts);
	*table = (struct table){0};
}

size_t
table_column(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (text_equal(table->names[i], name))
			return i;
	return SIZE_MAX;
}

const char *
table_text(const struct table *table, size_t row, size_t column)
{
	if (column >= table->column_count)
		return "";
	return table->texts.data + table->cells[row * table->column_count + column];
}

bool
table_number(const struct table *table, size_t row, size_t column, double *value)
{
	return text_to_number(table_text(table, row, column), value);
}

bool
table_is(const struct table *table, size_t row, const char *column_name, const char *text)
{
	return text_equal(table_text(table, row, table_column(table, column_name)), text);
}
