/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/rounds.h"
#include "analyse/series/growth.h"
#include "analyse/series/growth_metric.h"
#include "analyse/numbers/precision.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "record/old_limits.h"
#include "record/runs.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
rounds_adapt(const struct plan *plan)
{
	for (size_t i = 0; i < plan->cell_count; i++)
		if (plan_adapts(plan, i))
			return true;
	return false;
}

static bool
find_metrics(struct rounds *rounds, struct error *err)
{
	for (size_t i = 0; i < rounds->plan->cell_count; i++) {
		const struct repetitions *repetitions = &rounds->plan->cells[i].repetitions;
		if (repetitions_adapt(repetitions) &&
			!growth_metric(repetitions->metric, &rounds->cells[i].metric, err))
			return error_while(err, "reading 'repeat' of the experiment '%s'", rounds->experiment->name);
	}
	return true;
}

static void
take(struct cell_values *values, bool measured, double value)
{
	values->rows++;
	if (!measured)
		return;
	values->items = memory_grow(values->items, values->count, &values->capacity, sizeof *values->items);
	values->items[values->count++] = value;
}

void
rounds_take(struct rounds *rounds, const struct run *run, const struct row *row)
{
	struct cell_values *values = &rounds->cells[run->cell];
	double value = 0;
	bool measured =
		text_equal(row_text(row, COLUMN_outcome), "ok") && row_number(row, values->metric, &value);

	take(values, measured, value);
}

/* An id by which a row may be of a cell: its own, and the one that an earlier gorge would have given it. */
struct known_cell {
	const char *id;
	size_t cell;
};

static int
by_id(const void *a, const void *b)
{
	return strcmp(((const struct known_cell *)a)->id, ((const struct known_cell *)b)->id);
}

static void
take_table_row(struct rounds *rounds, size_t cell, const struct table *table, size_t row)
{
	double value = 0;
	bool measured = run_ended_ok(table, row) && run_number(table, row, rounds->cells[cell].metric, &value);

	take(&rounds->cells[cell], measured, value);
}

/* The cell that the row is of, among the first entry of its id and those behind it; SIZE_MAX = of none. Cells
 * that differ in a limit alone have one old id. */
static size_t
cell_of_row(const struct rounds *rounds, const struct known_cell *first, const struct known_cell *end,
	const struct table *table, size_t row)
{
	const char *memory = run_text(table, row, COLUMN_memory), *timeout = run_text(table, row, COLUMN_timeout);

	for (const struct known_cell *known = first; known < end && text_equal(known->id, first->id); known++)
		if (old_limits_match(memory, timeout, &rounds->plan->cells[known->cell], machine_memory_bytes()))
			return known->cell;
	return SIZE_MAX;
}

static void
take_table(struct rounds *rounds, const struct table *table)
{
	size_t count = 2 * rounds->plan->cell_count, id = table_column(table, "cell_id");
	CLEANUP_FREE struct known_cell *known = memory_zeroed(count, sizeof *known);

	for (size_t i = 0; i < count; i++) {
		const struct cell *cell = &rounds->plan->cells[i / 2];
		known[i] = (struct known_cell){i % 2 ? cell->old_id : cell->id, i / 2};
	}
	qsort(known, count, sizeof *known, by_id);
	for (size_t row = 0; row < table->row_count; row++) {
		struct known_cell wanted = {.id = table_text(table, row, id)};
		const struct known_cell *found = bsearch(&wanted, known, count, sizeof *known, by_id);
		while (found > known && text_equal(found[-1].id, wanted.id))
			found--;
		size_t cell = found ? cell_of_row(rounds, found, known + count, table, row) : SIZE_MAX;
		if (cell != SIZE_MAX)
			take_table_row(rounds, cell, table, row);
	}
}

bool
rounds_open(struct session *session, const char *runs_path, struct rounds *rounds, struct error *err)
{
	CLEANUP_TABLE struct table table = {0};

	*rounds = (struct rounds){.experiment = &session->experiment, .plan = &session->plan, .next = 2};
	rounds->cells = memory_zeroed(session->plan.cell_count, sizeof *rounds->cells);
	if (!find_metrics(rounds, err) || (runs_path && !table_read(runs_path, RECORD_SCHEMA, &table, err))) {
		rounds_dispose(rounds);
		return false;
	}
	take_table(rounds, &table);
	return true;
}

void
rounds_dispose(struct rounds *rounds)
{
	for (size_t i = 0; rounds->cells && i < rounds->plan->cell_count; i++)
		free(rounds->cells[i].items);
	free(rounds->cells);
	*rounds = (struct rounds){0};
}

/* Known well enough; or never to be, since no run has a value. */
static bool
is_settled(const struct rounds *rounds, size_t cell)
{
	const struct cell_values *values = &rounds->cells[cell];

	return values->count == 0 ||
		   median_half_width(values->items, values->count) <= rounds->plan->cells[cell].repetitions.width;
}

/* What was measured earlier stays part of the plan, so that it is counted as there already. */
static bool
is_wanted(const void *context, size_t cell, uint64_t repetition)
{
	const struct rounds *rounds = context;

	return rounds->cells[cell].rows >= repetition || !is_settled(rounds, cell);
}

static uint64_t
last_round(const struct plan *plan)
{
	uint64_t last = 0;

	for (size_t i = 0; i < plan->cell_count; i++)
		if (plan->cells[i].repetitions.most > last)
			last = plan->cells[i].repetitions.most;
	return last;
}

bool
rounds_extend(struct rounds *rounds)
{
	uint64_t last = last_round(rounds->plan);

	while (rounds->next <= last)
		if (plan_add_round(rounds->experiment, rounds->plan, rounds->next++, is_wanted, rounds) > 0)
			return true;
	return false;
}

size_t
rounds_most_to_come(const struct rounds *rounds)
{
	size_t most = 0;

	for (size_t i = 0; i < rounds->plan->cell_count; i++) {
		const struct repetitions *repetitions = &rounds->plan->cells[i].repetitions;
		uint64_t planned = rounds->next > repetitions->least ? rounds->next - 1 : repetitions->least;
		planned = rounds->cells[i].rows > planned ? rounds->cells[i].rows : planned;
		bool open = rounds->cells[i].rows < repetitions->least || !is_settled(rounds, i);
		if (plan_adapts(rounds->plan, i) && open && planned < repetitions->most)
			most += repetitions->most - planned;
	}
	return most;
}

static void
tell(const struct rounds *rounds, size_t cell, struct text *story)
{
	const struct cell_values *values = &rounds->cells[cell];
	const struct repetitions *repetitions = &rounds->plan->cells[cell].repetitions;
	double width = median_half_width(values->items, values->count);

	plan_describe_cell(rounds->experiment, &rounds->plan->cells[cell], story);
	text_append_format(story, ": %zu runs, %zu of them with %s; its median is ", values->rows, values->count,
		repetitions->metric);
	if (isfinite(width))
		text_append_format(story, "known to +-%.2f%%, ", 100 * width);
	else
		text_append(story, "not known, ");
	text_append_format(story, "wanted was %g%%\n", 100 * repetitions->width);
}

void
rounds_tell_wide(const struct rounds *rounds, struct text *story)
{
	for (size_t i = 0; i < rounds->plan->cell_count; i++)
		if (plan_adapts(rounds->plan, i) && (rounds->cells[i].count == 0 || !is_settled(rounds, i)))
			tell(rounds, i, story);
}
