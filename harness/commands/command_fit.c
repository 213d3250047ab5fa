/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "commands/command.h"
#include "commands/study_command.h"
#include "present/comparison.h"
#include "present/fit_json.h"
#include "present/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct option options[] = {
	{"--metric", "COLUMN", "what to fit: a column of runs.csv (tree_peak_bytes)"},
	{"--published", "FILE", "CSV of published figures to compare with"},
	{"--json", NULL, "print JSON"},
	{0},
};

static void
append_titled(const char *title, const struct grid *grid, struct text *text)
{
	if (grid->cell_count == 0)
		return;
	text_append_format(text, "\n%s\n", title);
	grid_to_text(grid, 2, colour_wanted(STDOUT_FILENO), text);
}

static void
append_points(const struct study *study, enum run_column metric, struct text *text)
{
	for (size_t s = 0; s < study->growth.series_count; s++) {
		CLEANUP_GRID struct grid grid = {0};
		table_of_growth(study, &study->growth.series[s], metric, &grid);
		append_titled(study->growth.series[s].label, &grid, text);
	}
}

static void
append_laws(const struct study *study, enum run_column metric, struct text *text)
{
	CLEANUP_GRID struct grid fitted = {0}, slopes = {0}, claim = {0};

	table_of_laws(study, metric, &fitted);
	append_titled("laws, least squares over the medians", &fitted, text);
	table_of_slopes(study, metric, &slopes);
	append_titled("slope between neighbouring sizes", &slopes, text);
	table_of_claim(study, metric, &claim);
	if (study->has_published)
		append_titled(study->published.claim, &claim, text);
}

/* A command that fits raises when there is no series at all that it can fit. */
static bool
check_fits(const struct study *study, enum run_column metric, struct error *err)
{
	struct error first = ERROR_INIT;

	for (size_t s = 0; s < study->growth.series_count; s++) {
		struct fit fit;
		if (series_fit(&study->growth.series[s], metric, LAW_LINEAR, &fit, &first))
			return true;
	}
	return error_raise(err, first.id, first.where, "%s", first.why);
}

static bool
print_fit(const struct study *study, enum run_column metric, bool json)
{
	CLEANUP_TEXT struct text text = {0};
	CLEANUP_FREE char *object = json ? fit_json(study, metric) : NULL;

	if (json)
		return puts(object) >= 0;
	text_append_format(&text, "%s: %s against %s\n", study->name, run_columns[metric].name,
		growth_common_axis(&study->growth));
	append_points(study, metric, &text);
	append_laws(study, metric, &text);
	return fputs(text_string(&text), stdout) >= 0;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	const char *name = arguments_option(arguments, "--metric");
	CLEANUP_STUDY struct study study = {0};
	enum run_column metric = COLUMN_tree_peak_bytes;

	if (name && !growth_metric(name, &metric, err))
		return false;
	if (!study_command_open(arguments, arguments_option(arguments, "--published"), &study, err) ||
		!check_fits(&study, metric, err))
		return false;
	if (!print_fit(&study, metric, arguments_option(arguments, "--json") != NULL))
		return error_raise_errno(err, ERROR_WRITE, "standard output");
	*status = STATUS_DONE;
	return true;
}

const struct command command_fit = {
	.name = "fit",
	.synopsis = "RESULTS",
	.summary = "fit growth laws to what was measured",
	.details = "Reads RESULTS/runs.csv, takes the median of the ok repetitions at each size, and\n"
			   "fits by least squares a + b*x and a + b*x^c for each series (runs that differ only\n"
			   "in size). Published points get the same fit, and both are held against their claim.",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
