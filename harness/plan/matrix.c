/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/matrix.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/text_set.h"
#include "generators/parameters.h"
#include "plan/workload_axes.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* One combination of values while its cell is made: an index into each shared axis, and into each of the
 * project's own. */
struct choice {
	const struct experiment *experiment;
	const struct project_spec *spec;
	size_t *shared, *own;
};

static const char *
pick(const struct choice *choice, enum axis_kind kind, const char *name, const char *standard)
{
	const struct axes *shared = &choice->experiment->axes, *own = &choice->spec->axes;
	const struct axis *axis = axes_find(own, kind, name);

	if (axis)
		return axis->values.items[choice->own[axis - own->items]];
	axis = axes_find(shared, kind, name);
	return axis ? axis->values.items[choice->shared[axis - shared->items]] : standard;
}

static void
pick_settings(const struct choice *choice, unsigned processors, struct cell *cell)
{
	const struct axes *axes = &choice->experiment->axes;
	const char *gomaxprocs = NULL;

	for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
		const char *value = pick(choice, AXIS_SETTING, settings[id].name, NULL);
		cell->settings[id] = value ? setting_value(id, value) : setting_default(id, processors, gomaxprocs);
		if (id == SETTING_GOMAXPROCS)
			gomaxprocs = cell->settings[id];
	}
	if (!memory_limit_parse(cell->settings[SETTING_memory], &cell->memory) ||
		!timeout_parse(cell->settings[SETTING_timeout], &cell->timeout_ns))
		BUG("the parser accepted memory=%s, timeout=%s", cell->settings[SETTING_memory],
			cell->settings[SETTING_timeout]);
	for (size_t i = 0; i < axes->count; i++)
		if (axes->items[i].kind == AXIS_VARIABLE)
			list_add_format(&cell->variables, "%s=%s", axes->items[i].name,
				axes->items[i].values.items[choice->shared[i]]);
}

/* The text that ids are made of, all but the limits: everything that can change a result, and nothing else.
 */
static void
canonical_text(const struct experiment *experiment, const struct plan_facts *facts, const struct cell *cell,
	struct text *text)
{
	const struct generator *generator = experiment->projects[cell->project].generator;

	if (generator) {
		text_append_format(text, "%s@%u ", generator->name, generator->version);
		parameter_values_describe(generator, &cell->values, text);
	} else {
		text_append(text, facts->project_identities[cell->project]);
		if (text_equal(experiment->projects[cell->project].place, PLACE_GOROOT))
			text_append(text, facts->goroot_identities[cell->go]);
	}
	text_append_format(text, "\ngo=%s\nworkload=%s\ncache=%s\ntarget=%s\n", facts->go_identities[cell->go],
		cell->workload, cell->cache, cell->target);
	for (enum setting_id id = 0; id < SETTING_COUNT; id++)
		if (!setting_is_limit(id) && setting_in_ids(id, cell->settings[id]))
			text_append_format(text, "%s=%s\n", settings[id].name, cell->settings[id]);
	for (size_t i = 0; i < cell->variables.count; i++)
		text_append_format(text, "env.%s\n", cell->variables.items[i]);
}

/* A share stands as it was written, so that ids do not hang on the host. */
static void
append_limits(const struct cell *cell, struct text *text)
{
	for (enum setting_id id = 0; id < SETTING_COUNT; id++)
		if (setting_is_limit(id))
			text_append_format(text, "%s=%s\n", settings[id].name, cell->settings[id]);
}

/* The chosen value on the axis of that name; the project's own axes come first, and "project" is its name. */
static const char *
chosen_value(const char *name, const void *context)
{
	const struct choice *choice = context;

	if (text_equal(name, "project"))
		return project_spec_title(choice->spec);
	const struct {
		const struct axes *axes;
		const size_t *chosen;
	} sets[] = {{&choice->spec->axes, choice->own}, {&choice->experiment->axes, choice->shared}};

	for (size_t set = 0; set < COUNT_OF(sets); set++)
		for (size_t i = 0; i < sets[set].axes->count; i++)
			if (text_equal(sets[set].axes->items[i].name, name))
				return sets[set].axes->items[i].values.items[sets[set].chosen[i]];
	return NULL;
}

/* Where an edit is made is part of the cache state, and of no other state: cells differ by it only there. */
static char *
pick_cache(const struct choice *choice)
{
	const char *state = pick(choice, AXIS_CACHE, NULL, "std");

	if (!text_starts_with(state, EDIT_PREFIX))
		return memory_copy_text(state);
	return text_format("%s@%s", state, pick(choice, AXIS_AT, NULL, "leaf"));
}

/* "build", or "command:gopls check ." of the workload whose command is a key of its own. */
static char *
pick_workload(const struct choice *choice)
{
	const char *name = pick(choice, AXIS_WORKLOAD, NULL, "");

	if (!text_equal(name, "command"))
		return memory_copy_text(name);
	return text_format("%s:%s", name, pick(choice, AXIS_COMMAND, NULL, ""));
}

