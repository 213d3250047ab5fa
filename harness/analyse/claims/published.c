/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/claims/published.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static int
compare_points(const void *a, const void *b)
{
	double left = ((const struct published_point *)a)->files;
	double right = ((const struct published_point *)b)->files;

	return (left > right) - (left < right);
}

static bool
read_point(const struct table *table, size_t row, struct published_point *point)
{
	return table_number(table, row, table_column(table, "files"), &point->files) &&
		   table_number(table, row, table_column(table, "initial_bytes"), &point->initial_bytes) &&
		   table_number(table, row, table_column(table, "peak_bytes"), &point->peak_bytes) &&
		   table_number(table, row, table_column(table, "growth"), &point->growth) && point->files > 0;
}

static bool
read_points(const char *path, const struct table *table, struct published *published, struct error *err)
{
	published->points = memory_zeroed(table->row_count, sizeof *published->points);
	for (size_t row = 0; row < table->row_count; row++)
		if (!read_point(table, row, &published->points[published->count++]))
			return error_raise(err, ERROR_RESULTS_FORMAT, path,
				"row %zu lacks a number in files, initial_bytes, peak_bytes or growth", row + 2);
	if (published->count == 0)
		return error_raise(err, ERROR_RESULTS_FORMAT, path, "it has a header but no row");
	qsort(published->points, published->count, sizeof *published->points, compare_points);
	return true;
}

static char *
first_text(const struct table *table, const char *column)
{
	return memory_copy_text(table->row_count > 0 ? table_text(table, 0, table_column(table, column)) : "");
}

bool
published_read(const char *path, struct published *published, struct error *err)
{
	CLEANUP_TABLE struct table table;

	*published = (struct published){0};
	if (!table_read(path, NULL, &table, err))
		return false;
	if (!read_points(path, &table, published, err)) {
		published_dispose(published);
		return false;
	}
	published->machine = first_text(&table, "machine");
	published->go_version = first_text(&table, "go_version");
	published->subject = first_text(&table, "subject");
	published->shape_claim = first_text(&table, "claim");
	published->note = first_text(&table, "note");
	(void)table_number(&table, 0, table_column(&table, "steep_beyond_files"), &published->steep_beyond_files);
	return true;
}

void
published_dispose(struct published *published)
{
	free(published->points);
	free(published->machine);
	free(published->go_version);
	free(published->subject);
	free(published->shape_claim);
	free(published->note);
	*published = (struct published){0};
}

const char *
claim_verdict_name(enum claim_verdict verdict)
{
	static const char *const names[] = {[CLAIM_CONFIRMED] = "confirmed",
		[CLAIM_MAGNITUDE] = "same magnitude",
		[CLAIM_PARTLY] = "partly confirmed",
		[CLAIM_REFUTED] = "refuted",
		[CLAIM_OPEN] = "open"};

	return names[verdict];
}

enum claim_verdict
claim_verdict_of_ratio(double ratio)
{
	static const struct {
		double within;
		enum claim_verdict verdict;
	} grades[] = {{1.25, CLAIM_CONFIRMED}, {2, CLAIM_MAGNITUDE}};
	double apart = ratio < 1 ? 1 / ratio : ratio;

	if (!isfinite(ratio) || ratio <= 0)
		return CLAIM_OPEN;
	for (size_t i = 0; i < COUNT_OF(grades); i++)
		if (apart <= grades[i].within)
			return grades[i].verdict;
	return CLAIM_REFUTED;
}
