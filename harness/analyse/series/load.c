/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/load.h"

#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <math.h>

static const double notable_share = 0.10, least_wall_ns = 5e8;

/* The share is a column without a unit, so that nobody has looked yet whether it is a number. */
static bool
read_share(const struct table *runs, size_t row, double *share)
{
	return run_ended_ok(runs, row) &&
		   table_number(runs, row, table_column(runs, run_columns[COLUMN_others_share].name), share) &&
		   *share >= 0 && *share <= 1;
}

void
load_add(struct load *load, const struct table *runs, size_t row)
{
	double share, wall_ns;

	if (!read_share(runs, row, &share) || !run_number(runs, row, COLUMN_wall_ns, &wall_ns) || !(wall_ns > 0))
		return;
	load->busy_ns += share * wall_ns;
	load->whole_ns += wall_ns;
	load->runs++;
}

bool
load_share(const struct load *load, double *share)
{
	if (!(load->whole_ns > 0))
		return false;
	*share = load->busy_ns / load->whole_ns;
	return true;
}

bool
loads_differ(double share, double other)
{
	return fabs(share - other) > notable_share;
}

static size_t
collect_shares(const struct point *point, const struct table *runs, double *shares)
{
	double wall_ns;
	size_t count = 0;

	for (size_t i = 0; i < point->row_count; i++)
		if (run_number(runs, point->rows[i], COLUMN_wall_ns, &wall_ns) && wall_ns >= least_wall_ns &&
			read_share(runs, point->rows[i], &shares[count]))
			count++;
	return count;
}

bool
series_loads(const struct series *series, const struct table *runs, struct load_range *range)
{
	size_t rows = 0, count = 0, outermost;

	for (size_t p = 0; p < series->point_count; p++)
		rows += series->points[p].row_count;
	CLEANUP_FREE double *shares = memory_zeroed(rows, sizeof *shares);
	for (size_t p = 0; p < series->point_count; p++)
		count += collect_shares(&series->points[p], runs, shares + count);
	if (count < 2)
		return false;
	*range = (struct load_range){.median = median_of(shares, count), .runs = count};
	outermost = count / 10;
	range->low = shares[outermost];
	range->high = shares[count - 1 - outermost];
	return true;
}
