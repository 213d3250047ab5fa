/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file of plots/ says of its figure, in comments:
 *   # question: what it answers; a file without is no figure but something that figures share
 *   # order: N                        its place among the others; without it, at the end
 *   # each: family | metric           one figure for each of these, not one of everything
 *   # needs: FILE.csv [COLUMN ...]    (may stand several times) the file has a row (of that family: by its
 *                                     column family_number), and each column numbers above 0 at two sizes
 *   # without: what to say when the file has no row
 */
#ifndef GORGE_PRESENT_FIGURES_FIGURE_SHEET_H
#define GORGE_PRESENT_FIGURES_FIGURE_SHEET_H

#include "base/error.h"
#include "base/text.h"

#include <stddef.h>

struct figure_sheet {
	struct text source;
	char *question; /* NULL = it draws no figure */
	char *each;     /* NULL = of everything */
	char *without;
	double order;
};

bool figure_sheet_read(const char *path, struct figure_sheet *sheet, struct error *err);
void figure_sheet_dispose(struct figure_sheet *sheet);
#define CLEANUP_SHEET __attribute__((cleanup(figure_sheet_dispose)))

/* Why the CSV files of the folder `data` do not carry the figure of that member (0 = of everything), or "";
 * NULL with a raised error when they cannot be read. The caller frees it. */
char *figure_sheet_missing(
	const struct figure_sheet *sheet, const char *data, size_t member, struct error *err);

#endif
