/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/row_reader.h"
#include "base/escape.h"
#include "base/visible.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/upkeep/lines.h"
#include "record/upkeep/quotes.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	const struct row_user *user;
	struct csv_parser parser;
	struct quotes quotes;
	const char *path;
	const char *schema;
	struct list names;
	row_cell **takers; /* one a name; NULL = the column is not wanted */
	size_t schema_column;
	struct text other_schema; /* of this row, where it is not `schema` */
	bool is_other_schema;
	bool repeats_header; /* so far, of this row */
	struct text shown;   /* a cell that is not plain */
	size_t width;        /* cells of the row being read */
	size_t row_bytes;    /* of the row being read, up to the block that is read */
	size_t rows;         /* rows read so far, the header included: what messages count */
	bool failed;         /* an error is raised; what is left of the block is passed over */
	struct error *err;
};

static bool
is_text(const char *bytes, size_t count, const char *text)
{
	return strlen(text) == count && memcmp(bytes, text, count) == 0;
}

static void
push_name(struct reader *reader, const char *bytes, size_t count)
{
	static const char mark[] = "\xef\xbb\xbf"; /* spreadsheets put a byte order mark before the header */
	CLEANUP_TEXT struct text name = {0};

	if (reader->names.count == 0 && count >= 3 && memcmp(bytes, mark, 3) == 0) {
		bytes += 3;
		count -= 3;
	}
	text_append_bytes(&name, bytes, count);
	list_add(&reader->names, text_string(&name));
}

static void
check_schema(struct reader *reader, const char *bytes, size_t count)
{
	reader->is_other_schema = reader->schema && !is_text(bytes, count, reader->schema);
	if (!reader->is_other_schema)
		return;
	text_clear(&reader->other_schema);
	text_append_bytes(&reader->other_schema, bytes, count);
}

static void
push_cell(struct reader *reader, const char *bytes, size_t count)
{
	size_t column = reader->width++;

	if (column >= reader->names.count)
		return; /* the row's end complains */
	if (reader->repeats_header)
		reader->repeats_header = is_text(bytes, count, reader->names.items[column]);
	if (column == reader->schema_column)
		check_schema(reader, bytes, count);
	if (!reader->takers[column])
		return;
	if (escape_is_needless(bytes, count)) {
		reader->takers[column](reader->user->context, column, bytes, count);
		return;
	}
	text_clear(&reader->shown);
	text_append_visible(&reader->shown, bytes, count);
	reader->takers[column](reader->user->context, column, reader->shown.data, reader->shown.length);
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
accept_header(struct reader *reader)
{
	const struct list *names = &reader->names;

	for (size_t i = names->count; i-- > 0;)
		if (text_equal(names->items[i], "schema"))
			reader->schema_column = i;
	reader->takers = memory_zeroed(names->count, sizeof(row_cell *));
	return reader->user->header(
		reader->user->context, names->items, reader->takers, names->count, reader->path, reader->err);
}

static bool
accept_row(struct reader *reader)
{
	size_t number = reader->rows + 1;

	if (reader->width != reader->names.count)
		return error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path,
			"row %zu (the header is row 1) has %zu cells where the header has %zu", number, reader->width,
			reader->names.count);
	if (reader->repeats_header)
		return true;
	if (reader->is_other_schema)
		return error_raise(reader->err, ERROR_RESULTS_SCHEMA, reader->path,
			"row %zu has schema '%s'; this gorge reads schema %s", number, text_string(&reader->other_schema),
			reader->schema);
	return reader->user->row(reader->user->context, number, reader->path, reader->err);
}

static void
on_row_end(int terminator, void *context)
{
	struct reader *reader = context;

	(void)terminator;
	if (reader->failed)
		return;
	reader->failed = reader->rows == 0 ? !accept_header(reader) : !accept_row(reader);
	reader->rows++;
	reader->width = 0;
	reader->row_bytes = 0;
	reader->repeats_header = true;
}

