/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages/package_features.h"
#include "analyse/compare/packages/package_classes.h"
#include "base/hash_index.h"
#include "base/memory.h"
#include "platform/file.h"

#include <stdlib.h>

/* A figure of packages.csv that makes a feature from so much on. */
static const struct threshold {
	enum package_column column;
	double least;
	const char *says;
} thresholds[] = {
	{PACKAGE_COLUMN_files, 20, "20 files or more"},
	{PACKAGE_COLUMN_lines, 1000, "1,000 lines or more"},
	{PACKAGE_COLUMN_lines, 5000, "5,000 lines or more"},
	{PACKAGE_COLUMN_lines, 20000, "20,000 lines or more"},
	{PACKAGE_COLUMN_longest_function_lines, 200, "a function of 200 lines or more"},
	{PACKAGE_COLUMN_longest_function_lines, 1000, "a function of 1,000 lines or more"},
	{PACKAGE_COLUMN_generic_declarations, 1, "declares something generic"},
	{PACKAGE_COLUMN_generic_uses, 1, "uses something generic"},
	{PACKAGE_COLUMN_generic_uses, 20, "uses something generic 20 times or more"},
	{PACKAGE_COLUMN_literal_elements, 1000, "1,000 elements of literals or more"},
	{PACKAGE_COLUMN_closures, 1, "has closures"},
	{PACKAGE_COLUMN_closures, 20, "20 closures or more"},
	{PACKAGE_COLUMN_methods, 100, "100 methods or more"},
	{PACKAGE_COLUMN_embeds, 1, "embeds files"},
};

/* Features while they are collected. */
struct collector {
	struct package_features *features;
	struct hash_index by_name;
};

static void
add(struct collector *collector, const char *says, size_t pair)
{
	struct package_features *features = collector->features;
	size_t found = hash_index_put(&collector->by_name, hash_text(says), features->count);
	struct package_feature *feature;

	if (found == features->count) {
		features->items =
			memory_grow(features->items, features->count, &features->capacity, sizeof *features->items);
		features->items[features->count++] = (struct package_feature){.says = memory_copy_text(says)};
	}
	feature = &features->items[found];
	if (feature->count > 0 && feature->pairs[feature->count - 1] == pair)
		return;
	feature->pairs = memory_grow(feature->pairs, feature->count, &feature->capacity, sizeof *feature->pairs);
	feature->pairs[feature->count++] = pair;
}

static void
add_words(struct collector *collector, const char *verb, const char *words, size_t pair)
{
	CLEANUP_LIST struct list list = {0};

	list_split(&list, words, ' ');
	for (size_t i = 0; i < list.count; i++) {
		CLEANUP_FREE char *says = text_format("%s %s", verb, list.items[i]);
		add(collector, says, pair);
	}
}

static const char *
cell_of(const struct table *table, size_t row, enum package_column column)
{
	return table_text(table, row, table_column(table, package_columns[column].name));
}

static double
figure_of(const struct table *table, size_t row, enum package_column column)
{
	double value;

	return table_number(table, row, table_column(table, package_columns[column].name), &value) ? value : 0;
}

static void
add_row(struct collector *collector, const struct table *table, size_t row, size_t pair)
{
	double lines = figure_of(table, row, PACKAGE_COLUMN_lines);

	add_words(collector, "imports", cell_of(table, row, PACKAGE_COLUMN_imports), pair);
	add_words(collector, "uses", cell_of(table, row, PACKAGE_COLUMN_uses), pair);
	for (size_t i = 0; i < COUNT_OF(thresholds); i++)
		if (figure_of(table, row, thresholds[i].column) >= thresholds[i].least)
			add(collector, thresholds[i].says, pair);
	if (lines > 0 && 2 * figure_of(table, row, PACKAGE_COLUMN_generated_lines) > lines)
		add(collector, "mostly generated", pair);
}

static struct hash
key_of(const char *project_hash, const char *package)
{
	CLEANUP_FREE char *key = text_format("%s %s", project_hash, package);

	return hash_text(key);
}

/* The first row of each package of each project. */
static void
index_rows(const struct table *table, struct hash_index *rows)
{
	for (size_t row = 0; row < table->row_count; row++)
		(void)hash_index_put(rows,
			key_of(cell_of(table, row, PACKAGE_COLUMN_project_hash),
				cell_of(table, row, PACKAGE_COLUMN_package)),
			row);
}

static void
take_table(const struct sides *sides, size_t side, const struct package_pairs *pairs,
	const struct table *table, struct collector *collector)
{
	CLEANUP_HASH_INDEX struct hash_index rows = {0};

	index_rows(table, &rows);
	for (size_t i = 0; i < pairs->count; i++) {
		const struct package_pair *pair = &pairs->items[i];
		const struct point *point = sides->cells[pair->cell].sides[side].point;
		const char *hash = run_text(&sides->items[side].runs, point->rows[0], COLUMN_project_hash);
		size_t row = hash_index_find(&rows, key_of(hash, pair->package));
		if (row == SIZE_MAX || collector->features->known[i])
			continue;
		collector->features->known[i] = true;
		collector->features->known_count++;
		add_row(collector, table, row, i);
	}
}

static bool
take_folder(const struct sides *sides, size_t side, const struct package_pairs *pairs,
	struct collector *collector, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", sides->items[side].folder, packages_layout.name);
	CLEANUP_TABLE struct table table = {0};

	if (!file_exists(path))
		return true;
	if (!table_read(path, RECORD_SCHEMA, &table, err))
		return false;
	take_table(sides, side, pairs, &table, collector);
	return true;
}

static int
compare_pairs(const void *a, const void *b)
{
	size_t left = *(const size_t *)a, right = *(const size_t *)b;

	return (left > right) - (left < right);
}

/* The size is known of every package; pairs of a feature are those of two folders one after the other. */
static void
finish(const struct package_pairs *pairs, struct collector *collector)
{
	struct package_features *features = collector->features;

	for (size_t i = 0; i < pairs->count; i++)
		if (features->known[i])
			add(collector, package_size_name(pairs->items[i].old_bytes), i);
	for (size_t i = 0; i < features->count; i++)
		qsort(features->items[i].pairs, features->items[i].count, sizeof(size_t), compare_pairs);
}

bool
package_features_read(const struct sides *sides, size_t old_side, size_t new_side,
	const struct package_pairs *pairs, struct package_features *features, struct error *err)
{
	struct collector collector = {.features = features};

	*features = (struct package_features){.known = memory_zeroed(pairs->count + 1, sizeof(bool))};
	bool done = take_folder(sides, old_side, pairs, &collector, err) &&
				(text_equal(sides->items[old_side].folder, sides->items[new_side].folder) ||
					take_folder(sides, new_side, pairs, &collector, err));
	if (done)
		finish(pairs, &collector);
	else
		package_features_dispose(features);
	hash_index_dispose(&collector.by_name);
	return done;
}

void
package_features_dispose(struct package_features *features)
{
	for (size_t i = 0; i < features->count; i++) {
		free(features->items[i].says);
		free(features->items[i].pairs);
	}
	free(features->items);
	free(features->known);
	*features = (struct package_features){0};
}
