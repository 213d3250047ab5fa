/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/csv_file.h"
#include "base/memory.h"
#include "record/csv.h"
#include "record/upkeep/lines.h"
#include "record/upkeep/quotes.h"

#include <string.h>

enum { MANY_BYTES = 64 * 1024 };

void
csv_append_header(struct text *line, const struct csv_layout *layout)
{
	for (size_t i = 0; i < layout->column_count; i++)
		csv_append_field(line, layout->columns[i].name, i + 1 == layout->column_count);
}

static bool
write_pending(struct csv_file *csv, struct error *err)
{
	bool written = append_file_add(&csv->file, csv->pending.data, csv->pending.length, err);

	text_clear(&csv->pending);
	return written;
}

bool
csv_file_has_header(const char *path)
{
	CLEANUP_FILE FILE *file = fopen(path, "rbe");
	CLEANUP_TEXT struct text line = {0};
	struct error none = ERROR_INIT;

	while (file && line_next(file, path, &line, &none))
		if (strspn(line.data, " \t\r\n\v\f") < line.length)
			return text_ends_with(line.data, "\n");
	return false;
}

bool
csv_file_open(const char *path, const struct csv_layout *layout, struct csv_file *csv, struct error *err)
{
	*csv = (struct csv_file){.layout = layout};
	if (!append_file_open(path, &csv->file, err))
		return false;
	bool opened = append_file_drop_torn_line(&csv->file, LINE_MOST_BYTES, err);
	if (opened && csv->file.size_bytes == 0) {
		csv_append_header(&csv->pending, layout);
		opened = write_pending(csv, err);
	}
	csv_file_keep(csv);
	if (!opened)
		csv_file_close(csv);
	return opened;
}

bool
csv_file_is_open(const struct csv_file *csv)
{
	return csv->file.path != NULL;
}

void
csv_file_add(struct csv_file *csv, char *const *cells)
{
	size_t count = csv->layout->column_count;

	for (size_t i = 0; i < count; i++)
		csv_append_field(&csv->pending, cells[i] ? cells[i] : "", i + 1 == count);
}

bool
csv_file_ease(struct csv_file *csv, struct error *err)
{
	return csv->pending.length < MANY_BYTES || write_pending(csv, err);
}

bool
csv_file_sync(struct csv_file *csv, struct error *err)
{
	if (csv->pending.length > 0 && !write_pending(csv, err))
		return false;
	return csv->file.size_bytes == csv->kept_bytes || append_file_sync(&csv->file, err);
}

void
csv_file_keep(struct csv_file *csv)
{
	csv->kept_bytes = csv->file.size_bytes;
}

/* A file that cannot be cut now is cut at the next start, as after a crash. */
void
csv_file_take_back(struct csv_file *csv)
{
	struct error uncut = ERROR_INIT;

	text_clear(&csv->pending);
	if (csv->file.size_bytes != csv->kept_bytes)
		(void)append_file_cut(&csv->file, csv->kept_bytes, &uncut);
}

/* What a line opens it closes: cells of ours have no line end. */
static bool
check_quotes(
	struct quotes *quotes, const char *line, size_t length, const struct csv_file *csv, struct error *err)
{
	CLEANUP_FREE char *where = NULL;

	(void)quotes_hold_rows(quotes, line, length, 0);
	if (!quotes->open)
		return true;
	where = text_format("%s:%zu", csv->file.path, quotes->opened);
	return error_raise(err, ERROR_RESULTS_QUOTE, where,
		"the quote that is opened in line %zu does not close in it", quotes->opened);
}

bool
csv_file_cut_tail(struct csv_file *csv, bool (*stays)(const void *context, const char *line),
	const void *context, struct error *err)
{
	CLEANUP_FILE FILE *file = fopen(csv->file.path, "rbe");
	CLEANUP_TEXT struct text line = {0};
	struct quotes quotes = {0};
	uint64_t end = 0, kept = 0;

	if (!file)
		return error_raise_errno(err, ERROR_READ, csv->file.path);
	while (line_next(file, csv->file.path, &line, err)) {
		bool is_header = end == 0;
		end += line.length;
		if (!check_quotes(&quotes, line.data, line.length, csv, err))
			return false;
		if (is_header || stays(context, line.data))
			kept = end;
	}
	if (err->id != ERROR_NONE)
		return false;
	if (ferror(file))
		return error_raise_errno(err, ERROR_READ, csv->file.path);
	if (kept != end && !append_file_cut(&csv->file, kept, err))
		return false;
	csv_file_keep(csv);
	return true;
}

void
csv_file_close(struct csv_file *csv)
{
	append_file_close(&csv->file);
	text_dispose(&csv->pending);
	*csv = (struct csv_file){0};
}
