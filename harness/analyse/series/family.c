/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/family.h"
#include "base/hash_index.h"
#include "base/memory.h"
#include "base/text_set.h"
#include "toolchain/release.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* True when the line of a key is about that column: "GOGC=50". */
static bool
is_about(const char *line, const char *column)
{
	return text_starts_with(line, column) && line[strlen(column)] == '=';
}

static bool
is_left_out(const char *line, const char *const *columns)
{
	if (is_about(line, "go_version") || is_about(line, "go_id"))
		return true;
	for (; columns && *columns; columns++)
		if (is_about(line, *columns))
			return true;
	return false;
}

char *
series_key_without(const struct series *series, const char *const *columns)
{
	struct text key = {0};

	for (const char *line = series->key; *line;) {
		size_t length = strcspn(line, "\n");
		if (!is_left_out(line, columns))
			text_append_format(&key, "%.*s\n", (int)length, line);
		line += length + (line[length] == '\n');
	}
	/* Sizes of different things are never one family's. */
	text_append_format(&key, "%zu", series->axis);
	return key.data;
}

/* Of "1.27.4 3fa2b1c0" the first word is the release. */
static bool
parse_release(const char *name, struct release *release)
{
	CLEANUP_FREE char *version = text_format("%.*s", (int)strcspn(name, " "), name);
	struct error err = ERROR_INIT;

	return release_parse(version, release, &err);
}

/* qsort's order of two names; what is no release's name comes last. */
static int
compare_names(const void *a, const void *b)
{
	const char *left = *(char *const *)a, *right = *(char *const *)b;
	struct release ours, theirs;
	bool known = parse_release(left, &ours), both = parse_release(right, &theirs);
	int order = known && both ? release_compare(&ours, &theirs) : (int)both - (int)known;

	return order != 0 ? order : strcmp(left, right);
}

char *
release_name(const struct growth *growth, const struct table *runs, size_t row)
{
	const char *version = run_text(runs, row, COLUMN_go_version), *id = run_text(runs, row, COLUMN_go_id);

	for (size_t s = 0; s < growth->series_count; s++)
		if (text_equal(run_text(runs, growth->series[s].row, COLUMN_go_version), version) &&
			!text_equal(run_text(runs, growth->series[s].row, COLUMN_go_id), id))
			return text_format("%s %.8s", version, id);
	return memory_copy_text(version);
}

/* The names of the series' releases, each worked out once. The caller frees the array, not the names. */
static const char **
name_releases(const struct growth *growth, const struct table *runs, struct list *names)
{
	const char **name_of = memory_zeroed(growth->series_count, sizeof *name_of);
	CLEANUP_FREE size_t *place_of = memory_zeroed(growth->series_count, sizeof *place_of);
	CLEANUP_HASH_INDEX struct hash_index toolchains = {0};

	for (size_t s = 0; s < growth->series_count; s++) {
		size_t row = growth->series[s].row;
		CLEANUP_FREE char *toolchain =
			text_format("%s\n%s", run_text(runs, row, COLUMN_go_version), run_text(runs, row, COLUMN_go_id));
		place_of[s] = hash_index_put(&toolchains, hash_text(toolchain), names->count);
		if (place_of[s] < names->count)
			continue;
		CLEANUP_FREE char *name = release_name(growth, runs, row);
		list_add(names, name);
	}
	for (size_t s = 0; s < growth->series_count; s++)
		name_of[s] = names->items[place_of[s]];
	return name_of;
}

static void
find_releases(const struct growth *growth, const struct table *runs, struct families *families)
{
	CLEANUP_LIST struct list names = {0};
	CLEANUP_FREE const char **name_of = name_releases(growth, runs, &names);

	families->release_of = memory_zeroed(growth->series_count, sizeof *families->release_of);
	for (size_t i = 0; i < names.count; i++)
		if (!list_contains(&families->releases, names.items[i]))
			list_add(&families->releases, names.items[i]);
	if (families->releases.count > 1)
		qsort(families->releases.items, families->releases.count, sizeof *families->releases.items,
			compare_names);
	for (size_t s = 0; s < growth->series_count; s++)
		families->release_of[s] = list_find(&families->releases, name_of[s]);
}

/* Kept in the order of the releases. */
static void
family_add(const struct families *families, struct family *family, size_t series)
{
	size_t at = family->count;

	family->series = memory_grow(family->series, family->count, &family->capacity, sizeof *family->series);
	for (; at > 0 && families->release_of[family->series[at - 1]] > families->release_of[series]; at--)
		family->series[at] = family->series[at - 1];
	family->series[at] = series;
	family->count++;
}

static void
group(const struct growth *growth, struct families *families)
{
	CLEANUP_HASH_INDEX struct hash_index by_key = {0};

	for (size_t s = 0; s < growth->series_count; s++) {
		CLEANUP_FREE char *key = series_key_without(&growth->series[s], NULL);
		size_t place = hash_index_put(&by_key, hash_text(key), families->count);
		if (place == families->count) {
			families->items =
				memory_grow(families->items, families->count, &families->capacity, sizeof *families->items);
			families->items[families->count++] = (struct family){0};
		}
		family_add(families, &families->items[place], s);
	}
}

/* The generator without its version; "" in results that name none. */
static char *
generator_of(const struct growth *growth, const struct table *runs, const struct family *family)
{
	const char *generator = run_text(runs, growth->series[family->series[0]].row, COLUMN_generator);

	return text_format("%.*s", (int)strcspn(generator, "@"), generator);
}

