/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/sides.h"
#include "base/hash_index.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What sides may differ in and still be compared. The host is looked at for itself. */
static bool
is_shared(const struct sides *sides, enum run_column column)
{
	bool tells = false;

	for (size_t i = 0; i < sides->count; i++)
		tells = tells || sides->items[i].growth.identity[column];
	return tells && column != COLUMN_experiment && column != COLUMN_host && column != COLUMN_go_version &&
		   column != COLUMN_go_id;
}

bool
sides_add(struct sides *sides, const char *name, const char *folder, struct table *runs, struct error *err)
{
	struct side *side;

	sides->items = memory_grow(sides->items, sides->count, &sides->capacity, sizeof *sides->items);
	side = &sides->items[sides->count++];
	*side = (struct side){.name = memory_copy_text(name), .folder = memory_copy_text(folder), .runs = *runs};
	*runs = (struct table){0};
	return growth_group(&side->runs, name, &side->growth, err);
}

/* The files are counted, not asked for, in a project of the user's: the size of such a cell may differ. */
static struct hash
cell_key(const struct sides *sides, const struct table *runs, size_t row)
{
	CLEANUP_TEXT struct text key = {0};

	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (is_shared(sides, column)) {
			text_append(&key, run_text(runs, row, column));
			text_append(&key, "\n");
		}
	text_append(&key, run_text(runs, row, COLUMN_params));
	return hash_text(text_string(&key));
}

static struct side_cell *
cell_of_key(struct sides *sides, struct hash_index *by_key, struct hash key)
{
	size_t found = hash_index_put(by_key, key, sides->cell_count);

	if (found < sides->cell_count)
		return &sides->cells[found];
	sides->cells = memory_grow(sides->cells, sides->cell_count, &sides->cell_capacity, sizeof *sides->cells);
	sides->cells[sides->cell_count] =
		(struct side_cell){.key = key, .sides = memory_zeroed(sides->count, sizeof *sides->cells->sides)};
	return &sides->cells[sides->cell_count++];
}

static void
place_side(struct sides *sides, struct hash_index *by_key, size_t index)
{
	const struct side *side = &sides->items[index];

	for (size_t s = 0; s < side->growth.series_count; s++) {
		const struct series *series = &side->growth.series[s];
		for (size_t p = 0; p < series->point_count; p++) {
			const struct point *point = &series->points[p];
			struct side_cell *cell = cell_of_key(sides, by_key, cell_key(sides, &side->runs, point->rows[0]));
			cell->size = point->size;
			cell->sides[index] = (struct side_point){series, point};
		}
	}
}

static size_t
sides_of_cell(const struct sides *sides, const struct side_cell *cell)
{
	size_t count = 0;

	for (size_t i = 0; i < sides->count; i++)
		count += cell->sides[i].point != NULL;
	return count;
}

size_t
side_cell_first(const struct side_cell *cell)
{
	size_t side = 0;

	while (!cell->sides[side].point)
		side++;
	return side;
}

static const char *
cell_text(const struct sides *sides, const struct side_cell *cell, enum run_column column)
{
	size_t side = side_cell_first(cell);

	return run_text(&sides->items[side].runs, cell->sides[side].point->rows[0], column);
}

static void
drop_unmatched(struct sides *sides)
{
	size_t kept = 0;

	for (size_t i = 0; i < sides->cell_count; i++)
		if (sides_of_cell(sides, &sides->cells[i]) >= 2)
			sides->cells[kept++] = sides->cells[i];
		else
			free(sides->cells[i].sides);
	memset(sides->cells + kept, 0, (sides->cell_count - kept) * sizeof *sides->cells);
	sides->cell_count = kept;
}

/* The cells of one generator, by what tells one from another: what only tells one generator from another, as
 * the cache of real code, would stand in every label. */
struct kin {
	const struct side_cell *first;
	bool varies[RUN_COLUMN_COUNT]; /* cells have different texts there */
	struct list assignments;       /* of the first cell's parameters */
	bool *missing;                 /* one an assignment: another cell lacks it */
};

struct kins {
	struct kin *items;
	size_t count, capacity;
};

static struct kin *
kin_of(struct kins *kins, const struct sides *sides, const struct side_cell *cell)
{
	const char *generator = cell_text(sides, cell, COLUMN_generator);
	struct kin *kin;

	for (size_t i = 0; i < kins->count; i++)
		if (text_equal(cell_text(sides, kins->items[i].first, COLUMN_generator), generator))
			return &kins->items[i];
	kins->items = memory_grow(kins->items, kins->count, &kins->capacity, sizeof *kins->items);
	kin = &kins->items[kins->count++];
	*kin = (struct kin){.first = cell};
	list_split(&kin->assignments, cell_text(sides, cell, COLUMN_params), ' ');
	kin->missing = memory_zeroed(kin->assignments.count, sizeof *kin->missing);
	return kin;
}

