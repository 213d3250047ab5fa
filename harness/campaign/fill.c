/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/fill.h"
#include "analyse/laws/law_plan.h"
#include "analyse/series/law_history.h"
#include "analyse/study/study.h"
#include "base/memory.h"
#include "generators/generator_values.h"
#include "generators/parameters.h"
#include "platform/machine.h"

#include <inttypes.h>
#include <stdlib.h>

/* A size at which cells like one of the experiment's are to be measured. */
struct further {
	size_t cell; /* of the experiment's own plan */
	const char *parameter;
	struct parameter_values values; /* the cell's, with the parameter at that size */
	uint64_t times;
};

struct filling {
	struct session *session; /* its experiment gets the further sizes */
	const struct study *study;
	uint64_t repetitions; /* of --repeat; 0 = as many as decide */
	struct plan own;      /* the experiment's */
	struct further *items;
	size_t count, capacity;
};

/* The cell that a row was measured of, by either of its ids; SIZE_MAX = none of this plan. */
static size_t
cell_of_row(const struct plan *plan, const struct table *runs, size_t row)
{
	const char *id = run_text(runs, row, COLUMN_cell_id);

	for (size_t i = 0; i < plan->cell_count; i++)
		if (text_equal(plan->cells[i].id, id) || text_equal(plan->cells[i].old_id, id))
			return i;
	return SIZE_MAX;
}

/* A cell of the experiment that is of the series. */
static size_t
cell_of_series(const struct filling *filling, const struct series *series)
{
	size_t found = SIZE_MAX;

	for (size_t p = 0; p < series->point_count && found == SIZE_MAX; p++)
		found = cell_of_row(&filling->own, &filling->study->runs, series->points[p].rows[0]);
	return found;
}

/* Sets the size, which the generator may refuse. */
static bool
set_size(const struct filling *filling, double size, struct further *further, struct error *err)
{
	const struct cell *cell = &filling->own.cells[further->cell];
	const struct generator *generator = filling->session->experiment.projects[cell->project].generator;
	CLEANUP_FREE char *text = text_format("%.0f", size);

	further->values = cell->values;
	return parameter_values_set(generator, &further->values, further->parameter, text, err) &&
		   generator_check(generator, &further->values, err);
}

static void
add_further(struct filling *filling, const struct further *further)
{
	const struct cell *cell = &filling->own.cells[further->cell];
	struct project_spec *spec = &filling->session->experiment.projects[cell->project];

	project_spec_extend(spec, further->parameter,
		parameter_value(spec->generator, &further->values, further->parameter)->text);
	filling->items = memory_grow(filling->items, filling->count, &filling->capacity, sizeof *filling->items);
	filling->items[filling->count++] = *further;
}

/* Rows are of the host that they were measured on, and so are series. */
static void
warn_of_host(const struct filling *filling, const struct series *series, struct text *story)
{
	const char *theirs = study_text(filling->study, series, COLUMN_host);
	char ours[256];

	machine_name(ours, sizeof ours);
	if (theirs[0] != '\0' && !text_equal(theirs, ours))
		text_append_format(
			story, ", though it was measured on '%s', and rows of this host are another series", theirs);
}

/* Takes what would decide about a series, or says why that cannot be measured. */
static void
take(struct filling *filling, const struct series *series, const struct law_plan *plan, struct text *story)
{
	const char *parameter = filling->study->growth.axes[series->axis].parameter;
	struct further further = {.cell = cell_of_series(filling, series), .parameter = parameter};
	struct error err = ERROR_INIT;

	if (plan->runs == 0) {
		text_append(story, "too much noise to decide");
	} else if (!parameter || further.cell == SIZE_MAX) {
		text_append(story, parameter ? "this experiment has no such cells" : "its size is no parameter");
	} else if (!set_size(filling, plan->size, &further, &err)) {
		text_append_format(story, "%s: %s", err.where, err.why);
	} else {
		further.times = filling->repetitions > 0 ? filling->repetitions : plan->runs;
		add_further(filling, &further);
		text_append_format(story, "%zu run%s at %s=%.0f would decide", plan->runs, plan->runs == 1 ? "" : "s",
			parameter, plan->size);
		warn_of_host(filling, series, story);
	}
}