/* Whatever may tell a family from others of its generator: "build", "GOGC=50", "into=package". */
static void
family_words(
	const struct growth *growth, const struct table *runs, const struct family *family, struct list *words)
{
	const struct series *series = &growth->series[family->series[0]];
	CLEANUP_TEXT struct text rest = {0};
	CLEANUP_LIST struct list parameters = {0};

	list_add(words, run_text(runs, series->row, COLUMN_workload));
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (growth->identity[column] && column != COLUMN_workload && column != COLUMN_generator &&
			column != COLUMN_go_version && column != COLUMN_go_id)
			list_add_format(words, "%s=%s", run_columns[column].name, run_text(runs, series->row, column));
	growth_rest(growth, runs, series, &rest);
	list_split(&parameters, text_string(&rest), ' ');
	for (size_t i = 0; i < parameters.count; i++)
		list_add(words, parameters.items[i]);
}

/* Words that all families of a generator have, so that they tell nothing. */
struct common {
	struct list words; /* those of its first family */
	bool *differ;      /* one a word: another family lacks it */
	char *generator;
};

struct commons {
	struct common *items;
	size_t count, capacity;
};

static struct common *
common_of(struct commons *commons, const char *generator)
{
	for (size_t i = 0; i < commons->count; i++)
		if (text_equal(commons->items[i].generator, generator))
			return &commons->items[i];
	commons->items = memory_grow(commons->items, commons->count, &commons->capacity, sizeof *commons->items);
	commons->items[commons->count] = (struct common){.generator = memory_copy_text(generator)};
	return &commons->items[commons->count++];
}

static void
add_words(const struct growth *growth, const struct table *runs, const struct family *family,
	struct commons *commons)
{
	CLEANUP_FREE char *generator = generator_of(growth, runs, family);
	struct common *common = common_of(commons, generator);
	struct list words = {0};

	family_words(growth, runs, family, &words);
	if (!common->differ) {
		common->words = words;
		common->differ = memory_zeroed(words.count, sizeof *common->differ);
		return;
	}
	for (size_t i = 0; i < common->words.count; i++)
		if (!common->differ[i])
			common->differ[i] = !list_contains(&words, common->words.items[i]);
	list_dispose(&words);
}

static bool
is_common(const struct common *common, const char *word)
{
	size_t place = list_find(&common->words, word);

	return place != SIZE_MAX && !common->differ[place];
}

static void
commons_dispose(struct commons *commons)
{
	for (size_t i = 0; i < commons->count; i++) {
		list_dispose(&commons->items[i].words);
		free(commons->items[i].differ);
		free(commons->items[i].generator);
	}
	free(commons->items);
}

/* The generator, and what else tells the family from the others of that generator. */
static char *
title_of(const struct growth *growth, const struct table *runs, struct commons *commons,
	const struct family *family)
{
	CLEANUP_FREE char *generator = generator_of(growth, runs, family);
	const struct common *common = common_of(commons, generator);
	CLEANUP_LIST struct list words = {0};
	struct text title = {0};

	text_append(&title, generator);
	family_words(growth, runs, family, &words);
	for (size_t i = 0; i < words.count; i++)
		if (!is_common(common, words.items[i]))
			text_append_format(&title, "%s%s", title.length ? " " : "", words.items[i]);
	if (title.length == 0)
		text_append(&title, words.items[0]);
	return title.data;
}

/* Of a file system that takes names of 255 bytes, with room for what stands before and behind. */
enum { NAME_MOST = 120 };

static char *
name_of(const char *title)
{
	char *name = text_format("%.*s", NAME_MOST, title);

	for (char *at = name; *at; at++)
		if (!isalnum((unsigned char)*at) && *at != '_' && *at != '-')
			*at = '-';
	return name;
}

static int
compare_titles(const void *a, const void *b)
{
	return strverscmp(((const struct family *)a)->title, ((const struct family *)b)->title);
}

/* Two titles may differ in nothing that a file's name can hold. */
static void
make_names_unique(struct families *families)
{
	CLEANUP_TEXT_SET struct text_set names = {0};

	for (size_t f = 0; f < families->count; f++)
		while (!text_set_add(&names, families->items[f].name)) {
			char *name = text_format("%s-%zu", families->items[f].name, f + 1);
			free(families->items[f].name);
			families->items[f].name = name;
		}
}

void
families_find(const struct growth *growth, const struct table *runs, struct families *families)
{
	struct commons commons = {0};

	*families = (struct families){0};
	find_releases(growth, runs, families);
	group(growth, families);
	for (size_t f = 0; f < families->count; f++)
		add_words(growth, runs, &families->items[f], &commons);
	for (size_t f = 0; f < families->count; f++) {
		families->items[f].title = title_of(growth, runs, &commons, &families->items[f]);
		families->items[f].name = name_of(families->items[f].title);
	}
	commons_dispose(&commons);
	if (families->count > 1)
		qsort(families->items, families->count, sizeof *families->items, compare_titles);
	make_names_unique(families);
}

void
families_dispose(struct families *families)
{
	for (size_t f = 0; f < families->count; f++) {
		free(families->items[f].title);
		free(families->items[f].name);
		free(families->items[f].series);
	}
	free(families->items);
	free(families->release_of);
	list_dispose(&families->releases);
	*families = (struct families){0};
}

const struct family *
families_of(const struct families *families, size_t series)
{
	for (size_t f = 0; f < families->count; f++)
		for (size_t i = 0; i < families->items[f].count; i++)
			if (families->items[f].series[i] == series)
				return &families->items[f];
	return NULL;
}

const struct series *
family_at(
	const struct growth *growth, const struct families *families, const struct family *family, size_t release)
{
	for (size_t i = 0; i < family->count; i++)
		if (families->release_of[family->series[i]] == release)
			return &growth->series[family->series[i]];
	return NULL;
}
