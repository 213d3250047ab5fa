/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/size_axis.h"
#include "base/memory.h"
#include "base/text_set.h"
#include "record/columns.h"

#include <stdlib.h>
#include <string.h>

/* The different values that one parameter takes. */
struct candidate {
	char *name;
	struct text_set values;
	size_t count; /* of these */
	bool numeric;
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

static struct candidate *
candidate_named(struct candidates *candidates, const char *name)
{
	for (size_t i = 0; i < candidates->count; i++)
		if (text_equal(candidates->items[i].name, name))
			return &candidates->items[i];
	candidates->items =
		memory_grow(candidates->items, candidates->count, &candidates->capacity, sizeof *candidates->items);
	candidates->items[candidates->count] =
		(struct candidate){.name = memory_copy_text(name), .numeric = true};
	return &candidates->items[candidates->count++];
}

static void
candidates_add(struct candidates *candidates, char *assignment)
{
	char *equals = strchr(assignment, '=');
	struct candidate *candidate;
	double number;

	if (!equals)
		return;
	*equals = '\0';
	candidate = candidate_named(candidates, assignment);
	candidate->numeric = candidate->numeric && text_to_number(equals + 1, &number);
	candidate->count += text_set_add(&candidate->values, equals + 1);
}

static bool
is_of(const struct size_axis *axis, const struct table *runs, size_t row)
{
	size_t column = table_column(runs, run_columns[COLUMN_generator].name);

	return text_equal(table_text(runs, row, column), axis->generator);
}

static void
candidates_collect(struct candidates *candidates, const struct table *runs, const struct size_axis *axis)
{
	const char *previous = "";

	for (size_t row = 0; row < runs->row_count; row++) {
		const char *params = table_text(runs, row, axis->params);
		CLEANUP_LIST struct list assignments = {0};
		if (!is_of(axis, runs, row) || text_equal(params, previous))
			continue;
		previous = params;
		list_split(&assignments, params, ' ');
		for (size_t i = 0; i < assignments.count; i++)
			candidates_add(candidates, assignments.items[i]);
	}
}

/* How good a size a parameter makes; 0 = none. */
static size_t
candidate_rank(const struct candidate *candidate)
{
	if (!candidate->numeric || candidate->count < 2 || text_equal(candidate->name, "seed") ||
		text_equal(candidate->name, "go"))
		return 0;
	return text_equal(candidate->name, "files") ? SIZE_MAX : candidate->count;
}

static void
candidates_dispose(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++) {
		free(candidates->items[i].name);
		text_set_dispose(&candidates->items[i].values);
	}
	free(candidates->items);
}

void
size_axis_find(const struct table *runs, const char *generator, struct size_axis *axis)
{
	struct candidates candidates = {0};
	size_t best = 0;

	*axis = (struct size_axis){.generator = generator,
		.params = table_column(runs, run_columns[COLUMN_params].name),
		.files = table_column(runs, run_columns[COLUMN_files].name)};
	candidates_collect(&candidates, runs, axis);
	for (size_t i = 0; i < candidates.count; i++) {
		size_t rank = candidate_rank(&candidates.items[i]);
		if (rank <= best)
			continue;
		best = rank;
		free(axis->parameter);
		axis->parameter = memory_copy_text(candidates.items[i].name);
	}
	candidates_dispose(&candidates);
}

void
size_axis_dispose(struct size_axis *axis)
{
	free(axis->parameter);
	*axis = (struct size_axis){0};
}

const char *
size_axis_name(const struct size_axis *axis)
{
	return axis->parameter ? axis->parameter : "files";
}

bool
size_axis_is(const struct size_axis *axis, const char *assignment)
{
	size_t length = axis->parameter ? strlen(axis->parameter) : 0;

	return axis->parameter && strncmp(assignment, axis->parameter, length) == 0 && assignment[length] == '=';
}

bool
size_axis_value(const struct size_axis *axis, const struct table *runs, size_t row, double *size)
{
	CLEANUP_LIST struct list assignments = {0};

	if (!axis->parameter)
		return table_number(runs, row, axis->files, size);
	list_split(&assignments, table_text(runs, row, axis->params), ' ');
	for (size_t i = 0; i < assignments.count; i++)
		if (size_axis_is(axis, assignments.items[i]))
			return text_to_number(strchr(assignments.items[i], '=') + 1, size);
	return false;
}

void
size_axis_rest(const struct size_axis *axis, const struct table *runs, size_t row, struct text *rest)
{
	CLEANUP_LIST struct list assignments = {0};
	const char *separator = "";

	list_split(&assignments, table_text(runs, row, axis->params), ' ');
	for (size_t i = 0; i < assignments.count; i++) {
		if (size_axis_is(axis, assignments.items[i]))
			continue;
		text_append_format(rest, "%s%s", separator, assignments.items[i]);
		separator = " ";
	}
}
