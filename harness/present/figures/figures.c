/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/figures.h"
#include "analyse/compare/metric.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "present/figures/figure_data.h"
#include "present/figures/figure_sheet.h"
#include "present/figures/gnuplot.h"
#include "present/figures/release_csv.h"
#include "present/figures/svg.h"

#include <stdlib.h>
#include <string.h>

static const char *
family_name(const struct study *study, size_t member)
{
	return member < study->families.count ? study->families.items[member].name : NULL;
}

static const char *
family_title(const struct study *study, size_t member)
{
	return study->families.items[member].title;
}

static const char *
metric_name(const struct study *study, size_t member)
{
	const struct metric *metric = release_metric(member);

	(void)study;
	return metric ? metric->name : NULL;
}

static const char *
metric_title(const struct study *study, size_t member)
{
	(void)study;
	return release_metric(member)->says;
}

/* What a figure may be drawn for each of. */
static const struct kind {
	const char *name;
	const char *(*member)(
		const struct study *study, size_t member); /* part of a file's name; NULL = no more */
	const char *(*title)(const struct study *study, size_t member);
} kinds[] = {{"family", family_name, family_title}, {"metric", metric_name, metric_title}};

static void
figure_dispose(struct figure *figure)
{
	free(figure->name);
	free(figure->plot);
	free(figure->question);
	free(figure->missing);
}

static void
figures_cut(struct figures *figures, size_t count)
{
	while (figures->count > count)
		figure_dispose(&figures->items[--figures->count]);
}

void
figures_dispose(struct figures *figures)
{
	figures_cut(figures, 0);
	free(figures->items);
	*figures = (struct figures){0};
}

static void
add_figure(struct figures *figures, struct figure figure)
{
	figures->items = memory_grow(figures->items, figures->count, &figures->capacity, sizeof *figures->items);
	figures->items[figures->count++] = figure;
}

static int
compare_figures(const void *a, const void *b)
{
	const struct figure *left = a, *right = b;

	if (left->order < right->order || left->order > right->order)
		return left->order < right->order ? -1 : 1;
	return strcmp(left->name, right->name);
}

static bool
list_figure(const char *plots, const char *file, struct figures *figures, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", plots, file);
	CLEANUP_SHEET struct figure_sheet sheet;

	if (!figure_sheet_read(path, &sheet, err))
		return false;
	if (sheet.question)
		add_figure(figures, (struct figure){.name = text_format("%.*s", (int)strlen(file) - 3, file),
								.plot = text_format("%.*s", (int)strlen(file) - 3, file),
								.question = memory_copy_text(sheet.question),
								.order = sheet.order,
								.missing = memory_copy_text("")});
	return true;
}

bool
figures_list(const char *plots, struct figures *figures, struct error *err)
{
	CLEANUP_LIST struct list names = {0};
	bool listed = true;

	*figures = (struct figures){0};
	if (!folder_list(plots, &names, err))
		return false;
	for (size_t i = 0; listed && i < names.count; i++)
		if (text_ends_with(names.items[i], ".gp"))
			listed = list_figure(plots, names.items[i], figures, err);
	if (!listed)
		figures_dispose(figures);
	else if (figures->count > 1)
		qsort(figures->items, figures->count, sizeof *figures->items, compare_figures);
	return listed;
}

/* Where figures come from and go to. */
struct drawing {
	const struct study *study;
	const char *plots;  /* folder of the files that draw */
	const char *folder; /* of the figures; their data lie in `data` */
	const char *data;
	struct figures *figures;
};

/* One figure of a file of plots/, or the only one. */
struct part {
	size_t number;    /* from 1; 0 = the figure is of everything */
	const char *name; /* "" = of everything */
	const char *title;
};

/* Adds the figure, drawn when the data carry it. */
static bool
add_checked(const struct drawing *drawing, const struct figure *listed, const struct figure_sheet *sheet,
	struct part part, struct error *err)
{
	char *missing = figure_sheet_missing(sheet, drawing->data, part.number, err);

	if (!missing)
		return error_while(err, "looking for the data of figure '%s'", listed->name);
	add_figure(drawing->figures,
		(struct figure){.name = text_format("%s%s%s", listed->name, *part.name ? "-" : "", part.name),
			.plot = memory_copy_text(listed->plot),
			.member = part.number,
			.question = text_format("%s%s%s", listed->question, *part.title ? " " : "", part.title),
			.order = listed->order,
			.drawn = *missing == '\0',
			.missing = missing});
	return true;
}

