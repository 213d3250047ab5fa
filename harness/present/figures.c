/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures.h"
#include "base/file.h"
#include "base/memory.h"
#include "platform/process.h"
#include "present/plot_index.h"
#include "present/summary_csv.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <string.h>

static const char QUESTION[] = "# question:", ORDER[] = "# order:", NEEDS[] = "# needs:";

void
figures_release(struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		free(figures->items[i].name);
		free(figures->items[i].question);
		free(figures->items[i].missing);
	}
	free(figures->items);
	*figures = (struct figures){0};
}

/* The rest of the first line with that beginning at or after *text, which moves behind it; NULL = no more.
 * The caller frees it. */
static char *
next_comment(const char **text, const char *beginning)
{
	const char *line = *text;

	while (line && *line) {
		size_t length = strcspn(line, "\n"), skip = strlen(beginning);
		const char *next = line[length] ? line + length + 1 : NULL;
		if (text_starts_with(line, beginning)) {
			CLEANUP_FREE char *rest = text_format("%.*s", (int)(length - skip), line + skip);
			*text = next;
			return memory_copy_text(text_trim(rest));
		}
		line = next;
	}
	*text = NULL;
	return NULL;
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
add_figure(const char *plots, const char *file, struct figures *figures, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", plots, file);
	CLEANUP_TEXT struct text source = {0};
	CLEANUP_FREE char *order = NULL;
	const char *rest;
	char *question;
	double place = 1000;

	if (!file_read(path, &source, err))
		return false;
	rest = text_string(&source);
	question = next_comment(&rest, QUESTION);
	if (!question)
		return true; /* what the figures share: style.gp, draw.gp */
	rest = text_string(&source);
	order = next_comment(&rest, ORDER);
	(void)text_to_number(order ? order : "", &place);
	figures->items = memory_grow(figures->items, figures->count, &figures->capacity, sizeof *figures->items);
	figures->items[figures->count++] =
		(struct figure){.name = text_format("%.*s", (int)(strlen(file) - strlen(".gp")), file),
			.question = question,
			.order = place,
			.missing = memory_copy_text("")};
	return true;
}

bool
figures_list(const char *plots, struct figures *figures, struct error *err)
{
	DIR *folder = opendir(plots);
	const struct dirent *entry;
	bool listed = true;

	*figures = (struct figures){0};
	if (!folder)
		return error_raise_errno(err, ERROR_READ, plots);
	while (listed && (entry = readdir(folder)) != NULL)
		if (text_ends_with(entry->d_name, ".gp"))
			listed = add_figure(plots, entry->d_name, figures, err);
	(void)closedir(folder);
	if (!listed)
		figures_release(figures);
	else if (figures->count > 1)
		qsort(figures->items, figures->count, sizeof *figures->items, compare_figures);
	return listed;
}

/* True when the column has numbers above 0 at two different sizes: less makes no curve. */
static bool
has_curve(const struct table *table, const char *column)
{
	size_t size = table_column(table, "size"), place = table_column(table, column);
	double first = 0, x, y;
	bool seen = false;

	for (size_t row = 0; row < table->row_count; row++) {
		if (!table_number(table, row, size, &x) || !table_number(table, row, place, &y) || y <= 0)
			continue;
		if (seen && (x < first || x > first))
			return true;
		first = x;
		seen = true;
	}
	return false;
}

/* Checks one line of needs; fills figure->missing when the data lack something. */
static bool
check_needs(const char *needs, const char *data, struct figure *figure, struct error *err)
{
	CLEANUP_LIST struct list words = {0};
	CLEANUP_TABLE struct table table = {0};
	CLEANUP_FREE char *path = NULL;

	list_split(&words, needs, ' ');
	if (words.count == 0)
		return true;
	path = text_format("%s/%s", data, words.items[0]);
	if (!table_read(path, NULL, &table, err))
		return false;
	for (size_t i = 1; i < words.count; i++)
		if (!has_curve(&table, words.items[i])) {
			free(figure->missing);
			figure->missing = text_format("%s was not measured at two sizes", words.items[i]);
		}
	return true;
}

static bool
check_figure(const char *plots, const char *data, struct figure *figure, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s.gp", plots, figure->name);
	CLEANUP_TEXT struct text source = {0};
	const char *rest;
	char *needs;
	bool checked = true;

	if (!file_read(path, &source, err))
		return false;
	rest = text_string(&source);
	while (checked && (needs = next_comment(&rest, NEEDS)) != NULL) {
		checked = check_needs(needs, data, figure, err);
		free(needs);
	}
	figure->drawn = figure->missing[0] == '\0';
	return checked || error_while(err, "looking for the data of figure '%s'", figure->name);
}

static bool
write_file(const char *data, const char *name, const struct text *content, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", data, name);

	return file_replace(path, text_string(content), content->length, err);
}

/* The CSV files, and index.gp with the series that each of their columns has. */
static bool
write_data(const struct study *study, const char *data, struct error *err)
{
	static const struct {
		const char *name;
		void (*append)(const struct study *study, struct text *csv);
	} files[] = {{"summary", summary_csv}, {"curves", curves_csv}, {"residuals", residuals_csv},
		{"holders", holders_csv}, {"published", published_csv}};
	CLEANUP_TEXT struct text index = {0};

	if (!folder_make(data, err))
		return false;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		CLEANUP_FREE char *name = text_format("%s.csv", files[i].name);
		CLEANUP_TEXT struct text csv = {0};
		CLEANUP_TABLE struct table table = {0};
		files[i].append(study, &csv);
		if (!write_file(data, name, &csv, err) || !table_parse(csv.data, csv.length, name, NULL, &table, err))
			return false;
		plot_index(&table, files[i].name, &index);
	}
	return write_file(data, "index.gp", &index, err);
}

