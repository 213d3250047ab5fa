/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "analyse/series/growth_metric.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "commands/study_command.h"
#include "present/report/comparison.h"
#include "present/report/shape_table.h"
#include "present/laws/fit_json.h"
#include "present/laws/held_tables.h"
#include "present/laws/law_tables.h"
#include "present/report/tables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
	{"--metric", "COLUMN", "what to fit: a column of runs.csv, or cpu_ns (tree_peak_bytes)"},
	{"--at", "AXIS=SIZE", "predict a run of that size (files=1000000, or the number alone); may be repeated"},
	{"--hold-back", "SIZES", "keep so many of each series' largest sizes from the laws, and ask about them"},
	{"--published", "FILE", "CSV of published figures to compare with"},
	{"--plan", NULL,
		"print where to measure, and how often, to tell laws apart that are as likely; `gorge run --fill` does"},
	{"--residuals", NULL, "plot what each law leaves unexplained"},
	{"--json", NULL, "print JSON"},
	{0},
};

enum { QUESTIONS_MOST = 32, HELD_SIZES_MOST = 100 };

/* What was asked, and what was found. */
struct request {
	enum run_column metric;
	struct question questions[QUESTIONS_MOST];
	size_t question_count;
	uint64_t sizes_held; /* 0 = none */
	struct held_back held;
	bool plan, residuals, json;
};

static void
append_titled(const char *title, const struct grid *grid, struct text *text)
{
	if (grid->cell_count == 0)
		return;
	text_append_format(text, "\n%s\n", title);
	grid_to_text(grid, 2, colour_wanted(stdout), text);
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
append_slopes(const struct study *study, enum run_column metric, struct text *text)
{
	CLEANUP_GRID struct grid fitted = {0}, slopes = {0}, claim = {0};

	if (study_compares(study, metric)) {
		table_of_laws(study, metric, &fitted);
		append_titled("line and power over the published sizes, every median counting alike", &fitted, text);
	}
	table_of_slopes(study, metric, &slopes);
	append_titled("slope between neighbouring sizes", &slopes, text);
	table_of_shape(study, metric, &claim);
	if (study->has_published)
		append_titled(study->published.shape_claim, &claim, text);
}

static void
append_residuals(
	const struct study *study, const struct series_laws *found, enum run_column metric, struct text *text)
{
	for (size_t i = 0; i < found->count; i++) {
		CLEANUP_GRID struct grid grid = {0};
		CLEANUP_FREE char *title =
			text_format("residuals of %s", study->growth.series[found->items[i].series].label);
		table_of_residuals(study, &found->items[i], metric, &grid);
		append_titled(title, &grid, text);
	}
}

static void
append_plans(const struct study *study, const struct series_laws *found, struct text *text)
{
	CLEANUP_GRID struct grid grid = {0};

	table_of_plans(study, found, &grid);
	append_titled("what to measure to tell laws apart", &grid, text);
}

static void
append_histories(
	const struct study *study, const struct series_laws *found, enum run_column metric, struct text *text)
{
	CLEANUP_HISTORIES struct histories histories;

	histories_find(&study->growth, &study->runs, &study->families, found, &histories);
	for (size_t i = 0; i < histories.count; i++) {
		CLEANUP_GRID struct grid grid = {0};
		CLEANUP_TEXT struct text title = {0};
		text_append(&title, "since which release: ");
		history_title(study, &histories.items[i], &title);
		table_of_history(study, &histories.items[i], metric, &grid);
		append_titled(text_string(&title), &grid, text);
	}
}

static void
append_answers(const struct study *study, const struct series_laws *found, const struct request *request,
	struct text *text)
{
	CLEANUP_GRID struct grid chosen = {0}, strayed = {0}, lacking = {0}, predictions = {0};

	table_of_choices(study, found, request->metric, &chosen);
	append_titled(
		"laws, chosen by AICc; the exponent is the power law's, with its 95% interval", &chosen, text);
	table_of_strayed(study, found, request->metric, &strayed);
	append_titled("runs that strayed from the others of their size, and are left out", &strayed, text);
	table_of_lacking(study, found, &lacking);
	append_titled("no law", &lacking, text);
	if (request->plan)
		append_plans(study, found, text);
	if (request->residuals)
		append_residuals(study, found, request->metric, text);
	append_histories(study, found, request->metric, text);
	table_of_predictions(
		study, found, request->metric, request->questions, request->question_count, &predictions);
	append_titled("predictions of one run, with their 95% intervals", &predictions, text);
}

static void
append_held(const struct study *study, const struct request *request, struct text *text)
{
	CLEANUP_GRID struct grid grid = {0};

	if (request->sizes_held == 0)
		return;
	append_held_sentence(&request->held, request->sizes_held, text);
	table_of_held(study, &request->held, request->metric, &grid);
	append_titled("sizes that were kept from the laws", &grid, text);
}

static bool
print_fit(const struct study *study, const struct series_laws *found, const struct request *request)
{
	CLEANUP_TEXT struct text text = {0};
	CLEANUP_FREE char *object = NULL;

	if (request->json) {
		object = fit_json(
			study, found, request->metric, request->questions, request->question_count, &request->held);
		return puts(object) >= 0;
	}
	text_append_format(&text, "%s: %s against %s\n", study->name, run_columns[request->metric].name,
		growth_common_axis(&study->growth));
	append_held(study, request, &text);
	append_points(study, request->metric, &text);
	append_answers(study, found, request, &text);
	append_slopes(study, request->metric, &text);
	return fputs(text_string(&text), stdout) >= 0;
}

/* A command that fits raises when there is no series at all that it can say something of. */
static bool
check_laws(const struct study *study, const struct series_laws *found, struct error *err)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->items[i].known)
			return true;
	return error_raise(err, ERROR_TOO_FEW_POINTS, study->growth.series[0].label, "%s", found->items[0].why);
}

