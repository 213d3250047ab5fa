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
	bool inside;         /* a row that the parser has begun */
	bool by_libcsv;      /* alone */
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
take_field(struct reader *reader, const char *bytes, size_t count)
{
	if (reader->rows == 0)
		push_name(reader, bytes, count);
	else
		push_cell(reader, bytes, count);
}

static void
on_field(void *bytes, size_t count, void *context)
{
	struct reader *reader = context;

	if (!reader->failed)
		take_field(reader, bytes ? bytes : "", count);
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
end_row(struct reader *reader)
{
	reader->failed = reader->rows == 0 ? !accept_header(reader) : !accept_row(reader);
	reader->rows++;
	reader->width = 0;
	reader->row_bytes = 0;
	reader->repeats_header = true;
}

static void
on_row_end(int terminator, void *context)
{
	struct reader *reader = context;

	(void)terminator;
	if (!reader->failed)
		end_row(reader);
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

/* False when nothing behind it can be read, nor tell more than has been raised: a quote, or what is no
 * CSV. */
static bool
feed_parser(struct reader *reader, const char *bytes, size_t count)
{
	size_t parsed = csv_parse(&reader->parser, bytes, count, on_field, on_row_end, reader);
	bool malformed = parsed != count;

	/* what the parser has stumbled upon is read too: it may be the quote */
	bool holds_rows =
		quotes_hold_rows(&reader->quotes, bytes, malformed ? parsed + 1 : count, reader->names.count);
	reader->inside = bytes[count - 1] != '\n' || reader->quotes.open;
	if (holds_rows || (malformed && !reader->failed && reader->quotes.opened > 0))
		reader->failed = !raise_quote(reader);
	else if (malformed && !reader->failed)
		reader->failed = !error_raise(reader->err, ERROR_RESULTS_FORMAT, reader->path, "row %zu: %s",
			reader->rows + 1, csv_strerror(csv_error(&reader->parser)));
	return !holds_rows && !malformed;
}

/* Most rows hold no quote, and are cut at their commas in a third of the parser's time. */
static void
take_plain_row(struct reader *reader, const char *bytes, const char *end)
{
	const char *comma;

	quotes_pass_line(&reader->quotes);
	if (bytes == end)
		return;
	while ((comma = memchr(bytes, ',', (size_t)(end - bytes)))) {
		take_field(reader, bytes, (size_t)(comma - bytes));
		bytes = comma + 1;
	}
	take_field(reader, bytes, (size_t)(end - bytes));
	end_row(reader);
}

/* What is left of a block. */
struct rest {
	const char *at, *end;
	const char *quote; /* the first at or behind `at`; `end` = there is none */
};

static const char *
find_byte(const char *at, const char *end, char byte)
{
	const char *found = at < end ? memchr(at, byte, (size_t)(end - at)) : NULL;

	return found ? found : end;
}

/* Takes whole lines that hold no quote, and no carriage return but the one before the line's end. */
static void
take_plain_rows(struct reader *reader, struct rest *rest)
{
	while (!reader->failed && rest->at < rest->end) {
		const char *line_end = find_byte(rest->at, rest->end, '\n');
		const char *row_end = find_byte(rest->at, line_end, '\r');
		if (rest->quote < rest->at)
			rest->quote = find_byte(rest->at, rest->end, '"');
		if (line_end == rest->end || rest->quote < line_end || row_end + 1 < line_end)
			return;
		take_plain_row(reader, rest->at, row_end);
		rest->at = line_end + 1;
	}
}

/* Up to where the parser gets its bytes at a time: the end of a line. All of the block while the header is
 * not known, which tells a quote that holds_rows rows, and when something has failed, since such a quote
 * behind it is told in its place. */
static const char *
end_for_parser(const struct reader *reader, const struct rest *rest)
{
	const char *line_end = rest->end;

	if (reader->rows > 0 && !reader->failed && !reader->by_libcsv)
		line_end = find_byte(rest->at, rest->end, '\n');
	return line_end == rest->end ? line_end : line_end + 1;
}

static bool
feed(struct reader *reader, const char *bytes, size_t count)
{
	struct rest rest = {bytes, bytes + count, find_byte(bytes, bytes + count, '"')};
	bool goes_on = true;

	while (goes_on && rest.at < rest.end) {
		if (!reader->inside && !reader->by_libcsv)
			take_plain_rows(reader, &rest);
		const char *end = end_for_parser(reader, &rest);
		if (rest.at < end)
			goes_on = feed_parser(reader, rest.at, (size_t)(end - rest.at));
		rest.at = end;
	}
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

static bool
parse(struct reader *reader, const char *bytes, size_t count)
{
	reader->failed = !begin(reader) || !feed(reader, bytes, count);
	return end(reader);
}

bool
rows_parse(const char *bytes, size_t count, const char *name, const char *schema, const struct row_user *user,
	struct error *err)
{
	return parse(&(struct reader){.user = user, .path = name, .schema = schema, .err = err}, bytes, count);
}

bool
rows_parse_by_libcsv(const char *bytes, size_t count, const char *name, const char *schema,
	const struct row_user *user, struct error *err)
{
	return parse(
		&(struct reader){.user = user, .path = name, .schema = schema, .err = err, .by_libcsv = true}, bytes,
		count);
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