/* Labels as one text that gnuplot's word() takes apart again: each in double quotes. */
static void
append_labels(const struct study *study, struct text *labels)
{
	for (size_t s = 0; s < study->growth.series_count; s++) {
		text_append(labels, "\"");
		for (const char *at = study->growth.series[s].label; *at; at++)
			text_append_bytes(labels, *at == '"' ? "'" : at, 1);
		text_append(labels, "\" ");
	}
}

static void
append_names(const struct figures *figures, struct text *names)
{
	for (size_t i = 0; i < figures->count; i++)
		if (figures->items[i].drawn)
			text_append_format(names, "%s ", figures->items[i].name);
}

/* The command as one would type it, and what gnuplot said. */
static bool
raise_plot(const char *const *argv, struct text *messages, struct error *err)
{
	CLEANUP_TEXT struct text command = {0};

	text_append(&command, "gnuplot");
	for (size_t i = 1; argv[i]; i++)
		text_append_format(&command, i < 4 ? " %s" : " '%s'", argv[i]);
	return error_raise(err, ERROR_PLOT, text_string(&command), "%s",
		messages->length > 0 ? text_trim(messages->data) : "it ended without a word");
}

/* gnuplot warns of every character that the locale lacks, and a bare system's locale has ASCII alone. */
static void
gnuplot_environment(struct list *environment)
{
	for (char **entry = environ; *entry; entry++)
		if (!text_starts_with(*entry, "LC_") && !text_starts_with(*entry, "LANG"))
			list_add(environment, *entry);
	list_add(environment, "LC_ALL=C.UTF-8");
}

/* Texts go to gnuplot as arguments, which it takes letter by letter; in a script `date` would be run. */
static bool
run_gnuplot(const struct study *study, const char *plots, const char *folder, const struct figures *figures,
	struct error *err)
{
	const struct series *builder = study_builder(study);
	CLEANUP_FREE char *program = path_find_program("gnuplot");
	CLEANUP_FREE char *script = text_format("%s/draw.gp", plots);
	CLEANUP_TEXT struct text names = {0}, labels = {0}, messages = {0};
	CLEANUP_LIST struct list environment = {0};
	int status;

	gnuplot_environment(&environment);
	append_names(figures, &names);
	append_labels(study, &labels);
	const char *const argv[] = {program, "-d", "-c", script, plots, folder, text_string(&names),
		text_string(&labels), growth_common_axis(&study->growth), study->name, builder ? builder->label : "",
		study->has_published ? "1" : "0", NULL};
	if (!program)
		return error_raise(err, ERROR_NO_GNUPLOT, "gnuplot", "no program of that name on PATH");
	struct process process = {.argv = argv, .environment = (const char *const *)environment.items};
	if (!process_run(&process, &messages, &messages, &status, err))
		return false;
	/* A misspelt column is only a warning to gnuplot, and the figure is then empty: so all it says counts. */
	if (status != 0 || messages.length > 0)
		return raise_plot(argv, &messages, err);
	return true;
}

static bool
draw(const struct study *study, const char *plots, const char *folder, struct figures *figures,
	struct error *err)
{
	CLEANUP_FREE char *data = text_format("%s/data", folder);
	bool any = false;

	if (!write_data(study, data, err))
		return false;
	for (size_t i = 0; i < figures->count; i++) {
		if (!check_figure(plots, data, &figures->items[i], err))
			return false;
		any = any || figures->items[i].drawn;
	}
	return !any || run_gnuplot(study, plots, folder, figures, err);
}

bool
figures_draw(const struct study *study, const char *plots, const char *folder, struct figures *figures,
	struct error *err)
{
	if (!figures_list(plots, figures, err))
		return false;
	if (draw(study, plots, folder, figures, err))
		return true;
	figures_release(figures);
	return false;
}