static void
make_cell(const struct plan_facts *facts, const struct choice *choice, struct cell *cell)
{
	const struct experiment *experiment = choice->experiment;
	const struct axis *go = axes_find(&experiment->axes, AXIS_GO, NULL);
	uint64_t fixed = facts->repetitions ? facts->repetitions : choice->spec->repetitions;
	CLEANUP_TEXT struct text text = {0};

	cell->project = (size_t)(choice->spec - experiment->projects);
	if (choice->spec->generator)
		project_spec_values(choice->spec, choice->own, &cell->values);
	pick_settings(choice, facts->processors, cell);
	cell->go = go ? choice->shared[go - experiment->axes.items] : 0;
	cell->workload = pick_workload(choice);
	cell->cache = pick_cache(choice);
	cell->target = memory_copy_text(pick(choice, AXIS_TARGET, NULL, "./..."));
	cell->repetitions = fixed ? (struct repetitions){.least = fixed, .most = fixed}
							  : repeat_of(&experiment->repeat, chosen_value, choice);
	canonical_text(experiment, facts, cell, &text);
	(void)hash_format(cell->old_id, hash_bytes(text_string(&text), text.length));
	append_limits(cell, &text);
	(void)hash_format(cell->id, hash_bytes(text_string(&text), text.length));
}

static void
dispose_cell(struct cell *cell)
{
	for (size_t id = 0; id < SETTING_COUNT; id++)
		free(cell->settings[id]);
	free(cell->workload);
	free(cell->cache);
	free(cell->target);
	list_dispose(&cell->variables);
}

/* The first rule of [exclude] that holds for the choice, or SIZE_MAX. */
static size_t
excluding_rule(const struct choice *choice)
{
	for (size_t i = 0; i < choice->experiment->exclude_count; i++)
		if (exclude_rule_holds(&choice->experiment->excludes[i], chosen_value, choice))
			return i;
	return SIZE_MAX;
}

/* While the cells are made: their ids, since 1000 and 1k are one value. */
struct making {
	struct text_set kept, excluded;
	size_t capacity;
};

/* Whether a cell has a place in the plan at all. */
static bool
is_asked_for(const struct plan_facts *facts, struct cell *cell)
{
	uint64_t times;

	if (!facts->times)
		return true;
	times = facts->times(facts->times_context, cell);
	cell->repetitions = (struct repetitions){.least = times, .most = times};
	return times > 0;
}

/* Adds the cell, unless it is there already or a rule leaves it out, which is then counted to the rule. */
static void
add_cell(
	const struct plan_facts *facts, const struct choice *choice, struct plan *plan, struct making *making)
{
	size_t rule = excluding_rule(choice);
	struct cell *cell;
	bool asked_for;

	plan->cells = memory_grow(plan->cells, plan->cell_count, &making->capacity, sizeof *plan->cells);
	cell = &plan->cells[plan->cell_count];
	*cell = (struct cell){0};
	make_cell(facts, choice, cell);
	asked_for = is_asked_for(facts, cell);
	if (asked_for && rule == SIZE_MAX && text_set_add(&making->kept, cell->id)) {
		plan->cell_count++;
		return;
	}
	if (asked_for && rule != SIZE_MAX && text_set_add(&making->excluded, cell->id))
		plan->excluded[rule]++;
	dispose_cell(cell);
}

static void
make_cells(const struct experiment *experiment, const struct plan_facts *facts, struct plan *plan)
{
	CLEANUP_FREE size_t *shared = memory_zeroed(experiment->axes.count, sizeof *shared);
	struct making making = {0};

	for (size_t i = 0; i < experiment->project_count; i++) {
		const struct project_spec *spec = &experiment->projects[i];
		CLEANUP_FREE size_t *own = memory_zeroed(spec->axes.count, sizeof *own);
		struct choice choice = {experiment, spec, shared, own};
		do
			do
				add_cell(facts, &choice, plan, &making);
			while (axes_next(&experiment->axes, shared));
		while (axes_next(&spec->axes, own));
	}
	text_set_dispose(&making.kept);
	text_set_dispose(&making.excluded);
}

static void
make_run_id(const char *cell_id, uint64_t repetition, char *id)
{
	CLEANUP_FREE char *text = text_format("%s repetition=%" PRIu64, cell_id, repetition);

	(void)hash_format(id, hash_text(text));
}

static void
add_run(struct plan *plan, size_t cell, uint64_t repetition)
{
	plan->runs = memory_grow(plan->runs, plan->run_count, &plan->run_capacity, sizeof *plan->runs);
	struct run *run = &plan->runs[plan->run_count++];

	*run = (struct run){.cell = cell, .repetition = repetition};
	make_run_id(plan->cells[cell].id, repetition, run->id);
	make_run_id(plan->cells[cell].old_id, repetition, run->old_id);
}

/* The cells in the order in which a repetition takes them; the caller frees it. */
static size_t *
shuffled_cells(const struct experiment *experiment, const struct plan *plan, uint64_t repetition)
{
	struct random random = random_stream(experiment->seed, repetition, 0);
	size_t *order = memory_zeroed(plan->cell_count, sizeof *order);

	for (size_t i = 0; i < plan->cell_count; i++)
		order[i] = i;
	random_shuffle(&random, order, plan->cell_count);
	return order;
}

