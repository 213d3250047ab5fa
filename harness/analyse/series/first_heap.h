/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The heap up to which a compile allocates before it collects at all, by what a row tells of its release and
 * settings (toolchain/quirks.def). A compile that ends below it needs whatever it has allocated, so that its
 * peak says only that what it keeps, for which there are laws, is no more.
 */
#ifndef GORGE_ANALYSE_SERIES_FIRST_HEAP_H
#define GORGE_ANALYSE_SERIES_FIRST_HEAP_H

#include "record/runs.h"

/* What a compile holds beside its heap: the peak at the first collection less that heap, as measured. */
#define FIRST_HEAP_BESIDE (16.0 * 1024 * 1024)
/* The collector marks while the compile goes on; the compiler's source admits that the heap may pass its goal
 * by half of it. */
#define FIRST_HEAP_PASSED 1.5

/* The heap at the first collection of a compile; 0 where it is the runtime's own 4 MB, which tells nobody
 * apart, or the row does not tell its release. */
double first_heap_bytes(const struct table *runs, size_t row);
/* Up to which peak a metric may be that of a compile that has hardly collected: the heap passed by half, and
 * just reached (law_options.floors). 0 and 0 for metrics that are not of one compile. */
void first_heap_floors(const struct table *runs, size_t row, enum run_column metric, double floors[2]);

#endif