static void
add_to_kin(struct kins *kins, const struct sides *sides, const struct side_cell *cell)
{
	struct kin *kin = kin_of(kins, sides, cell);
	CLEANUP_LIST struct list assignments = {0};

	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (!text_equal(cell_text(sides, cell, column), cell_text(sides, kin->first, column)))
			kin->varies[column] = true;
	list_split(&assignments, cell_text(sides, cell, COLUMN_params), ' ');
	for (size_t i = 0; i < kin->assignments.count; i++)
		if (!kin->missing[i])
			kin->missing[i] = !list_contains(&assignments, kin->assignments.items[i]);
}

static void
kins_dispose(struct kins *kins)
{
	for (size_t i = 0; i < kins->count; i++) {
		list_dispose(&kins->items[i].assignments);
		free(kins->items[i].missing);
	}
	free(kins->items);
}

/* Appends an assignment of the parameters when another cell of the same generator has another value. */
static void
append_if_varies(const struct kin *kin, const char *assignment, struct text *text)
{
	size_t place = list_find(&kin->assignments, assignment);

	if (place == SIZE_MAX || kin->missing[place])
		text_append_format(text, " %s", assignment);
}

/* A generator without its version (the key has it), or where real code comes from. */
static void
append_generator(const char *generator, struct text *text)
{
	const char *version = strchr(generator, ':') ? NULL : strrchr(generator, '@');

	text_append_bytes(text, generator, version ? (size_t)(version - generator) : strlen(generator));
}

static void
append_settings(
	const struct sides *sides, const struct kin *kin, const struct side_cell *cell, struct text *text)
{
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++) {
		const char *value = cell_text(sides, cell, column);
		if (is_shared(sides, column) && column != COLUMN_generator && kin->varies[column])
			text_append_format(text, " %s=%s", run_columns[column].name, *value ? value : "-");
	}
}

static void
name_cell(const struct sides *sides, const struct kin *kin, struct side_cell *cell)
{
	size_t side = side_cell_first(cell);
	const struct size_axis *axis = &sides->items[side].growth.axes[cell->sides[side].series->axis];
	CLEANUP_LIST struct list assignments = {0};
	struct text pattern = {0}, label = {0};

	append_generator(cell_text(sides, cell, COLUMN_generator), &pattern);
	append_settings(sides, kin, cell, &pattern);
	list_split(&assignments, cell_text(sides, cell, COLUMN_params), ' ');
	for (size_t i = 0; i < assignments.count; i++)
		if (!size_axis_is(axis, assignments.items[i]))
			append_if_varies(kin, assignments.items[i], &pattern);
	text_append(&label, text_string(&pattern));
	for (size_t i = 0; i < assignments.count; i++)
		if (size_axis_is(axis, assignments.items[i]))
			append_if_varies(kin, assignments.items[i], &label);
	cell->pattern = pattern.data;
	cell->label = label.data;
}

static void
name_cells(struct sides *sides)
{
	struct kins kins = {0};

	for (size_t i = 0; i < sides->cell_count; i++)
		add_to_kin(&kins, sides, &sides->cells[i]);
	for (size_t i = 0; i < sides->cell_count; i++)
		name_cell(sides, kin_of(&kins, sides, &sides->cells[i]), &sides->cells[i]);
	kins_dispose(&kins);
}

static int
compare_labels(const void *a, const void *b)
{
	return strverscmp(((const struct side_cell *)a)->label, ((const struct side_cell *)b)->label);
}

/* Names the columns in which the first rows of two sides differ. */
static bool
raise_nothing_shared(const struct sides *sides, struct error *err)
{
	const struct side *first = &sides->items[0], *last = &sides->items[sides->count - 1];
	CLEANUP_TEXT struct text columns = {0};

	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (is_shared(sides, column) &&
			!text_equal(run_text(&first->runs, 0, column), run_text(&last->runs, 0, column)))
			text_append_format(&columns, "%s%s", columns.length ? ", " : "", run_columns[column].name);
	return error_raise(err, ERROR_DIFFERENT_RESULTS, last->name,
		"it shares no cell with '%s'; their rows differ in: %s", first->name,
		columns.length ? text_string(&columns) : "params");
}

