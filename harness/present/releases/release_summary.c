/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/releases/release_summary.h"
#include "present/releases/release_answer.h"
#include "base/memory.h"
#include "present/format.h"
#include "present/releases/load_note.h"
#include "present/releases/package_tables.h"
#include "present/releases/release_tables.h"

#include <stdlib.h>

/* Rows of either verdict, and packages, that still fit a screen. */
enum { ROWS_MOST = 12, PACKAGES_MOST = 6 };

static void
append_title(const struct releases *releases, const struct summary_style *style, struct text *text)
{
	const struct sides *sides = &releases->sides;

	text_append(text, style->page.markdown ? "## " : "");
	for (size_t i = 0; i < sides->count; i++)
		text_append_format(text, "%s%s", i > 0 ? " -> " : "", sides->items[i].name);
	text_append_format(text, "%s%zu cells\n", style->page.markdown ? "\n\n" : ": ", sides->cell_count);
}

static void
append_loads(const struct releases *releases, const struct summary_style *style, struct text *text)
{
	for (size_t step = 0; step < releases_steps(releases); step++)
		load_note(&releases->sides, step, step + 1, &style->page, text);
}

/* Sides that were not shuffled together, so that a drift of the host would look like a change. */
static void
append_times(const struct releases *releases, const struct summary_style *style, struct text *text)
{
	const struct sides *sides = &releases->sides;

	for (size_t step = 0; step < releases_steps(releases); step++)
		if (!sides_interleaved(sides, step, step + 1))
			text_append_format(text,
				"%snote: %s was measured at another time than %s; drift of the host counts\n",
				style->page.markdown ? "\n" : "", sides->items[step].name, sides->items[step + 1].name);
}

/* "largest compile: 3 worse, 1 better, 30 same, 6 unclear". */
static void
append_counts(const struct releases *releases, size_t metric, struct text *text)
{
	const struct compared *compared = releases_step(releases, 0, metric);

	text_append_format(text, "%s:", compared->metric.says);
	for (enum change_verdict verdict = 0; verdict < CHANGE_VERDICT_COUNT; verdict++)
		text_append_format(text, "%s %zu %s", verdict > 0 ? "," : "", compared->verdicts[verdict],
			change_verdict_name(verdict));
}

/* What more repetitions would say; the most is that of the cell that is hardest to tell. */
static void
append_needs(const struct compared *compared, struct text *text)
{
	size_t least = CHANGE_MORE_MOST, most = 0;

	for (size_t i = 0; i < compared->count; i++) {
		const struct change *change = &compared->changes[i];
		if (change->verdict != CHANGE_UNCLEAR || change->more == 0)
			continue;
		least = change->more < least ? change->more : least;
		most = change->more > most ? change->more : most;
	}
	if (most == 0)
		return;
	text_append_format(text, " (needs %zu", least);
	if (most > least)
		text_append_format(text, " to %s%zu", most == CHANGE_MORE_MOST ? "over " : "", most);
	text_append(text, " more runs a side)");
}

static void
append_more(size_t left, const struct summary_style *style, struct text *text)
{
	if (left > 0)
		text_append_format(text, "%sand %zu more: -v shows them\n", style->page.markdown ? "\n" : "  ", left);
}

/* How many called cells the table leaves out, of each verdict beyond the first ROWS_MOST. */
static void
append_left_out(const struct compared *compared, const struct summary_style *style, struct text *text)
{
	size_t left = 0;

	for (size_t verdict = 0; verdict <= CHANGE_BETTER; verdict++)
		left += compared->verdicts[verdict] > ROWS_MOST ? compared->verdicts[verdict] - ROWS_MOST : 0;
	append_more(style->all ? 0 : left, style, text);
}

