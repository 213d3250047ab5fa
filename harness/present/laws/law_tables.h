/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laws chosen for the series of a study, as grids: each series' law with its rival, releases one after the
 * other, predictions, and residuals as a plot of letters. Each appends rows to an empty grid whose columns it
 * sets.
 */
#ifndef GORGE_PRESENT_LAWS_LAW_TABLES_H
#define GORGE_PRESENT_LAWS_LAW_TABLES_H

#include "analyse/series/law_history.h"
#include "analyse/laws/law_plan.h"
#include "analyse/series/series_prediction.h"
#include "present/grid.h"
#include "analyse/study/study.h"

/* So many series have intervals without being asked for: to draw a law takes a millisecond. */
enum { LAWS_DRAWN_MOST = 400 };
/* Finds the laws of all series of a study for a metric, and draws those of the first LAWS_DRAWN_MOST. */
void study_laws(const struct study *study, enum run_column metric, struct series_laws *found);
/* The same of tree_peak_bytes, worked out once; the study's. */
const struct series_laws *study_peak_laws(const struct study *study);

/* One row a series that has a law: law, numbers, exponent of the power law with its interval, R2, noise,
 * runner-up, which sizes lie within the compiler's first heap, and what would decide where another law is as
 * likely. */
void table_of_choices(
	const struct study *study, const struct series_laws *found, enum run_column metric, struct grid *grid);
/* One row a series of which another law is as likely: where to measure, and how often, to tell. */
void table_of_plans(const struct study *study, const struct series_laws *found, struct grid *grid);
/* One row a run that strayed from the others of its size and was left out of the law: size, value, the
 * median of the others, and their ratio. */
void table_of_strayed(
	const struct study *study, const struct series_laws *found, enum run_column metric, struct grid *grid);
/* One row a series that has none: what it lacks. */
void table_of_lacking(const struct study *study, const struct series_laws *found, struct grid *grid);
/* One history: release by release its law, exponent, and what changed since the one before. */
void table_of_history(
	const struct study *study, const struct history *history, enum run_column metric, struct grid *grid);
/* What all series of a history have in common, as a title. The text is appended. */
void history_title(const struct study *study, const struct history *history, struct text *title);
/* What changed since the release before, as one cell in its colour: "grows FASTER, another law". */
void add_law_verdict(const struct law_change *change, struct grid *grid);
/* One cell: "x1.65 [1.36, 2.01]". */
void add_law_ratio(const struct law_estimate *ratio, struct grid *grid);
/* "1.52 [1.48, 1.56]", or "1.52" of a law that is not drawn; "-" where the curve is flat, and any exponent
 * fits; ">4" and "<0.05" where the search for it ended. */
char *format_exponent(char *out, const struct law_choice *choice);
/* False where an exponent would say nothing: a flat curve has any, and one steeper than every power none. */
bool has_exponent(const struct law_choice *choice);
/* True when the power law's exponent, or an end of its interval, is where the search for it ended. */
bool exponent_at_bound(const struct law_choice *choice);
/* By how much a value at a size is off the chosen law, as a share of the law. */
double residual_share(const struct law_choice *choice, double size, double value);
/* Residuals of one series about its law, in % of the law, with a plot. */
void table_of_residuals(
	const struct study *study, const struct series_law *law, enum run_column metric, struct grid *grid);

/* A size that is asked about: --at files=1000000. */
struct question {
	const char *axis; /* what sizes count; "" = whatever the series' axis is */
	double size;
};
/* One row a question and series of that axis: the prediction, or why there is none. */
void table_of_predictions(const struct study *study, const struct series_laws *found, enum run_column metric,
	const struct question *questions, size_t count, struct grid *grid);
/* True when the question is about series of that axis. */
bool question_concerns(const struct question *question, const char *axis);

#endif