static void
collect_hosts(const struct side *side, struct list *hosts)
{
	for (size_t row = 0; row < side->runs.row_count; row++) {
		const char *host = run_text(&side->runs, row, COLUMN_host);
		if (!list_contains(hosts, host))
			list_add(hosts, host);
	}
}

static bool
check_hosts(const struct sides *sides, struct error *err)
{
	CLEANUP_LIST struct list first = {0};

	collect_hosts(&sides->items[0], &first);
	for (size_t i = 1; i < sides->count; i++) {
		CLEANUP_LIST struct list hosts = {0};
		collect_hosts(&sides->items[i], &hosts);
		for (size_t h = 0; h < hosts.count; h++)
			if (hosts.count != first.count || !list_contains(&first, hosts.items[h]))
				return error_raise(err, ERROR_DIFFERENT_HOSTS, sides->items[i].name,
					"it was measured on '%s', and '%s' on '%s'", hosts.items[h], sides->items[0].name,
					first.count > 0 ? first.items[0] : "none");
	}
	return true;
}

bool
sides_match(struct sides *sides, bool across_hosts, struct error *err)
{
	CLEANUP_HASH_INDEX struct hash_index by_key = {0};

	if (sides->count < 2)
		BUG("%zu sides are compared", sides->count);
	if (!across_hosts && !check_hosts(sides, err))
		return false;
	for (size_t i = 0; i < sides->count; i++)
		place_side(sides, &by_key, i);
	drop_unmatched(sides);
	if (sides->cell_count == 0)
		return raise_nothing_shared(sides, err);
	name_cells(sides);
	qsort(sides->cells, sides->cell_count, sizeof *sides->cells, compare_labels);
	return true;
}

void
sides_dispose(struct sides *sides)
{
	for (size_t i = 0; i < sides->cell_count; i++) {
		free(sides->cells[i].pattern);
		free(sides->cells[i].label);
		free(sides->cells[i].sides);
	}
	free(sides->cells);
	for (size_t i = 0; i < sides->count; i++) {
		free(sides->items[i].name);
		free(sides->items[i].folder);
		growth_dispose(&sides->items[i].growth);
		table_dispose(&sides->items[i].runs);
	}
	free(sides->items);
	*sides = (struct sides){0};
}

/* A run of either side, by when it started; ISO 8601 texts compare as times do. */
struct start {
	const char *at;
	size_t side; /* 0 or 1 */
};

static int
compare_starts(const void *a, const void *b)
{
	const struct start *left = a, *right = b;
	int order = strcmp(left->at, right->at);

	return order != 0 ? order : (left->side > right->side) - (left->side < right->side);
}

static struct start *
starts_of(const struct table *first, const struct table *second)
{
	size_t count = first->row_count + second->row_count;
	struct start *starts = memory_zeroed(count + 1, sizeof *starts);

	for (size_t i = 0; i < count; i++) {
		bool later = i >= first->row_count;
		starts[i] = (struct start){
			run_text(later ? second : first, later ? i - first->row_count : i, COLUMN_started_at), later};
	}
	qsort(starts, count, sizeof *starts, compare_starts);
	return starts;
}

/* How often runs of one side follow those of the other. Where both started in the same second the order is
 * not known, and counts as shuffled. */
static size_t
count_turns(const struct start *starts, size_t count)
{
	size_t turns = 0;

	for (size_t i = 1; i < count; i++)
		if (starts[i].side != starts[i - 1].side)
			turns += text_equal(starts[i].at, starts[i - 1].at) ? count : 1;
	return turns;
}

/* Wald and Wolfowitz (1940): shuffled runs take turns 2 * first * second / all times on average. */
bool
sides_interleaved(const struct sides *sides, size_t first, size_t second)
{
	const struct table *one = &sides->items[first].runs, *other = &sides->items[second].runs;
	CLEANUP_FREE struct start *starts = starts_of(one, other);
	size_t count = one->row_count + other->row_count;
	double expected = 2 * (double)one->row_count * (double)other->row_count / (double)count;
	size_t turns = count_turns(starts, count);

	return turns > 1 && (double)turns >= expected / 2;
}

bool
sides_real_code(const struct sides *sides, const struct side_cell *cell)
{
	size_t side = side_cell_first(cell);

	return run_of_real_code(&sides->items[side].runs, cell->sides[side].point->rows[0]);
}

const char *
sides_failure(const struct sides *sides, const struct side_cell *cell, size_t side)
{
	const struct table *runs = &sides->items[side].runs;
	size_t row = cell->sides[side].point ? point_row(runs, cell->sides[side].point, false) : SIZE_MAX;

	return row == SIZE_MAX ? NULL : run_text(runs, row, COLUMN_outcome);
}
