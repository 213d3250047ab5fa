/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages/package_pairs.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"
#include "plan/project_spec.h"
#include "platform/file.h"
#include "record/run_groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the go command puts behind the path of a package that it compiles once more for one program or test.
 */
static const char FOR_ANOTHER[] = " [";

static void
add_builds(const struct table *runs, const struct point *point, size_t cell, struct run_groups *groups,
	struct package_side *side)
{
	for (size_t i = 0; i < point->row_count; i++) {
		if (!run_ended_ok(runs, point->rows[i]))
			continue;
		run_groups_add(groups, run_text(runs, point->rows[i], COLUMN_run_id), side->builds);
		side->cells[side->builds++] = cell;
	}
}

/* Builds of a cell have numbers that follow each other. */
static void
find_builds(const struct sides *sides, size_t index, struct run_groups *groups, struct package_side *side)
{
	side->cells = memory_zeroed(sides->items[index].runs.row_count + 1, sizeof *side->cells);
	for (size_t i = 0; i < sides->cell_count; i++) {
		const struct point *point = sides->cells[i].sides[index].point;
		if (point && sides_real_code(sides, &sides->cells[i]))
			add_builds(&sides->items[index].runs, point, i, groups, side);
	}
	run_groups_sort(groups);
}

static bool
read_side(const struct sides *sides, size_t index, struct package_side *side, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", sides->items[index].folder);
	CLEANUP_RUN_GROUPS struct run_groups groups = {0};

	find_builds(sides, index, &groups, side);
	if (groups.count == 0 || !file_exists(path))
		return true;
	return tool_medians_read(path, &(struct tool_grouping){run_groups_find, &groups}, &side->medians, err);
}

/* The builds of one cell from `first` on. */
static struct package_builds
builds_at(const struct package_side *side, size_t first)
{
	const struct tool_median *rows = side->medians.rows;
	size_t end = first;

	while (end < side->medians.count && text_equal(rows[end].package, rows[first].package) &&
		   side->cells[rows[end].group] == side->cells[rows[first].group])
		end++;
	return (struct package_builds){rows + first, end - first};
}

static double
median_bytes(const struct package_builds *builds)
{
	CLEANUP_FREE double *values = memory_zeroed(builds->count, sizeof *values);

	for (size_t i = 0; i < builds->count; i++)
		values[i] = builds->items[i].peak_bytes;
	return median_of(values, builds->count);
}

static double
mean_log(const struct package_builds *builds)
{
	double sum = 0;

	for (size_t i = 0; i < builds->count; i++)
		sum += log(builds->items[i].peak_bytes);
	return sum / (double)builds->count;
}

static bool
all_measured(const struct package_builds *builds)
{
	for (size_t i = 0; i < builds->count; i++)
		if (!(builds->items[i].peak_bytes > 0))
			return false;
	return true;
}

static const char *
text_of(const struct sides *sides, const struct side_cell *cell, size_t side, enum run_column column)
{
	return run_text(&sides->items[side].runs, cell->sides[side].point->rows[0], column);
}

/* Packages of std are named without a domain in front. A run compiles them where nothing of std is cached,
 * or anew for one program; and their text is the release's own. */
static bool
is_of_release(const char *package, const char *cache)
{
	size_t first = strcspn(package, "/ ");
	bool has_domain = memchr(package, '.', first) != NULL;

	return !has_domain && (text_equal(cache, "cold") || strstr(package, FOR_ANOTHER));
}

/* The hash of a toolchain's own source covers std, that of any other project does not. */
static bool
has_same_text(const struct sides *sides, const struct side_cell *cell, size_t old_side, size_t new_side,
	const char *package)
{
	const char *old = text_of(sides, cell, old_side, COLUMN_project_hash);
	const char *new = text_of(sides, cell, new_side, COLUMN_project_hash);
	bool is_goroot = text_equal(text_of(sides, cell, old_side, COLUMN_generator), PLACE_GOROOT);

	return text_equal(old, new) &&
		   (is_goroot || !is_of_release(package, text_of(sides, cell, old_side, COLUMN_cache)));
}