static const char *
axis_candidate(size_t index, const void *context)
{
	const struct growth *growth = context;

	return index < growth->series_count ? growth_axis_name(growth, &growth->series[index]) : NULL;
}

/* `word` is AXIS=SIZE or SIZE. */
static bool
read_question(const struct study *study, const char *word, struct question *question, struct error *err)
{
	const struct growth *growth = &study->growth;
	const char *equals = strrchr(word, '='), *size = equals ? equals + 1 : word;
	CLEANUP_FREE char *axis = text_format("%.*s", (int)(equals ? equals - word : 0), word);
	const char *nearest;
	uint64_t count;

	if (text_to_count(size, &count))
		question->size = (double)count;
	else if (!text_to_number(size, &question->size))
		return error_raise(err, ERROR_USAGE, word, "'%s' is not a size", size);
	if (!(question->size > 0) || !isfinite(question->size))
		return error_raise(err, ERROR_USAGE, word, "a size is above 0");
	question->axis = "";
	for (size_t s = 0; equals && s < growth->series_count; s++)
		if (text_equal(growth_axis_name(growth, &growth->series[s]), axis))
			question->axis = growth_axis_name(growth, &growth->series[s]);
	if (!equals || question->axis[0])
		return true;
	nearest = text_nearest(axis, axis_candidate, growth);
	return error_raise(err, ERROR_USAGE, word, "no series grows along '%s'; %s%s%s", axis,
		nearest ? "did you mean '" : "their size is '", nearest ? nearest : axis_candidate(0, growth),
		nearest ? "'?" : "'");
}

static bool
read_questions(
	const struct arguments *arguments, const struct study *study, struct request *request, struct error *err)
{
	const char *word;

	while ((word = arguments_option_at(arguments, "--at", request->question_count)) != NULL) {
		if (request->question_count == QUESTIONS_MOST)
			return error_raise(err, ERROR_USAGE, "--at", "more than %d sizes at once", QUESTIONS_MOST);
		if (!read_question(study, word, &request->questions[request->question_count++], err))
			return false;
	}
	return true;
}

static bool
answer(const struct study *study, struct request *request, struct error *err)
{
	CLEANUP_LAWS struct series_laws found = {0};

	study_laws(study, request->metric, &found);
	series_laws_draw(&found, SIZE_MAX);
	if (!check_laws(study, &found, err))
		return false;
	held_back_ask(&request->held, &study->growth, &study->runs, &found, request->metric);
	return print_fit(study, &found, request) || error_raise_errno(err, ERROR_WRITE, "standard output");
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	const char *name = arguments_option(arguments, "--metric");
	CLEANUP_STUDY struct study study = {0};
	struct request request = {.metric = COLUMN_tree_peak_bytes,
		.plan = arguments_option(arguments, "--plan") != NULL,
		.residuals = arguments_option(arguments, "--residuals") != NULL,
		.json = arguments_option(arguments, "--json") != NULL};
	bool done;

	if (name && !growth_metric(name, &request.metric, err))
		return false;
	if (!parse_count("--hold-back", arguments_option(arguments, "--hold-back"), HELD_SIZES_MOST,
			&request.sizes_held, err) ||
		!study_command_open(arguments, arguments_option(arguments, "--published"), &study, err) ||
		!read_questions(arguments, &study, &request, err))
		return false;
	held_back_take(&study.growth, request.metric, request.sizes_held, &request.held);
	done = answer(&study, &request, err);
	held_back_dispose(&request.held);
	*status = STATUS_DONE;
	return done;
}

const struct command command_fit = {
	.name = "fit",
	.synopsis = "RESULTS",
	.summary = "fit growth laws to what was measured",
	.details = "Reads RESULTS/runs.csv, and for each series (runs that differ only in size) fits seven laws\n"
			   "to the medians of the ok runs: constant, linear, n log n, power, quadratic, exponential,\n"
			   "saturating.\n"
			   "The one chosen is the simplest of those with about the least AICc; the next best stands\n"
			   "beside it with how much worse it is. Residuals count relative to the value. Of\n"
			   "largest_compile_bytes, sizes within a compile's first heap tell only 'not more than'.\n"
			   "\n"
			   "Series that only their Go release tells apart are also shown one release after the other:\n"
			   "the one where a pattern begins to grow faster is marked.\n"
			   "\n"
			   "--at predicts one run, with the interval that 95% of such runs fall into; where the data\n"
			   "cannot carry it, it says why, and what to measure. docs/laws.md tells how it all is done.\n"
			   "\n"
			   "--hold-back 2 tries the laws on what was measured: they are fitted without the two largest\n"
			   "sizes of each series, asked about them, and held against their medians.",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
