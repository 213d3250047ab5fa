/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/releases/package_tables.h"
#include "present/format.h"
#include "present/releases/release_tables.h"

static enum tone
tone_of(const struct package_class *class, double threshold)
{
	if (!class->tested)
		return TONE_FAINT;
	if (class->verdict == CHANGE_BETTER)
		return TONE_GOOD;
	return package_class_is_worse(class, threshold) ? TONE_BAD : TONE_PLAIN;
}

/* "+4.8% (+4.6% to +5.0%) of 760: worse". */
static void
add_class(const struct package_class *class, double threshold, struct grid *grid)
{
	char value[FORMAT_BYTES], interval[FORMAT_BYTES];

	if (class->count == 0)
		grid_add(grid, "-");
	else
		grid_add_toned(grid, tone_of(class, threshold), "%s (%s) of %zu%s%s",
			format_change(value, class->ratio.value), format_interval(interval, &class->ratio), class->count,
			class->tested ? ": " : "", class->tested ? change_verdict_name(class->verdict) : "");
}

static bool
has_packages(const struct releases *releases, size_t class)
{
	for (size_t step = 0; step < releases_steps(releases); step++)
		if (releases->packages[step].classes[class].count > 0)
			return true;
	return false;
}

void
table_of_package_classes(const struct releases *releases, struct wide_columns *columns, struct grid *grid)
{
	wide_columns_of(&releases->sides, "packages", 1, false, columns, grid);
	for (size_t i = 0; i < PACKAGE_CLASSES; i++) {
		if (!has_packages(releases, i))
			continue;
		grid_add(grid, "%s", releases->packages[0].classes[i].name);
		for (size_t step = 0; step < releases_steps(releases); step++)
			add_class(&releases->packages[step].classes[i], releases->threshold, grid);
	}
}

static void
add_move(const struct releases *releases, const struct package_pair *pair, const struct package_move *move,
	struct grid *grid)
{
	static const enum tone tones[PACKAGE_DIRECTIONS] = {TONE_FAINT, TONE_BAD, TONE_GOOD};
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", pair->package);
	grid_add(grid, "%s", releases->sides.cells[pair->cell].label);
	grid_add(grid, "%s", format_quantity(text, "bytes", pair->old_bytes));
	grid_add(grid, "%s", format_quantity(text, "bytes", pair->new_bytes));
	grid_add(grid, "%s", format_change(text, pair->new_bytes / pair->old_bytes));
	if (!move->tested) {
		grid_add(grid, "-");
		grid_add(grid, "-");
		grid_add(grid, "-");
		return;
	}
	grid_add_toned(grid, tones[move->direction], "%s", format_change(text, move->beside));
	grid_add(grid, "%.1f%%", 100 * move->noise);
	grid_add(grid, "%.2g", move->p);
}

/* Up to `most` of those that were tested and moved, or of those that could not be tested. */
static void
add_some(const struct releases *releases, size_t step, bool tested, size_t most, struct grid *grid)
{
	const struct package_changes *packages = &releases->packages[step];
	size_t count = 0;

	for (size_t i = 0; i < packages->moves.count && count < most; i++) {
		const struct package_move *move = &packages->moves.items[i];
		if (move->tested != tested || (tested && move->direction == PACKAGE_STAYED))
			continue;
		add_move(releases, &packages->pairs.items[move->pair], move, grid);
		count++;
	}
}

void
table_of_packages(const struct releases *releases, size_t step, bool all, size_t most, struct grid *grid)
{
	static const struct grid_column columns[] = {{"package", true}, {"of", true}, {"old", false},
		{"new", false}, {"change", false}, {"beside others", false}, {"noise", false}, {"p adjusted", false}};
	const struct package_changes *packages = &releases->packages[step];
	const struct package_moves *moves = &packages->moves;
	bool moved = moves->directions[PACKAGE_STAYED] < moves->count;

	*grid = GRID_OF(columns);
	for (size_t i = 0; (all || !moved) && i < moves->count && i < most; i++)
		add_move(releases, &packages->pairs.items[moves->items[i].pair], &moves->items[i], grid);
	if (all || !moved)
		return;
	add_some(releases, step, true, most, grid);
	add_some(releases, step, false, most / 2, grid);
}

static void
add_cause(const struct package_cause *cause, struct grid *grid)
{
	char with[FORMAT_BYTES], without[FORMAT_BYTES];

	grid_add(grid, "%s", cause->direction == PACKAGE_ROSE ? "rose" : "fell");
	grid_add(grid, "%s%s%s%s", cause->says, *cause->alike ? " (also: " : "", cause->alike,
		*cause->alike ? ")" : "");
	grid_add(grid, "%zu of %zu", cause->moved_with, cause->moved);
	grid_add(grid, "%zu of %zu", cause->others_with, cause->others);
	grid_add(grid, "%.2g", cause->p);
	grid_add(grid, "%s", format_change(with, cause->with));
	grid_add(grid, "%s", format_change(without, cause->without));
}

void
table_of_causes(const struct releases *releases, size_t step, struct grid *grid)
{
	static const struct grid_column columns[] = {{"those that", true}, {"have in common", true},
		{"moved", false}, {"others", false}, {"p adjusted", false}, {"all with it", false},
		{"without", false}};
	const struct package_causes *causes = &releases->packages[step].causes;

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < causes->count; i++)
		add_cause(&causes->items[i], grid);
}