/* A figure for each member; one alone, for the reason, where none of them can be drawn. */
static bool
add_members(const struct drawing *drawing, const struct figure *listed, const struct figure_sheet *sheet,
	const struct kind *kind, struct error *err)
{
	struct figures *figures = drawing->figures;
	size_t before = figures->count, drawn = 0;
	const char *name;

	for (size_t m = 0; (name = kind->member(drawing->study, m)) != NULL; m++) {
		struct part part = {m + 1, name, kind->title(drawing->study, m)};
		if (!add_checked(drawing, listed, sheet, part, err))
			return false;
		drawn += figures->items[figures->count - 1].drawn;
	}
	if (drawn > 0)
		return true;
	figures_cut(figures, before);
	/* No row is of that member, which gives the reason that the file has for it. */
	return add_checked(drawing, listed, sheet, (struct part){SIZE_MAX, "", ""}, err);
}

static bool
add_listed(const struct drawing *drawing, const struct figure *listed, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s.gp", drawing->plots, listed->plot);
	CLEANUP_SHEET struct figure_sheet sheet;

	if (!figure_sheet_read(path, &sheet, err))
		return false;
	for (size_t i = 0; sheet.each && i < COUNT_OF(kinds); i++)
		if (text_equal(sheet.each, kinds[i].name))
			return add_members(drawing, listed, &sheet, &kinds[i], err);
	return add_checked(drawing, listed, &sheet, (struct part){0, "", ""}, err);
}

static const char *const endings[] = {"svg", "png"};

/* So that a file of an earlier study is not taken for this one's. gnuplot opens what stands there, whatever
 * it is. */
static bool
delete_old(const char *folder, const struct figures *figures, size_t *drawn, struct error *err)
{
	*drawn = 0;
	for (size_t i = 0; i < figures->count; i++)
		for (size_t e = 0; figures->items[i].drawn && e < COUNT_OF(endings); e++) {
			CLEANUP_FREE char *path = text_format("%s/%s.%s", folder, figures->items[i].name, endings[e]);
			CLEANUP_FREE char *target = file_target(path, err);
			if (!target || !file_delete(target, err))
				return false;
			*drawn += 1;
		}
	return true;
}

static bool
compact_svg(const char *path, struct error *err)
{
	CLEANUP_TEXT struct text drawn = {0}, compact = {0};

	if (!text_ends_with(path, ".svg"))
		return true;
	if (!file_read(path, &drawn, err))
		return false;
	svg_compact(text_string(&drawn), &compact);
	return file_replace(path, text_string(&compact), compact.length, err);
}

/* A figure counts as drawn when both its files are there. */
static bool
finish_files(const char *folder, struct figures *figures, struct error *err)
{
	for (size_t i = 0; i < figures->count; i++)
		for (size_t e = 0; figures->items[i].drawn && e < COUNT_OF(endings); e++) {
			struct figure *figure = &figures->items[i];
			CLEANUP_FREE char *path = text_format("%s/%s.%s", folder, figure->name, endings[e]);
			if (file_exists(path)) {
				if (!compact_svg(path, err))
					return false;
				continue;
			}
			figure->drawn = false;
			free(figure->missing);
			figure->missing = text_format("gnuplot wrote no %s", path);
		}
	return true;
}

static bool
draw(const struct drawing *drawing, const struct figures *listed, struct error *err)
{
	const char *folder = drawing->folder;
	size_t drawn;

	if (!figure_data_write(drawing->study, drawing->data, err))
		return false;
	for (size_t i = 0; i < listed->count; i++)
		if (!add_listed(drawing, &listed->items[i], err))
			return false;
	if (!delete_old(folder, drawing->figures, &drawn, err))
		return false;
	if (drawn > 0 && !gnuplot_draw(drawing->study, drawing->plots, folder, drawing->figures, err))
		return false;
	return finish_files(folder, drawing->figures, err);
}

bool
figures_draw(const struct study *study, const char *plots, const char *folder, struct figures *figures,
	struct error *err)
{
	CLEANUP_FIGURES struct figures listed = {0};
	CLEANUP_FREE char *data = text_format("%s/data", folder);
	struct drawing drawing = {study, plots, folder, data, figures};

	*figures = (struct figures){0};
	if (figures_list(plots, &listed, err) && draw(&drawing, &listed, err))
		return true;
	figures_dispose(figures);
	return false;
}
