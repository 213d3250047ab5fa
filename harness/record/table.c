/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/table.h"
#include "base/memory.h"
#include "record/row_reader.h"

#include <stdlib.h>
#include <string.h>

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

enum { RECENT_TEXTS = 1 << 15 };

/* The place of a text; one that came lately is not kept twice. Cells come back when what is measured in turn
 * does. */
static uint32_t
place_of(struct table_store *store, const char *bytes, size_t count)
{
	uint32_t *recent, place;

	if (!store->recent)
		store->recent = memory_zeroed(RECENT_TEXTS, sizeof *store->recent);
	recent = &store->recent[hash_bytes(bytes, count).low % RECENT_TEXTS];
	place = *recent;
	if (place + count < store->texts.length && memcmp(store->texts.data + place, bytes, count) == 0 &&
		store->texts.data[place + count] == '\0')
		return place;
	*recent = (uint32_t)store->texts.length;
	text_append_bytes(&store->texts, bytes, count);
	text_append_bytes(&store->texts, "", 1);
	return *recent;
}

static uint32_t
place_at(const struct table_cells *cells, size_t row)
{
	return cells->places ? cells->places[row] : cells->place;
}

static void
set_place(struct table_cells *cells, size_t row, uint32_t place)
{
	if (!cells->places && (row == 0 || place == cells->place)) {
		cells->place = place;
		return;
	}
	if (!cells->places) {
		cells->capacity = row + 1;
		cells->places = memory_resize(NULL, cells->capacity, sizeof *cells->places);
		for (size_t i = 0; i < row; i++)
			cells->places[i] = cells->place;
	}
	cells->places = memory_grow(cells->places, row, &cells->capacity, sizeof *cells->places);
	cells->places[row] = place;
}

/* Cells are pushed one by one and become a row at the line's end; those of a row that is not kept are
 * written over by the next. */
static void
push_cell(void *context, size_t column, const char *bytes, size_t count)
{
	const struct table *table = context;
	struct table_cells *cells = &table->store->columns[column];
	size_t row = table->row_count;
	uint32_t place = 0;

	if (count > 0 && repeats_above(table, column, bytes, count))
		place = place_at(cells, row - 1);
	else if (count > 0)
		place = place_of(table->store, bytes, count);
	set_place(cells, row, place);
}

static void
set_names(struct table *table, char *const *names, size_t count)
{
	table->names = memory_resize(NULL, count, sizeof *table->names);
	table->column_count = count;
	for (size_t i = 0; i < count; i++) {
		table->names[i] = memory_copy_text(names[i]);
		(void)hash_index_put(&table->columns, hash_text(names[i]), i);
	}
}

static bool
push_header(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	struct table *table = context;

	(void)path;
	(void)err;
	set_names(table, names, count);
	table->store->columns = memory_zeroed(count, sizeof *table->store->columns);
	for (size_t i = 0; i < count; i++)
		takers[i] = push_cell;
	return true;
}

static bool
push_row(void *context, size_t number, const char *path, struct error *err)
{
	struct table *table = context;

	(void)number;
	table->row_count++;
	return table->store->texts.length <= UINT32_MAX ||
		   error_raise(err, ERROR_RESULTS_FORMAT, path, "its texts take more than 4 GiB; split the file");
}

/* A table that keeps some rows only. */
struct sieve {
	struct table *table;
	const char *column_name;
	const struct text_set *kept;
	size_t column;
	struct text last;    /* what the column held last; rows of a run follow each other */
	bool keeps;          /* a row that holds it */
	size_t texts_before; /* length of the texts before the row being read */
};

static void
decide(struct sieve *sieve, const char *bytes, size_t count)
{
	struct text *last = &sieve->last;

	if (last->data && last->length == count && memcmp(last->data, bytes, count) == 0)
		return;
	text_clear(last);
	text_append_bytes(last, bytes, count);
	sieve->keeps = text_set_has(sieve->kept, last->data);
}

