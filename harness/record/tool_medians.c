/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/tool_medians.h"
#include "base/hash.h"
#include "base/memory.h"
#include "record/columns.h"
#include "record/peaks.h"
#include "record/row_reader.h"

#include <stdlib.h>
#include <string.h>

/* The compiles of a package in a group. With group NO_GROUP it holds no peaks: such a cell is the one owner
 * of its package's name, so that a hundred groups do not keep it a hundred times. */
struct cell {
	uint64_t hash;
	size_t group;
	size_t name; /* place in the packages' text */
	struct peaks peaks;
};

enum { SLOTS_AT_FIRST = 1024 };
static const size_t NO_GROUP = SIZE_MAX;

struct collector {
	struct tool_grouping grouping;
	struct cell *cells;
	size_t cell_count, cell_capacity;
	uint32_t *slots; /* open addressing: 1 + index of a cell, 0 = free; twice the cells at least */
	size_t slot_count;
	struct text *packages;
	/* the row being read */
	struct text run_id, package;
	size_t group;
	bool group_known; /* of run_id */
	bool is_compile;
	struct peak_cell peak;
};

static void
take_run_id(void *context, size_t column, const char *bytes, size_t count)
{
	struct collector *collector = context;
	struct text *run_id = &collector->run_id;

	(void)column;
	if (run_id->length == count && collector->group_known && memcmp(run_id->data, bytes, count) == 0)
		return;
	text_clear(run_id);
	text_append_bytes(run_id, bytes, count);
	collector->group_known = false;
}

static void
take_tool(void *context, size_t column, const char *bytes, size_t count)
{
	static const char compile[] = "compile";
	struct collector *collector = context;

	(void)column;
	collector->is_compile = count == sizeof compile - 1 && memcmp(bytes, compile, count) == 0;
}

static void
take_package(void *context, size_t column, const char *bytes, size_t count)
{
	struct collector *collector = context;

	(void)column;
	text_clear(&collector->package);
	text_append_bytes(&collector->package, bytes, strnlen(bytes, count)); /* names are C texts */
}

static void
take_peak(void *context, size_t column, const char *bytes, size_t count)
{
	struct collector *collector = context;

	(void)column;
	peak_cell_set(&collector->peak, bytes, count);
}

static const struct {
	const char *name;
	row_cell *take;
} takers_by_name[] = {
	{"run_id", take_run_id}, {"tool", take_tool}, {"package", take_package}, {"peak_bytes", take_peak}};

static bool
choose_columns(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	(void)context;
	for (size_t i = 0; i < COUNT_OF(takers_by_name); i++) {
		size_t column = 0;
		while (column < count && !text_equal(names[column], takers_by_name[i].name))
			column++;
		if (column == count)
			return error_raise(
				err, ERROR_RESULTS_FORMAT, path, "it has no column '%s'", takers_by_name[i].name);
		takers[column] = takers_by_name[i].take;
	}
	return true;
}

static void
put_in_slot(struct collector *collector, size_t cell)
{
	size_t slot = collector->cells[cell].hash & (collector->slot_count - 1);

	while (collector->slots[slot] != 0)
		slot = (slot + 1) & (collector->slot_count - 1);
	collector->slots[slot] = (uint32_t)(cell + 1);
}

static void
grow_slots(struct collector *collector)
{
	if (collector->cell_count * 2 < collector->slot_count)
		return;
	collector->slot_count = collector->slot_count ? collector->slot_count * 2 : SLOTS_AT_FIRST;
	free(collector->slots);
	collector->slots = memory_zeroed(collector->slot_count, sizeof *collector->slots);
	for (size_t i = 0; i < collector->cell_count; i++)
		put_in_slot(collector, i);
}

static size_t find_or_add(struct collector *collector, size_t group);

static size_t
add_cell(struct collector *collector, size_t group, uint64_t hash)
{
	size_t name, cell;

	if (group == NO_GROUP) {
		name = collector->packages->length;
		text_append_bytes(
			collector->packages, text_string(&collector->package), collector->package.length + 1);
	} else {
		cell = find_or_add(collector, NO_GROUP);
		name = collector->cells[cell].name;
	}
	grow_slots(collector);
	cell = collector->cell_count;
	collector->cells =
		memory_grow(collector->cells, cell, &collector->cell_capacity, sizeof *collector->cells);
	collector->cells[cell] = (struct cell){.hash = hash, .group = group, .name = name};
	collector->cell_count++;
	put_in_slot(collector, cell);
	return cell;
}

