/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/matrix.h"
#include "base/memory.h"
#include "base/random.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *
pick(const struct experiment *experiment, const size_t *choice, enum axis_kind kind, const char *name,
	const char *standard)
{
	const struct axis *axis = experiment_axis(experiment, kind, name);

	return axis ? axis->values.items[choice[axis - experiment->axes]] : standard;
}

static void
pick_parameters(const struct experiment *experiment, const size_t *choice, struct cell *cell)
{
	struct error err = ERROR_INIT;

	parameter_values_init(experiment->generator, &cell->values);
	for (size_t i = 0; i < experiment->axis_count; i++) {
		const struct axis *axis = &experiment->axes[i];
		if (axis->kind == AXIS_PARAMETER && !parameter_values_set(experiment->generator, &cell->values,
												axis->name, axis->values.items[choice[i]], &err))
			BUG("the parser accepted %s=%s: %s", axis->name, axis->values.items[choice[i]], err.why);
	}
}

static void
pick_settings(
	const struct experiment *experiment, const size_t *choice, unsigned processors, struct cell *cell)
{
	const char *gomaxprocs = NULL;

	for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
		const char *value = pick(experiment, choice, AXIS_SETTING, settings[id].name, NULL);
		cell->settings[id] = value ? memory_copy_text(value) : setting_default(id, processors, gomaxprocs);
		if (id == SETTING_GOMAXPROCS)
			gomaxprocs = cell->settings[id];
	}
	for (size_t i = 0; i < experiment->axis_count; i++) {
		const struct axis *axis = &experiment->axes[i];
		if (axis->kind == AXIS_VARIABLE)
			list_add_format(&cell->variables, "%s=%s", axis->name, axis->values.items[choice[i]]);
	}
}

/* The text that ids are made of: everything that can change a result, and nothing else. */
static void
canonical_text(const struct experiment *experiment, const struct plan_facts *facts, const struct cell *cell,
	struct text *text)
{
	if (experiment->generator) {
		text_append_format(text, "%s@%u ", experiment->generator->name, experiment->generator->version);
		parameter_values_describe(experiment->generator, &cell->values, text);
	} else {
		text_append(text, facts->project_identity);
	}
	text_append_format(text, "\ngo=%s\nworkload=%s\ncache=%s\ntarget=%s\n", facts->go_identities[cell->go],
		cell->workload, cell->cache, cell->target);
	for (size_t id = 0; id < SETTING_COUNT; id++)
		text_append_format(text, "%s=%s\n", settings[id].name, cell->settings[id]);
	for (size_t i = 0; i < cell->variables.count; i++)
		text_append_format(text, "env.%s\n", cell->variables.items[i]);
}

struct choice_context {
	const struct experiment *experiment;
	const size_t *choice;
};

static const char *
chosen_value(const char *name, const void *context)
{
	const struct choice_context *chosen = context;

	for (size_t i = 0; i < chosen->experiment->axis_count; i++) {
		const struct axis *axis = &chosen->experiment->axes[i];
		if (text_equal(axis->name, name))
			return axis->values.items[chosen->choice[i]];
	}
	return NULL;
}

static void
make_cell(const struct experiment *experiment, const struct plan_facts *facts, const size_t *choice,
	struct cell *cell)
{
	const struct axis *go = experiment_axis(experiment, AXIS_GO, NULL);
	struct choice_context context = {experiment, choice};
	CLEANUP_TEXT struct text text = {0};

	if (experiment->generator)
		pick_parameters(experiment, choice, cell);
	pick_settings(experiment, choice, facts->processors, cell);
	cell->go = go ? choice[go - experiment->axes] : 0;
	cell->workload = memory_copy_text(pick(experiment, choice, AXIS_WORKLOAD, NULL, ""));
	cell->cache = memory_copy_text(pick(experiment, choice, AXIS_CACHE, NULL, "std"));
	cell->target = memory_copy_text(pick(experiment, choice, AXIS_TARGET, NULL, "./..."));
	cell->repetitions =
		facts->repetitions ? facts->repetitions : experiment_repetitions(experiment, chosen_value, &context);
	canonical_text(experiment, facts, cell, &text);
	(void)hash_format(cell->id, hash_bytes(text_string(&text), text.length));
}

/* Counts the choice up like an odometer; false after the last. */
static bool
next_choice(const struct experiment *experiment, size_t *choice)
{
	for (size_t i = experiment->axis_count; i-- > 0;) {
		if (++choice[i] < experiment->axes[i].values.count)
			return true;
		choice[i] = 0;
	}
	return false;
}