static void
append_changes(
	const struct releases *releases, size_t metric, const struct summary_style *style, struct text *text)
{
	CLEANUP_TEXT struct text heading = {0};
	CLEANUP_GRID struct grid grid = {0};

	append_counts(releases, metric, &heading);
	append_needs(releases_step(releases, 0, metric), &heading);
	page_heading(&style->page, 3, text_string(&heading), text);
	table_of_changes(releases, metric, style->all, style->all ? 0 : ROWS_MOST, &grid);
	page_grid(&style->page, &grid, text);
	append_left_out(releases_step(releases, 0, metric), style, text);
}

static bool
tested_anywhere(const struct releases *releases, size_t metric)
{
	for (size_t step = 0; step < releases_steps(releases); step++)
		if (releases_step(releases, step, metric)->tested)
			return true;
	return false;
}

static void
append_history(
	const struct releases *releases, size_t metric, const struct summary_style *style, struct text *text)
{
	CLEANUP_TEXT struct text heading = {0};
	CLEANUP_WIDE struct wide_columns columns = {0};
	CLEANUP_GRID struct grid grid = {0};

	table_of_releases(releases, metric, style->all, &columns, &grid);
	text_append_format(&heading, "%s: %zu of %zu cells changed from one release to the next%s",
		releases->metrics[metric].says, style->all ? 0 : grid.cell_count / grid.column_count,
		releases->sides.cell_count,
		tested_anywhere(releases, metric) ? "" : " (no cell was tested: too few runs)");
	page_heading(&style->page, 3, style->all ? releases->metrics[metric].says : text_string(&heading), text);
	page_grid(&style->page, &grid, text);
}

static size_t
count_patterns_changed(const struct pattern_laws *found)
{
	size_t count = 0;

	for (size_t i = 0; i < found->count; i++) {
		bool changed = false;
		for (size_t side = 1; side < found->items[i].history.count; side++)
			changed = changed || history_step_changed(&found->items[i].history.steps[side]);
		count += changed;
	}
	return count;
}

/* "1 faster, 0 slower, 2 higher, 0 lower, 23 same, 1 unclear, 2 with too few sizes". */
static void
append_law_counts(const struct pattern_laws *found, struct text *text)
{
	static const enum law_verdict order[] = {
		LAW_FASTER, LAW_SLOWER, LAW_HIGHER, LAW_LOWER, LAW_SAME, LAW_UNCLEAR};
	size_t unknown = pattern_laws_count(found, 1, LAW_VERDICT_COUNT);

	for (size_t i = 0; i < COUNT_OF(order); i++)
		text_append_format(text, "%s %zu %s", i > 0 ? "," : "", pattern_laws_count(found, 1, order[i]),
			law_verdict_name(order[i]));
	if (unknown > 0)
		text_append_format(text, ", %zu with too few sizes", unknown);
}

static void
append_laws(
	const struct releases *releases, size_t metric, const struct summary_style *style, struct text *text)
{
	const struct pattern_laws *found = &releases->laws[metric];
	CLEANUP_TEXT struct text heading = {0};
	CLEANUP_GRID struct grid grid = {0};
	size_t left;

	if (found->count == 0)
		return;
	text_append_format(&heading, "growth of %s:", releases->metrics[metric].says);
	if (releases_steps(releases) == 1)
		append_law_counts(found, &heading);
	else
		text_append_format(&heading, " %zu of %zu patterns changed from one release to the next",
			count_patterns_changed(found), found->count);
	left = table_of_pattern_laws(releases, metric, style->all, ROWS_MOST, &grid);
	page_heading(&style->page, 3, text_string(&heading), text);
	page_grid(&style->page, &grid, text);
	append_more(left, style, text);
}