bool
plan_adapts(const struct plan *plan, size_t cell)
{
	return repetitions_adapt(&plan->cells[cell].repetitions) && cell % plan->shards == plan->shard - 1;
}

/* Of the cells that do not adapt, runs are dealt out to the shards one by one: `dealt` counts them. */
static bool
is_of_shard(const struct plan *plan, size_t cell, uint64_t *dealt)
{
	if (repetitions_adapt(&plan->cells[cell].repetitions))
		return plan_adapts(plan, cell);
	return (*dealt)++ % plan->shards == plan->shard - 1;
}

static void
order_runs(const struct experiment *experiment, struct plan *plan)
{
	uint64_t last = 0, dealt = 0;

	for (size_t i = 0; i < plan->cell_count; i++)
		if (plan->cells[i].repetitions.least > last)
			last = plan->cells[i].repetitions.least;
	for (uint64_t repetition = 1; repetition <= last; repetition++) {
		CLEANUP_FREE size_t *order = shuffled_cells(experiment, plan, repetition);
		for (size_t i = 0; i < plan->cell_count; i++)
			if (plan->cells[order[i]].repetitions.least >= repetition && is_of_shard(plan, order[i], &dealt))
				add_run(plan, order[i], repetition);
	}
}

size_t
plan_add_round(const struct experiment *experiment, struct plan *plan, uint64_t repetition,
	bool (*wanted)(const void *context, size_t cell, uint64_t repetition), const void *context)
{
	CLEANUP_FREE size_t *order = shuffled_cells(experiment, plan, repetition);
	size_t before = plan->run_count;

	for (size_t i = 0; i < plan->cell_count; i++) {
		const struct repetitions *repetitions = &plan->cells[order[i]].repetitions;
		if (repetitions->least < repetition && repetition <= repetitions->most &&
			plan_adapts(plan, order[i]) && wanted(context, order[i], repetition))
			add_run(plan, order[i], repetition);
	}
	return plan->run_count - before;
}

static bool
check_run_count(const struct plan *plan, struct error *err)
{
	uint64_t runs = 0;

	for (size_t i = 0; i < plan->cell_count; i++)
		runs += plan->cells[i].repetitions.least;
	if (runs / plan->shards <= PLAN_RUNS_MOST)
		return true;
	return error_raise(err, ERROR_BAD_VALUE, "repeat",
		"%zu cells are %" PRIu64 " runs; %d are the most that one gorge plans (--shard deals them out)",
		plan->cell_count, runs, PLAN_RUNS_MOST);
}

bool
plan_build(
	const struct experiment *experiment, const struct plan_facts *facts, struct plan *plan, struct error *err)
{
	*plan = (struct plan){.shard = facts->shard,
		.shards = facts->shards,
		.excluded = memory_zeroed(experiment->exclude_count, sizeof *plan->excluded)};
	make_cells(experiment, facts, plan);
	if (!check_run_count(plan, err)) {
		plan_dispose(plan);
		return false;
	}
	order_runs(experiment, plan);
	return true;
}

void
plan_dispose(struct plan *plan)
{
	for (size_t i = 0; i < plan->cell_count; i++)
		dispose_cell(&plan->cells[i]);
	free(plan->cells);
	free(plan->runs);
	free(plan->excluded);
	*plan = (struct plan){0};
}

static const char *
cell_value(const struct project_spec *spec, const struct cell *cell, const struct axis *axis)
{
	size_t length = strlen(axis->name);

	switch (axis->kind) {
	case AXIS_PARAMETER:
		return parameter_value(spec->generator, &cell->values, axis->name)->text;
	case AXIS_GO:
		return axis->values.items[cell->go];
	case AXIS_WORKLOAD:
		return cell->workload;
	case AXIS_CACHE:
		return cell->cache;
	case AXIS_AT:
	case AXIS_COMMAND:
		return ""; /* stands in the cache state, in the workload */
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

static void
describe_axes(
	const struct project_spec *spec, const struct cell *cell, const struct axes *axes, struct text *text)
{
	for (size_t i = 0; i < axes->count; i++) {
		const struct axis *axis = &axes->items[i];
		bool bare = axis->kind == AXIS_WORKLOAD;
		if (axis->kind == AXIS_AT || axis->kind == AXIS_COMMAND || (axis->values.count < 2 && !bare))
			continue;
		text_append_format(text, "%s%s%s%s", text->length > 0 ? " " : "", bare ? "" : axis->name,
			bare ? "" : "=", cell_value(spec, cell, axis));
	}
}

void
plan_describe_cell(const struct experiment *experiment, const struct cell *cell, struct text *text)
{
	const struct project_spec *spec = &experiment->projects[cell->project];
	CLEANUP_TEXT struct text described = {0};

	if (experiment->project_count > 1)
		text_append(&described, spec->name);
	describe_axes(spec, cell, &spec->axes, &described);
	describe_axes(spec, cell, &experiment->axes, &described);
	text_append(text, text_string(&described));
}
