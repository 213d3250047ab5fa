/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a pattern's metric grows on each side of a comparison, and where that changed: the laws of law_choice.h
 * over the cells that are one pattern at several sizes, and the changes of law_change.h from side to side.
 */
#ifndef GORGE_ANALYSE_COMPARE_PATTERN_LAW_H
#define GORGE_ANALYSE_COMPARE_PATTERN_LAW_H

#include "analyse/series/law_history.h"
#include "analyse/compare/compared.h"
#include "analyse/compare/metric.h"
#include "analyse/compare/sides.h"

/* The cells of one pattern, which stand side by side: from..to of those of all sides. */
struct pattern_cells {
	const struct sides *sides;
	size_t from, to;
	const struct metric *metric;
};

struct pattern_law {
	const char *pattern;        /* borrowed from its cells */
	const char *axis;           /* what its sizes count */
	struct pattern_cells cells; /* borrowed */
	struct series_law *laws;    /* per side; `series` means nothing here. NULL: pattern_law_recall() */
	struct history history;     /* a step a side, with the same laws; go_version is the side's name */
};

struct pattern_laws {
	struct pattern_law *items;
	size_t count, capacity;
};

/* One a pattern that has cells of more than one size: over all ok runs of a side, at the sizes it was
 * measured at. Changes are over the sizes that both sides have. The sides and the metric must outlive
 * them. */
void pattern_laws_find(const struct sides *sides, const struct metric *metric, struct pattern_laws *found);
/* Chooses its laws once more, which are not kept: there may be ten thousand patterns. */
void pattern_law_recall(struct pattern_law *law);
void pattern_law_forget(struct pattern_law *law);
void pattern_laws_dispose(struct pattern_laws *found);
/* What a step calls of single cells counts for their patterns: one with a cell called worse or better since
 * the side before is UNCLEAR instead of SAME. */
void pattern_laws_heed_cells(
	const struct sides *sides, size_t side, const struct compared *compared, struct pattern_laws *found);

/* Patterns that a verdict was given of since the side before; LAW_VERDICT_COUNT: of which nothing can be
 * said. */
size_t pattern_laws_count(const struct pattern_laws *found, size_t side, enum law_verdict verdict);
/* True when the step was compared and grows otherwise, or lies elsewhere, than the one before. */
bool history_step_changed(const struct history_step *step);

#endif