/* The index of the cell of this row's package in a group, in one look-up but for the first of its kind. The
 * cells may have moved then. */
static size_t
find_or_add(struct collector *collector, size_t group)
{
	const char *package = text_string(&collector->package);
	uint64_t hash = hash_bytes(package, collector->package.length).low + group * UINT64_C(0x9e3779b97f4a7c15);
	size_t mask = collector->slot_count - 1;

	for (size_t slot = hash & mask; collector->slot_count > 0 && collector->slots[slot] != 0;
		 slot = (slot + 1) & mask) {
		const struct cell *cell = &collector->cells[collector->slots[slot] - 1];
		if (cell->hash == hash && cell->group == group &&
			text_equal(collector->packages->data + cell->name, package))
			return (size_t)(cell - collector->cells);
	}
	return add_cell(collector, group, hash);
}

static bool
take_row(void *context, size_t number, const char *path, struct error *err)
{
	struct collector *collector = context;
	size_t cell;

	if (!collector->group_known) {
		collector->group =
			collector->grouping.group_of
				? collector->grouping.group_of(text_string(&collector->run_id), collector->grouping.context)
				: 0;
		collector->group_known = true;
	}
	if (!collector->is_compile || collector->group == NO_GROUP || *text_string(&collector->package) == '\0' ||
		collector->peak.kind == PEAK_NOT_MEASURED)
		return true;
	if (collector->peak.kind == PEAK_NO_SIZE)
		return error_raise(err, ERROR_RESULTS_FORMAT, path,
			"row %zu: '%s' in peak_bytes is not a whole number of bytes", number, collector->peak.text);
	cell = find_or_add(collector, collector->group);
	peaks_add(&collector->cells[cell].peaks, collector->peak.bytes);
	return true;
}

static int
by_package_then_group(const void *left, const void *right)
{
	const struct tool_median *a = left, *b = right;
	int order = strcmp(a->package, b->package);

	return order ? order : (a->group > b->group) - (a->group < b->group);
}

static void
work_out(struct collector *collector, struct tool_medians *medians)
{
	medians->rows = memory_resize(NULL, collector->cell_count, sizeof *medians->rows);
	for (size_t i = 0; i < collector->cell_count; i++) {
		struct cell *cell = &collector->cells[i];
		if (cell->group == NO_GROUP)
			continue;
		medians->rows[medians->count++] = (struct tool_median){.group = cell->group,
			.package = medians->packages.data + cell->name,
			.count = cell->peaks.count,
			.peak_bytes = peaks_median(&cell->peaks)};
	}
	if (medians->count > 0)
		qsort(medians->rows, medians->count, sizeof *medians->rows, by_package_then_group);
}

static bool
end(struct collector *collector, bool done, struct tool_medians *medians)
{
	if (done)
		work_out(collector, medians);
	else
		tool_medians_dispose(medians);
	for (size_t i = 0; i < collector->cell_count; i++)
		peaks_dispose(&collector->cells[i].peaks);
	free(collector->cells);
	free(collector->slots);
	text_dispose(&collector->run_id);
	text_dispose(&collector->package);
	return done;
}

static struct collector
begin(const struct tool_grouping *grouping, struct tool_medians *medians)
{
	*medians = (struct tool_medians){0};
	return (struct collector){.grouping = *grouping, .packages = &medians->packages};
}

bool
tool_medians_read(
	const char *path, const struct tool_grouping *grouping, struct tool_medians *medians, struct error *err)
{
	struct collector collector = begin(grouping, medians);
	const struct row_user user = {&collector, choose_columns, take_row};

	return end(&collector, rows_read(path, RECORD_SCHEMA, &user, err), medians);
}

bool
tool_medians_parse(const char *bytes, size_t count, const char *name, const struct tool_grouping *grouping,
	struct tool_medians *medians, struct error *err)
{
	struct collector collector = begin(grouping, medians);
	const struct row_user user = {&collector, choose_columns, take_row};

	return end(&collector, rows_parse(bytes, count, name, RECORD_SCHEMA, &user, err), medians);
}

void
tool_medians_dispose(struct tool_medians *medians)
{
	free(medians->rows);
	text_dispose(&medians->packages);
	*medians = (struct tool_medians){0};
}
