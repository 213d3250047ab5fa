/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/csv_copy.h"
#include "base/memory.h"
#include "record/row_reader.h"

#include <stdlib.h>

/* Arrays of one item a column of `to`, but for `places`. */
struct copier {
	struct csv_file *to;
	const struct csv_layout *layout; /* of `to` */
	struct text *texts;              /* of this row's cells; those that were filled stay */
	char **cells;                    /* the same as csv_file_add() takes them */
	bool *is_there;                  /* in `from` */
	size_t *places;                  /* one a column of `from`: where it is in `to` */
	char *unknown;                   /* the first column of `from` that `to` lacks, or NULL */
	const char *left_out;            /* rows of this run are not copied; NULL = all are */
	size_t run_id;                   /* the column of its id */
	size_t row_count;
};

static size_t
find_column(const struct csv_layout *layout, const char *name)
{
	for (size_t i = 0; i < layout->column_count; i++)
		if (text_equal(layout->columns[i].name, name))
			return i;
	return SIZE_MAX;
}

static void
take_cell(void *context, size_t column, const char *bytes, size_t count)
{
	struct copier *copier = context;
	struct text *text = &copier->texts[copier->places[column]];

	text_clear(text);
	text_append_bytes(text, bytes, count);
}

static bool
take_header(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	struct copier *copier = context;

	(void)path;
	(void)err;
	copier->places = memory_zeroed(count, sizeof *copier->places);
	for (size_t i = 0; i < count; i++) {
		size_t place = copier->places[i] = find_column(copier->layout, names[i]);
		if (place == SIZE_MAX) {
			if (!copier->unknown)
				copier->unknown = memory_copy_text(names[i]);
			continue;
		}
		takers[i] = take_cell;
		copier->is_there[place] = true;
		text_clear(&copier->texts[place]);
	}
	return true;
}

static bool
take_row(void *context, size_t number, const char *path, struct error *err)
{
	struct copier *copier = context;

	(void)number;
	(void)path;
	if (copier->left_out && text_equal(text_string(&copier->texts[copier->run_id]), copier->left_out))
		return true;
	for (size_t i = 0; i < copier->layout->column_count; i++)
		copier->cells[i] = copier->texts[i].data;
	csv_file_add(copier->to, copier->cells);
	copier->row_count++;
	return csv_file_ease(copier->to, err);
}

static void
fill_given(struct copier *copier, const char *const *given)
{
	const struct csv_layout *layout = copier->layout;

	if (layout->unmarked_schema)
		text_append(&copier->texts[find_column(layout, "schema")], layout->unmarked_schema);
	for (size_t i = 0; given && i < layout->column_count; i++)
		if (given[i])
			text_append(&copier->texts[i], given[i]);
}

/* Asked when every row has been read, since rows of another schema tell more than a column they brought. */
static bool
check_columns(const struct copier *copier, const char *from, struct error *err)
{
	size_t schema = find_column(copier->layout, "schema");

	if (!copier->is_there[schema] && copier->texts[schema].length == 0)
		return error_raise(err, ERROR_RESULTS_SCHEMA, from, "it has no column 'schema'");
	return !copier->unknown ||
		   error_raise(err, ERROR_RESULTS_SCHEMA, from, "this gorge knows no column '%s'", copier->unknown);
}

static void
name_added(const struct copier *copier, struct list *added)
{
	for (size_t i = 0; i < copier->layout->column_count; i++) {
		const char *name = copier->layout->columns[i].name, *text = text_string(&copier->texts[i]);
		if (!copier->is_there[i])
			list_add_format(added, "%s%s%s%s", name, *text ? " (" : "", text, *text ? " in each)" : "");
	}
}

static void
dispose(struct copier *copier)
{
	for (size_t i = 0; i < copier->layout->column_count; i++)
		text_dispose(&copier->texts[i]);
	free(copier->texts);
	free(copier->cells);
	free(copier->is_there);
	free(copier->places);
	free(copier->unknown);
}

/* copied NULL: of no interest. */
static bool
copy(const char *from, const char *const *given, const char *left_out, struct csv_file *to,
	struct csv_copied *copied, struct error *err)
{
	size_t count = to->layout->column_count;
	struct copier copier = {.to = to,
		.layout = to->layout,
		.texts = memory_zeroed(count, sizeof *copier.texts),
		.cells = memory_zeroed(count, sizeof *copier.cells),
		.is_there = memory_zeroed(count, sizeof *copier.is_there),
		.left_out = left_out,
		.run_id = find_column(to->layout, "run_id")};
	struct row_user user = {&copier, take_header, take_row};

	fill_given(&copier, given);
	bool done = rows_read(from, RECORD_SCHEMA, &user, err) && check_columns(&copier, from, err);
	if (done && copied) {
		copied->row_count = copier.row_count;
		name_added(&copier, &copied->added);
	}
	dispose(&copier);
	return done;
}

bool
csv_copy(const char *from, const char *const *given, struct csv_file *to, struct csv_copied *copied,
	struct error *err)
{
	return copy(from, given, NULL, to, copied, err);
}

bool
csv_copy_without(const char *from, const char *run_id, struct csv_file *to, struct error *err)
{
	return copy(from, NULL, run_id, to, NULL, err);
}
