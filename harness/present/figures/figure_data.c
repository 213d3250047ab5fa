/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/figure_data.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "present/figures/frontier_csv.h"
#include "present/figures/plot_index.h"
#include "present/figures/release_csv.h"
#include "present/figures/summary_csv.h"

#include <stdlib.h>

static const struct {
	const char *name, *numbers; /* numbers: the column that tells whose row it is */
	void (*append)(const struct study *study, struct text *csv);
} files[] = {{"summary", "series_number", summary_csv}, {"curves", "series_number", curves_csv},
	{"residuals", "series_number", residuals_csv}, {"holders", "series_number", holders_csv},
	{"published", "series_number", published_csv}, {"releases", "family_number", releases_csv},
	{"changes", "place", changes_csv}, {"exponents", "family_number", exponents_csv},
	{"frontier", "curve_number", frontier_csv}, {"family_holders", "family_number", family_holders_csv}};

void
figure_word(const char *word, struct text *words)
{
	text_append(words, "\"");
	for (const char *at = word; *at; at++)
		text_append_bytes(words, *at == '"' ? "'" : at, 1);
	text_append(words, "\" ");
}

/* Between single quotes gnuplot takes every character as it is, and two single quotes for one. */
static void
append_assignment(const char *name, const struct text *value, struct text *script)
{
	text_append_format(script, "%s = '", name);
	for (const char *at = text_string(value); *at; at++)
		if (*at == '\'')
			text_append(script, "''");
		else
			text_append_bytes(script, *at == '\n' ? " " : at, 1);
	text_append(script, "'\n");
}

static void
append_releases(const struct study *study, struct text *script)
{
	CLEANUP_TEXT struct text names = {0}, numbers = {0};

	for (size_t r = 0; r < study->families.releases.count; r++)
		figure_word(study->families.releases.items[r], &names);
	for (size_t s = 0; s < study->growth.series_count; s++)
		text_append_format(&numbers, "%zu ", study->families.release_of[s] + 1);
	append_assignment("releases", &names, script);
	append_assignment("series_releases", &numbers, script);
}

/* Numbered from 1: family_series_3. */
static void
append_of_family(const char *name, size_t family, const struct text *value, struct text *script)
{
	CLEANUP_FREE char *numbered = text_format("%s_%zu", name, family + 1);

	append_assignment(numbered, value, script);
}

static int
compare_sizes(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void
append_sizes(const struct growth *growth, const struct family *family, struct text *list)
{
	CLEANUP_FREE double *sizes = NULL;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < family->count; i++) {
		const struct series *series = &growth->series[family->series[i]];
		for (size_t p = 0; p < series->point_count; p++) {
			sizes = memory_grow(sizes, count, &capacity, sizeof *sizes);
			sizes[count++] = series->points[p].size;
		}
	}
	if (count > 1)
		qsort(sizes, count, sizeof *sizes, compare_sizes);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || sizes[i] > sizes[i - 1])
			text_append_format(list, "%.17g ", sizes[i]); /* gnuplot's real() takes no exponent */
}

static void
append_families(const struct study *study, struct text *script)
{
	CLEANUP_TEXT struct text titles = {0}, axes = {0};

	for (size_t f = 0; f < study->families.count; f++) {
		const struct family *family = &study->families.items[f];
		CLEANUP_TEXT struct text series = {0}, sizes = {0};
		figure_word(family->title, &titles);
		figure_word(growth_axis_name(&study->growth, &study->growth.series[family->series[0]]), &axes);
		for (size_t i = 0; i < family->count; i++)
			text_append_format(&series, "%zu ", family->series[i] + 1);
		append_sizes(&study->growth, family, &sizes);
		append_of_family("family_series", f, &series, script);
		append_of_family("family_sizes", f, &sizes, script);
	}
	append_assignment("families", &titles, script);
	append_assignment("family_axes", &axes, script);
}

static bool
write_file(const char *folder, const char *name, const struct text *content, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);

	return file_replace(path, text_string(content), content->length, err);
}

bool
figure_data_write(const struct study *study, const char *folder, struct error *err)
{
	CLEANUP_TEXT struct text index = {0};

	if (!folder_make(folder, err))
		return false;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		CLEANUP_FREE char *name = text_format("%s.csv", files[i].name);
		CLEANUP_TEXT struct text csv = {0};
		CLEANUP_TABLE struct table table = {0};
		files[i].append(study, &csv);
		if (!write_file(folder, name, &csv, err) ||
			!table_parse(csv.data, csv.length, name, NULL, &table, err))
			return false;
		plot_index(&table, files[i].name, files[i].numbers, &index);
	}
	append_releases(study, &index);
	append_families(study, &index);
	return write_file(folder, "index.gp", &index, err);
}