/* Blanks belong to a cell (RFC 4180); libcsv by itself would trim them. */
static int
no_blank(unsigned char byte)
{
	(void)byte;
	return 0;
}

/* In place of what was said of the rows that have come of it. */
static bool
raise_quote(struct reader *reader)
{
	CLEANUP_TEXT struct text where = {0};

	text_append_format(&where, "%s:%zu", reader->path, reader->quotes.opened);
	error_clear(reader->err);
	return error_raise(reader->err, ERROR_RESULTS_QUOTE, text_string(&where),
		"the quote that is opened in line %zu does not close in it, or more follows it than a comma or the line's "
		"end",
		reader->quotes.opened);
}

static bool
feed(struct reader *reader, const char *bytes, size_t count)
{
	size_t parsed = csv_parse(&reader->parser, bytes, count, on_field, on_row_end, reader);
	bool malformed = parsed != count;

	/* what the parser has stumbled upon is read too: it may be the quote */
	bool holds_rows =
		quotes_hold_rows(&reader->quotes, bytes, malformed ? parsed + 1 : count, reader->names.count);

	if (holds_rows || (malformed && !reader->failed && reader->quotes.opened > 0))
		reader->failed = !raise_quote(reader);
	else if (malformed && !reader->failed)
		reader->failed = !error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path, "row %zu: %s",
			reader->rows + 1, csv_strerror(csv_error(&reader->parser)));
	return !reader->failed;
}

enum { CELL_GROWS_BYTES = 16 * 1024 };

static bool
begin(struct reader *reader)
{
	reader->schema_column = SIZE_MAX;
	reader->repeats_header = true;
	if (csv_init(&reader->parser, CSV_STRICT) != 0)
		return error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path, "libcsv did not start");
	csv_set_space_func(&reader->parser, no_blank);
	csv_set_blk_size(&reader->parser, CELL_GROWS_BYTES); /* a long cell would be moved every 128 bytes */
	return true;
}

/* What libcsv still holds of a torn last line is dropped, which csv_fini() would hand over. */
static bool
end(struct reader *reader)
{
	csv_free(&reader->parser);
	if (!reader->failed && quotes_are_left(&reader->quotes))
		reader->failed = !raise_quote(reader);
	if (!reader->failed && reader->rows == 0)
		reader->failed =
			!error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path, "it has no complete header row");
	list_dispose(&reader->names);
	free(reader->takers);
	text_dispose(&reader->shown);
	text_dispose(&reader->other_schema);
	return !reader->failed;
}

bool
rows_parse(const char *bytes, size_t count, const char *name, const char *schema, const struct row_user *user,
	struct error *err)
{
	struct reader reader = {.user = user, .path = name, .schema = schema, .err = err};

	reader.failed = !begin(&reader) || !feed(&reader, bytes, count);
	return end(&reader);
}

enum { BLOCK_BYTES = 256 * 1024 };

/* What the parser still holds came with this block, or with those before. */
static bool
check_row_bytes(struct reader *reader, size_t block_bytes)
{
	reader->row_bytes += block_bytes;
	return reader->row_bytes <= LINE_MOST_BYTES || line_too_long(reader->path, reader->err);
}

static bool
feed_file(struct reader *reader, FILE *file)
{
	CLEANUP_FREE char *block = memory_resize(NULL, BLOCK_BYTES, 1);
	size_t got;

	while ((got = fread(block, 1, BLOCK_BYTES, file)) > 0)
		if (!feed(reader, block, got) || !check_row_bytes(reader, got))
			return false;
	return !ferror(file) || error_raise_errno(reader->err, ERROR_READ, reader->path);
}

bool
rows_read(const char *path, const char *schema, const struct row_user *user, struct error *err)
{
	struct reader reader = {.user = user, .path = path, .schema = schema, .err = err};
	CLEANUP_FILE FILE *file = fopen(path, "rbe");

	if (!file)
		return error_raise_errno(err, ERROR_READ, path);
	reader.failed = !begin(&reader) || !feed_file(&reader, file);
	return end(&reader);
}