static void
release_cell(struct cell *cell)
{
	for (size_t id = 0; id < SETTING_COUNT; id++)
		free(cell->settings[id]);
	free(cell->workload);
	free(cell->cache);
	free(cell->target);
	list_release(&cell->variables);
}

/* True when the last cell is one that is there already: 1000 and 1k are one value. */
static bool
is_repeated(const struct plan *plan)
{
	for (size_t i = 0; i + 1 < plan->cell_count; i++)
		if (text_equal(plan->cells[i].id, plan->cells[plan->cell_count - 1].id))
			return true;
	return false;
}

static void
make_cells(const struct experiment *experiment, const struct plan_facts *facts, struct plan *plan)
{
	CLEANUP_FREE size_t *choice = memory_zeroed(experiment->axis_count, sizeof *choice);
	size_t capacity = 0;

	do {
		plan->cells = memory_grow(plan->cells, plan->cell_count, &capacity, sizeof *plan->cells);
		struct cell *cell = &plan->cells[plan->cell_count++];
		*cell = (struct cell){0};
		make_cell(experiment, facts, choice, cell);
		if (is_repeated(plan)) {
			release_cell(cell);
			plan->cell_count--;
		}
	} while (next_choice(experiment, choice));
}

static void
make_run_id(const struct cell *cell, struct run *run)
{
	CLEANUP_FREE char *text = text_format("%s repetition=%" PRIu64, cell->id, run->repetition);

	(void)hash_format(run->id, hash_text(text));
}

static uint64_t
most_repetitions(const struct plan *plan)
{
	uint64_t most = 0;

	for (size_t i = 0; i < plan->cell_count; i++)
		if (plan->cells[i].repetitions > most)
			most = plan->cells[i].repetitions;
	return most;
}

static void
order_runs(const struct experiment *experiment, const struct plan_facts *facts, struct plan *plan)
{
	CLEANUP_FREE size_t *order = memory_zeroed(plan->cell_count, sizeof *order);
	uint64_t most = most_repetitions(plan), index = 0;
	size_t capacity = 0;

	for (uint64_t repetition = 1; repetition <= most; repetition++) {
		struct random random = random_stream(experiment->seed, repetition, 0);
		for (size_t i = 0; i < plan->cell_count; i++)
			order[i] = i;
		random_shuffle(&random, order, plan->cell_count);
		for (size_t i = 0; i < plan->cell_count; i++) {
			if (plan->cells[order[i]].repetitions < repetition || index++ % facts->shards != facts->shard - 1)
				continue;
			plan->runs = memory_grow(plan->runs, plan->run_count, &capacity, sizeof *plan->runs);
			struct run *run = &plan->runs[plan->run_count++];
			*run = (struct run){.cell = order[i], .repetition = repetition};
			make_run_id(&plan->cells[order[i]], run);
		}
	}
}

void
plan_build(const struct experiment *experiment, const struct plan_facts *facts, struct plan *plan)
{
	*plan = (struct plan){0};
	make_cells(experiment, facts, plan);
	order_runs(experiment, facts, plan);
}

void
plan_release(struct plan *plan)
{
	for (size_t i = 0; i < plan->cell_count; i++)
		release_cell(&plan->cells[i]);
	free(plan->cells);
	free(plan->runs);
	*plan = (struct plan){0};
}

static const char *
cell_value(const struct experiment *experiment, const struct cell *cell, const struct axis *axis)
{
	size_t length = strlen(axis->name);

	switch (axis->kind) {
	case AXIS_PARAMETER:
		return cell->values.items[parameter_index(experiment->generator, axis->name)].text;
	case AXIS_GO:
		return axis->values.items[cell->go];
	case AXIS_WORKLOAD:
		return cell->workload;
	case AXIS_CACHE:
		return cell->cache;
	case AXIS_TARGET:
		return cell->target;
	case AXIS_SETTING:
		return cell->settings[setting_find(axis->name)];
	case AXIS_VARIABLE:
		for (size_t i = 0; i < cell->variables.count; i++)
			if (strncmp(cell->variables.items[i], axis->name, length) == 0 &&
				cell->variables.items[i][length] == '=')
				return cell->variables.items[i] + length + 1;
	}
	return "";
}

void
plan_describe_cell(const struct experiment *experiment, const struct cell *cell, struct text *text)
{
	size_t start = text->length;

	for (size_t i = 0; i < experiment->axis_count; i++) {
		const struct axis *axis = &experiment->axes[i];
		bool bare = axis->kind == AXIS_WORKLOAD;
		if (axis->values.count < 2 && !bare)
			continue;
		text_append_format(text, "%s%s%s%s", text->length > start ? " " : "", bare ? "" : axis->name,
			bare ? "" : "=", cell_value(experiment, cell, axis));
	}
}