bool
package_pair_tells(const struct package_pair *pair)
{
	return pair->same_text && pair->old.count >= PACKAGE_BUILDS_LEAST &&
		   pair->new.count >= PACKAGE_BUILDS_LEAST;
}

static bool
is_better(const struct package_pair *pair, const struct package_pair *than)
{
	if (package_pair_tells(pair) != package_pair_tells(than))
		return package_pair_tells(pair);
	return pair->old_bytes > than->old_bytes;
}

/* Adds a pair, or keeps the better one of two of the same package: those come one after the other, since no
 * character of a path sorts before a blank. */
static void
add_pair(struct package_pairs *pairs, struct package_pair pair, const char *package)
{
	const char *end = strstr(package, FOR_ANOTHER);
	struct package_pair *last = pairs->count > 0 ? &pairs->items[pairs->count - 1] : NULL;

	pair.package = text_format("%.*s", (int)(end ? (size_t)(end - package) : strlen(package)), package);
	if (!last || !text_equal(last->package, pair.package)) {
		pairs->items = memory_grow(pairs->items, pairs->count, &pairs->capacity, sizeof *pairs->items);
		pairs->items[pairs->count++] = pair;
		return;
	}
	struct package_pair worse = pair;
	if (is_better(&pair, last)) {
		worse = *last;
		*last = pair;
	}
	free(worse.package);
}

static int
compare_places(
	const struct package_pairs *pairs, const struct tool_median *old, const struct tool_median *new)
{
	size_t old_cell = pairs->old.cells[old->group], new_cell = pairs->new.cells[new->group];
	int order = strcmp(old->package, new->package);

	return order != 0 ? order : (old_cell > new_cell) - (old_cell < new_cell);
}

/* Both sides are by package, then build, and so by cell. */
static void
join(const struct sides *sides, size_t old_side, size_t new_side, struct package_pairs *pairs)
{
	const struct package_side *old = &pairs->old, *new = &pairs->new;

	for (size_t i = 0, j = 0; i < old->medians.count && j < new->medians.count;) {
		struct package_pair pair = {.old = builds_at(old, i), .new = builds_at(new, j)};
		int order = compare_places(pairs, pair.old.items, pair.new.items);
		if (order == 0 && all_measured(&pair.old) && all_measured(&pair.new)) {
			pair.cell = old->cells[pair.old.items->group];
			pair.old_bytes = median_bytes(&pair.old);
			pair.new_bytes = median_bytes(&pair.new);
			pair.log_ratio = mean_log(&pair.new) - mean_log(&pair.old);
			pair.same_text =
				has_same_text(sides, &sides->cells[pair.cell], old_side, new_side, pair.old.items->package);
			add_pair(pairs, pair, pair.old.items->package);
		}
		i += order <= 0 ? pair.old.count : 0;
		j += order >= 0 ? pair.new.count : 0;
	}
}

bool
package_pairs_read(const struct sides *sides, size_t old_side, size_t new_side, struct package_pairs *pairs,
	struct error *err)
{
	*pairs = (struct package_pairs){0};
	if (!read_side(sides, old_side, &pairs->old, err) || !read_side(sides, new_side, &pairs->new, err)) {
		package_pairs_dispose(pairs);
		return false;
	}
	join(sides, old_side, new_side, pairs);
	return true;
}

static void
side_dispose(struct package_side *side)
{
	tool_medians_dispose(&side->medians);
	free(side->cells);
}

void
package_pairs_dispose(struct package_pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++)
		free(pairs->items[i].package);
	free(pairs->items);
	side_dispose(&pairs->old);
	side_dispose(&pairs->new);
	*pairs = (struct package_pairs){0};
}
