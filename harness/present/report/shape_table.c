/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/shape_table.h"
#include "present/format.h"
#include "analyse/claims/shape.h"

/* Calls for the published points and then for each series. */
static void
each_shape(const struct study *study, enum run_column metric,
	void (*visit)(const char *label, const struct shape *shape, void *context), void *context)
{
	struct shape shape;

	if (!study_compares(study, metric) || study->published.steep_beyond_files <= 0)
		return;
	published_shape(&study->published, &shape);
	visit("article's own points", &shape, context);
	shape_dispose(&shape);
	for (size_t s = 0; s < study->growth.series_count; s++) {
		series_shape(&study->growth.series[s], metric, &study->published, &shape);
		visit(study->growth.series[s].label, &shape, context);
		shape_dispose(&shape);
	}
}

static void
add_claim_row(const char *label, const struct shape *shape, void *context)
{
	static const enum tone tones[] = {[CLAIM_CONFIRMED] = TONE_GOOD,
		[CLAIM_PARTLY] = TONE_FAIR,
		[CLAIM_REFUTED] = TONE_BAD,
		[CLAIM_OPEN] = TONE_FAINT};
	struct grid *grid = context;

	grid_add(grid, "%s", label);
	if (shape->linear.law)
		grid_add(grid, "%.4f", shape->linear.r2);
	else
		grid_add(grid, "-");
	if (shape->power.law)
		grid_add(grid, "%.2f", shape->power.parameters[2]);
	else
		grid_add(grid, "-");
	if (shape->steepening_known)
		grid_add(grid, "%.2f", shape->steepening);
	else
		grid_add(grid, "-");
	grid_add_toned(grid, tones[shape->verdict], "%s", claim_verdict_name(shape->verdict));
}

void
table_of_shape(const struct study *study, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {{"points", true}, {"R2 of a straight line", false},
		{"exponent of the power law", false}, {"slope beyond / before", false}, {"claim", true}};

	*grid = GRID_OF(columns);
	each_shape(study, metric, add_claim_row, grid);
}

struct explanation {
	struct text *text;
	double bend;
};

static void
explain_one(const char *label, const struct shape *shape, void *context)
{
	const struct explanation *explanation = context;
	char bend[FORMAT_BYTES], rate[FORMAT_BYTES];

	text_append(explanation->text, "- ");
	markdown_escape(label, explanation->text);
	text_append_format(explanation->text, ": **%s**. ", claim_verdict_name(shape->verdict));
	if (shape->verdict == CLAIM_OPEN) {
		markdown_escape(shape->why, explanation->text);
		text_append(explanation->text, ".\n");
		return;
	}
	text_append_format(explanation->text,
		"A straight line of %s a file explains %.2f%% of the variance; the power law's exponent is %.2f (%s "
		"%.1f); beyond %s files each further one costs %.2f times as much as before (%s %.1f).\n",
		format_rate(rate, "bytes", shape->linear.parameters[1]), shape->linear.r2 * 100,
		shape->power.parameters[2], shape->power.parameters[2] >= NONLINEAR_EXPONENT ? "at least" : "below",
		NONLINEAR_EXPONENT, format_size(bend, explanation->bend), shape->steepening,
		shape->steepening >= STEEP_RATIO ? "at least" : "below", STEEP_RATIO);
}

void
explain_shape(const struct study *study, enum run_column metric, struct text *text)
{
	struct explanation explanation = {text, study->published.steep_beyond_files};

	each_shape(study, metric, explain_one, &explanation);
}
