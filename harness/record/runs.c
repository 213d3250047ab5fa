/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/runs.h"
#include "plan/project_spec.h"
#include "platform/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "record/row_reader.h"

#include <stdlib.h>
#include <string.h>

static const double LARGEST = 1e18; /* thirty years in ns, an exabyte */

const char *
run_text(const struct table *runs, size_t row, enum run_column column)
{
	return table_text(runs, row, table_column(runs, run_columns[column].name));
}

struct run_figure
run_figure_of(const struct table *runs, enum run_column metric)
{
	struct metric_parts parts = metric_parts_of(metric);
	struct run_figure figure = {.count = parts.count};

	for (size_t i = 0; i < parts.count; i++)
		figure.places[i] = table_column(runs, run_columns[parts.columns[i]].name);
	return figure;
}

bool
run_figure_is_there(const struct run_figure *figure)
{
	for (size_t i = 0; i < figure->count; i++)
		if (figure->places[i] == SIZE_MAX)
			return false;
	return true;
}

bool
run_figure_number(const struct table *runs, size_t row, const struct run_figure *figure, double *value)
{
	double sum = 0, part;

	for (size_t i = 0; i < figure->count; i++) {
		if (!table_number(runs, row, figure->places[i], &part))
			return false;
		sum += part;
	}
	*value = sum;
	return true;
}

bool
run_number(const struct table *runs, size_t row, enum run_column metric, double *value)
{
	struct run_figure figure = run_figure_of(runs, metric);

	return run_figure_number(runs, row, &figure, value);
}

bool
run_ended_ok(const struct table *runs, size_t row)
{
	return text_equal(run_text(runs, row, COLUMN_outcome), "ok");
}

bool
run_of_real_code(const struct table *runs, size_t row)
{
	const char *generator = run_text(runs, row, COLUMN_generator);

	return (strchr(generator, ':') && strncmp(generator, "exec:", strlen("exec:")) != 0) ||
		   text_equal(generator, PLACE_GOROOT);
}

/* Looks for the place in the file of a row of the table, which knows nothing of headers further down. */
struct place {
	size_t rows_before, number;
};

static bool
any_header(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	(void)context, (void)names, (void)takers, (void)count, (void)path, (void)err;
	return true;
}

static bool
count_row(void *context, size_t number, const char *path, struct error *err)
{
	struct place *place = context;

	(void)path, (void)err;
	if (place->number == 0 && place->rows_before-- == 0)
		place->number = number;
	return true;
}

/* Reads the file once more, for a message alone, so that tables need not keep a number per row. */
static size_t
number_in_file(const char *path, size_t row)
{
	struct place place = {.rows_before = row};
	struct error err = ERROR_INIT;

	(void)rows_read(path, NULL, &(struct row_user){&place, any_header, count_row}, &err);
	return place.number;
}

/* Digits, a point and an exponent alone: no sign in front, per cent, hexadecimal or words. */
static bool
is_figure(const char *text)
{
	double value;

	return text[strspn(text, "0123456789.eE+-")] == '\0' && text_to_number(text, &value) && value >= 0 &&
		   value <= LARGEST;
}

static bool
check_column(const struct table *runs, size_t column, const char *path, struct error *err)
{
	for (size_t row = 0; row < runs->row_count; row++) {
		const char *text = table_text(runs, row, column);
		if (*text != '\0' && !is_figure(text))
			return error_raise(err, ERROR_RESULTS_FORMAT, path,
				"row %zu (the header is row 1) has '%.80s' as %s, which is no number from 0 to 1e18; "
				"correct it, empty the cell if it was not measured, or take the row out",
				number_in_file(path, row), text, runs->names[column]);
	}
	return true;
}

static bool
check_figures(const struct table *runs, const char *path, struct error *err)
{
	for (enum run_column i = 0; i < RUN_COLUMN_COUNT; i++)
		if (column_is_figure(i) && !check_column(runs, table_column(runs, run_columns[i].name), path, err))
			return false;
	return true;
}

struct keyed_row {
	struct hash key;
	size_t row;
};

