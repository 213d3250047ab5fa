/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/first_heap.h"
#include "toolchain/quirks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MIB = 1024 * 1024;

/* The minor of "1.26.8" or "devel go1.28-abcdef"; 0 for what is no release. */
static unsigned
minor_of(const char *version)
{
	const char *major = strstr(version, "1.");

	return major ? (unsigned)strtoul(major + 2, NULL, 10) : 0;
}

/* Empty where a row does not tell it, as when the standard was taken. */
static bool
is_unset(const struct table *runs, size_t row, enum run_column column)
{
	const char *text = run_text(runs, row, column);

	return text[0] == '\0' || text_equal(text, "unset");
}

/* How many functions were compiled at a time; what is not told is what the go command passes. */
static double
concurrency_of(const struct table *runs, size_t row, unsigned minor)
{
	double c = 0, processors = 4;

	if (text_equal(run_text(runs, row, COLUMN_race), "1") && quirk_holds(QUIRK_c_ignored, minor))
		return 1;
	if (run_number(runs, row, COLUMN_c, &c) && c > 0)
		return c;
	(void)run_number(runs, row, COLUMN_GOMAXPROCS, &processors);
	return fmin(4, fmax(1, processors));
}

double
first_heap_bytes(const struct table *runs, size_t row)
{
	unsigned minor = minor_of(run_text(runs, row, COLUMN_go_version));
	double c = concurrency_of(runs, row, minor);

	if (!is_unset(runs, row, COLUMN_GOGC))
		return 0;
	if (quirk_holds(QUIRK_start_heap_by_c, minor))
		return (32 + 8 * c) * MIB;
	if (quirk_holds(QUIRK_start_heap_128, minor) && is_unset(runs, row, COLUMN_GOMEMLIMIT) && c > 1)
		return 67 * MIB;
	return 0;
}

void
first_heap_floors(const struct table *runs, size_t row, enum run_column metric, double floors[2])
{
	const double heap = metric == COLUMN_largest_compile_bytes ? first_heap_bytes(runs, row) : 0;

	floors[0] = heap > 0 ? FIRST_HEAP_PASSED * heap + FIRST_HEAP_BESIDE : 0;
	floors[1] = heap > 0 ? heap + FIRST_HEAP_BESIDE : 0;
}