static void
sieve_cell(void *context, size_t column, const char *bytes, size_t count)
{
	struct sieve *sieve = context;

	if (column == sieve->column)
		decide(sieve, bytes, count);
	if (column < sieve->column || sieve->keeps)
		push_cell(sieve->table, column, bytes, count);
}

static bool
sieve_header(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	struct sieve *sieve = context;
	bool done = push_header(sieve->table, names, takers, count, path, err);

	for (size_t i = 0; i < count; i++)
		takers[i] = sieve_cell;
	sieve->column = table_column(sieve->table, sieve->column_name);
	sieve->texts_before = sieve->table->store->texts.length;
	return done;
}

static bool
sieve_row(void *context, size_t number, const char *path, struct error *err)
{
	struct sieve *sieve = context;
	struct table *table = sieve->table;

	if (!sieve->keeps) {
		table->store->texts.length = sieve->texts_before;
		return true;
	}
	sieve->texts_before = table->store->texts.length;
	return push_row(table, number, path, err);
}

static struct row_user
begin(struct table *table)
{
	*table = (struct table){.store = memory_zeroed(1, sizeof *table->store)};
	table->store->tables = 1;
	text_append_bytes(&table->store->texts, "", 1); /* place 0 is the empty text */
	return (struct row_user){.context = table, .header = push_header, .row = push_row};
}

static bool
end(struct table *table, bool done)
{
	free(table->store->recent);
	table->store->recent = NULL;
	if (!done)
		table_dispose(table);
	return done;
}

bool
table_parse(const char *bytes, size_t count, const char *name, const char *schema, struct table *table,
	struct error *err)
{
	const struct row_user user = begin(table);

	return end(table, rows_parse(bytes, count, name, schema, &user, err));
}

bool
table_read(const char *path, const char *schema, struct table *table, struct error *err)
{
	const struct row_user user = begin(table);

	return end(table, rows_read(path, schema, &user, err));
}

bool
table_read_some(const char *path, const char *schema, const char *column_name, const struct text_set *kept,
	struct table *table, struct error *err)
{
	struct sieve sieve = {.table = table, .column_name = column_name, .kept = kept};
	const struct row_user user = {&sieve, sieve_header, sieve_row};

	(void)begin(table);
	bool done = rows_read(path, schema, &user, err);
	text_dispose(&sieve.last);
	return end(table, done);
}

static void
store_leave(struct table_store *store, size_t column_count)
{
	if (!store || --store->tables > 0)
		return;
	for (size_t i = 0; store->columns && i < column_count; i++)
		free(store->columns[i].places);
	free(store->columns);
	text_dispose(&store->texts);
	free(store);
}

void
table_dispose(struct table *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		free(table->names[i]);
	free(table->names);
	hash_index_dispose(&table->columns);
	store_leave(table->store, table->column_count);
	free(table->rows);
	*table = (struct table){0};
}

static uint32_t
place_of_row(const struct table *table, size_t row)
{
	return table->rows ? table->rows[row] : (uint32_t)row;
}

void
table_select(const struct table *from,
	bool (*keep)(const struct table *from, size_t row, const void *context), const void *context,
	struct table *selected)
{
	size_t capacity = 0;

	*selected = (struct table){.store = from->store};
	from->store->tables++;
	set_names(selected, from->names, from->column_count);
	selected->rows = memory_zeroed(1, sizeof *selected->rows);
	for (size_t row = 0; row < from->row_count; row++)
		if (keep(from, row, context)) {
			selected->rows =
				memory_grow(selected->rows, selected->row_count, &capacity, sizeof *selected->rows);
			selected->rows[selected->row_count++] = place_of_row(from, row);
		}
}

size_t
table_column(const struct table *table, const char *name)
{
	return hash_index_find(&table->columns, hash_text(name));
}

const char *
table_text(const struct table *table, size_t row, size_t column)
{
	if (column >= table->column_count)
		return "";
	return table->store->texts.data + place_at(&table->store->columns[column], place_of_row(table, row));
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