/* A run_id does not tell the experiment, the host and the meter: rows that differ in these are different
 * runs, which no analysis takes for repetitions of one. */
static struct hash
run_key(const struct table *runs, size_t row)
{
	static const enum run_column parts[] = {COLUMN_run_id, COLUMN_experiment, COLUMN_host, COLUMN_meter};
	CLEANUP_TEXT struct text key = {0};

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		text_append_format(&key, "%s\n", run_text(runs, row, parts[i]));
	return hash_text(text_string(&key));
}

static int
compare_keys(const void *a, const void *b)
{
	const struct keyed_row *left = a, *right = b;

	if (left->key.high != right->key.high)
		return left->key.high < right->key.high ? -1 : 1;
	if (left->key.low != right->key.low)
		return left->key.low < right->key.low ? -1 : 1;
	return (left->row > right->row) - (left->row < right->row);
}

/* The rows that have a run_id, those of one run next to each other; returns how many. */
static size_t
sort_by_run(const struct table *runs, struct keyed_row *keyed)
{
	size_t id = table_column(runs, run_columns[COLUMN_run_id].name), count = 0;

	for (size_t row = 0; row < runs->row_count; row++)
		if (*table_text(runs, row, id) != '\0')
			keyed[count++] = (struct keyed_row){run_key(runs, row), row};
	qsort(keyed, count, sizeof *keyed, compare_keys);
	return count;
}

static bool
check_same(const struct table *runs, size_t first, size_t second, const char *path, struct error *err)
{
	size_t id = table_column(runs, run_columns[COLUMN_run_id].name);

	for (size_t column = 0; column < runs->column_count; column++)
		if (!text_equal(table_text(runs, first, column), table_text(runs, second, column)))
			return error_raise(err, ERROR_RESULTS_FORMAT, path,
				"rows %zu and %zu (the header is row 1) both are run %s, and differ in %s: '%.80s' and "
				"'%.80s'; keep one of them, or keep results measured twice in folders of their own",
				number_in_file(path, first), number_in_file(path, second), table_text(runs, first, id),
				runs->names[column], table_text(runs, first, column), table_text(runs, second, column));
	return true;
}

static bool
is_new(const struct table *from, size_t row, const void *copies)
{
	(void)from;
	return !((const bool *)copies)[row];
}

static void
leave_out(struct table *runs, const bool *copies)
{
	struct table kept;

	table_select(runs, is_new, copies, &kept);
	table_dispose(runs);
	*runs = kept;
}

static bool
drop_copies(struct table *runs, const char *path, struct error *err)
{
	CLEANUP_FREE struct keyed_row *keyed = memory_zeroed(runs->row_count + 1, sizeof *keyed);
	CLEANUP_FREE bool *copies = memory_zeroed(runs->row_count + 1, sizeof *copies);
	size_t count = sort_by_run(runs, keyed), copy_count = 0;

	for (size_t i = 1; i < count; i++) {
		if (!hash_equal(keyed[i].key, keyed[i - 1].key))
			continue;
		if (!check_same(runs, keyed[i - 1].row, keyed[i].row, path, err))
			return false;
		copies[keyed[i].row] = true;
		copy_count++;
	}
	if (copy_count > 0)
		leave_out(runs, copies);
	return true;
}

bool
runs_read(const char *path, struct table *runs, struct error *err)
{
	if (!table_read(path, RECORD_SCHEMA, runs, err))
		return false;
	/* In this order, since rows that are left out would shift the numbers of those behind. */
	if (check_figures(runs, path, err) && drop_copies(runs, path, err))
		return true;
	table_dispose(runs);
	return false;
}

bool
runs_read_folder(const char *folder, struct table *runs, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", folder);

	if (!file_is_folder(folder))
		return error_raise(err, ERROR_RESULTS_FORMAT, folder, "there is no such folder");
	if (!file_exists(path))
		return error_raise(err, ERROR_RESULTS_FORMAT, folder, "it holds no runs.csv");
	return runs_read(path, runs, err);
}