/* "packages that moved most: 3 rose and 0 fell beside others of their size, of 250 ...". */
static void
append_moves_heading(const struct releases *releases, size_t step, struct text *heading)
{
	const struct package_moves *moves = &releases->packages[step].moves;
	const struct sides *sides = &releases->sides;

	text_append(heading, "packages that moved most");
	if (releases_steps(releases) > 1)
		text_append_format(heading, ", %s -> %s", sides->items[step].name, sides->items[step + 1].name);
	if (moves->tested == 0)
		text_append(heading, ": two builds a side would tell which for themselves");
	else
		text_append_format(heading,
			": %zu rose and %zu fell beside others of their size, of %zu (builds of one lie %.1f%% apart at the "
			"median)",
			moves->directions[PACKAGE_ROSE], moves->directions[PACKAGE_FELL], moves->tested,
			100 * moves->noise);
}

/* Nothing is said where nothing moved; where nothing is known of those that did, what would tell. */
static void
append_causes(
	const struct releases *releases, size_t step, const struct summary_style *style, struct text *text)
{
	const struct package_changes *packages = &releases->packages[step];
	const struct package_moves *moves = &packages->moves;
	size_t moved = moves->directions[PACKAGE_ROSE] + moves->directions[PACKAGE_FELL];
	const char *before = style->page.markdown ? "\n" : "  ";
	CLEANUP_GRID struct grid grid = {0};

	if (moved == 0)
		return;
	table_of_causes(releases, step, &grid);
	if (grid.cell_count > 0)
		page_grid(&style->page, &grid, text);
	else if (packages->described == 0)
		text_append_format(text,
			"%swhat they have in common is not known: no packages.csv tells of them; the command that measured "
			"them adds it when it is run again\n",
			before);
	else if (moved >= CAUSE_PACKAGES_LEAST)
		text_append_format(text, "%sthey have nothing in common that those that stayed have not\n", before);
}

static void
append_moves(
	const struct releases *releases, size_t step, const struct summary_style *style, struct text *text)
{
	CLEANUP_TEXT struct text heading = {0};
	CLEANUP_GRID struct grid grid = {0};

	append_moves_heading(releases, step, &heading);
	table_of_packages(releases, step, style->all, style->all ? SIZE_MAX : PACKAGES_MOST, &grid);
	page_heading(&style->page, 3, text_string(&heading), text);
	page_grid(&style->page, &grid, text);
	append_causes(releases, step, style, text);
}

static void
append_packages(const struct releases *releases, const struct summary_style *style, struct text *text)
{
	CLEANUP_WIDE struct wide_columns columns = {0};
	CLEANUP_GRID struct grid classes = {0};

	table_of_package_classes(releases, &columns, &classes);
	if (classes.cell_count == 0)
		return;
	page_heading(&style->page, 3,
		"real code, by the peak of each package's compile: geometric mean, interval, of how many", text);
	page_grid(&style->page, &classes, text);
	for (size_t step = 0; step < releases_steps(releases); step++)
		if (releases->packages[step].pairs.count > 0)
			append_moves(releases, step, style, text);
}

static void
append_fates(const struct releases *releases, const struct summary_style *style, struct text *text)
{
	CLEANUP_GRID struct grid grid = {0};

	table_of_fates(releases, &grid);
	if (grid.cell_count == 0)
		return;
	page_heading(
		&style->page, 3, "cells that build on one release and not, or less often, on the next", text);
	page_grid(&style->page, &grid, text);
}

void
release_summary(const struct releases *releases, const struct summary_style *style, struct text *text)
{
	CLEANUP_WIDE struct wide_columns columns = {0};
	CLEANUP_GRID struct grid means = {0};

	append_title(releases, style, text);
	text_append(text, style->page.markdown ? "\n" : "");
	release_answer(releases, text);
	append_times(releases, style, text);
	append_loads(releases, style, text);
	append_fates(releases, style, text);
	for (size_t metric = 0; metric < releases->judged; metric++) {
		if (releases_steps(releases) == 1)
			append_changes(releases, metric, style, text);
		else
			append_history(releases, metric, style, text);
		append_laws(releases, metric, style, text);
	}
	append_packages(releases, style, text);
	table_of_means(releases, &columns, &means);
	page_heading(&style->page, 3, "geometric means", text);
	page_grid(&style->page, &means, text);
}