static void
look_at(struct filling *filling, const struct series_law *law, struct text *story)
{
	const struct series *series = &filling->study->growth.series[law->series];
	struct law_plan plan;

	if (!law->known) {
		text_append_format(story, "%s: no law: %s\n", series->label, law->why);
		return;
	}
	law_plan_find(&law->choice, &plan);
	if (!plan.needed)
		return;
	text_append_format(
		story, "%s: %s or %s: ", series->label, laws[law->choice.law].name, laws[plan.rival].name);
	take(filling, series, &plan, story);
	text_append(story, "\n");
}

static bool
same_values(const struct generator *generator, const struct parameter_values *ours,
	const struct parameter_values *theirs)
{
	for (size_t i = 0; generator->parameters[i].name; i++)
		if (!text_equal(ours->items[i].text, theirs->items[i].text))
			return false;
	return true;
}

static bool
same_settings(const struct cell *ours, const struct cell *theirs)
{
	for (size_t id = 0; id < SETTING_COUNT; id++)
		if (!text_equal(ours->settings[id], theirs->settings[id]))
			return false;
	if (ours->variables.count != theirs->variables.count)
		return false;
	for (size_t i = 0; i < ours->variables.count; i++)
		if (!text_equal(ours->variables.items[i], theirs->variables.items[i]))
			return false;
	return true;
}

/* Whether a cell is the further size of the one that it was taken from, and is like that in all else. */
static bool
is_further(const struct filling *filling, const struct further *further, const struct cell *cell)
{
	const struct cell *like = &filling->own.cells[further->cell];

	return cell->project == like->project && cell->go == like->go &&
		   text_equal(cell->workload, like->workload) && text_equal(cell->cache, like->cache) &&
		   text_equal(cell->target, like->target) && same_settings(cell, like) &&
		   same_values(filling->session->experiment.projects[cell->project].generator, &cell->values,
			   &further->values);
}

static uint64_t
rows_of(const struct table *runs, const struct cell *cell)
{
	uint64_t rows = 0;

	for (size_t row = 0; row < runs->row_count; row++)
		rows += text_equal(run_text(runs, row, COLUMN_cell_id), cell->id);
	return rows;
}

/* How often a cell of the experiment with its further sizes is measured. */
static uint64_t
times_of(const void *context, const struct cell *cell)
{
	const struct filling *filling = context;
	uint64_t times = 0;

	for (size_t i = 0; i < filling->count; i++)
		if (filling->items[i].times > times && is_further(filling, &filling->items[i], cell))
			times = filling->items[i].times;
	return times > 0 && rows_of(&filling->study->runs, cell) < times ? times : 0;
}

bool
fill_plan(const struct session_request *request, enum run_column metric, struct session *session,
	struct text *story, struct error *err)
{
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_LAWS struct series_laws found = {0};
	struct filling filling = {.session = session, .study = &study, .repetitions = request->repetitions};
	struct session_request further = *request;

	if (!study_open_rows(session->results_folder, &study, err))
		return error_while(err, "reading what has been measured, to fill it");
	filling.own = session->plan;
	session->plan = (struct plan){0};
	series_laws_find(&study.growth, &study.runs, metric, &found);
	for (size_t i = 0; i < found.count; i++)
		look_at(&filling, &found.items[i], story);
	further.times = times_of;
	further.times_context = &filling;
	bool planned = session_plan_again(&further, session, err);
	if (planned && filling.count > 0 && session->plan.run_count == 0)
		text_append(story, "all of that is measured already, or left out by [exclude]\n");
	plan_dispose(&filling.own);
	free(filling.items);
	return planned;
}
