/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/gnuplot.h"
#include "platform/file.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/process.h"
#include "present/figures/figure_data.h"
#include "present/figures/summary_csv.h"

static void
append_labels(const struct study *study, struct text *labels)
{
	for (size_t s = 0; s < study->growth.series_count; s++)
		figure_word(study->growth.series[s].label, labels);
}

/* What draw.gp takes a figure from: its file's name, the file of plots/ that draws it, and of which member.
 */
static void
append_names(const struct figures *figures, struct text *names)
{
	for (size_t i = 0; i < figures->count; i++)
		if (figures->items[i].drawn)
			text_append_format(names, "%s %s %zu ", figures->items[i].name, figures->items[i].plot,
				figures->items[i].member);
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
	for (const char *const *entry = machine_environment(); *entry; entry++)
		if (!text_starts_with(*entry, "LC_") && !text_starts_with(*entry, "LANG"))
			list_add(environment, *entry);
	list_add(environment, "LC_ALL=C.UTF-8");
}

/* gnuplot runs what stands behind a '<' or a '|' at the beginning of a file's name, and takes a "-" for its
 * input. */
static char *
plain_path(const char *path)
{
	return text_format("%s%s", path[0] == '/' ? "" : "./", path);
}

/* Texts go to gnuplot as arguments, which it takes letter by letter; in a script `date` would be run. */
bool
gnuplot_draw(const struct study *study, const char *plots, const char *folder, const struct figures *figures,
	struct error *err)
{
	const struct series *builder = study_builder(study);
	CLEANUP_FREE char *program = path_find_program("gnuplot");
	CLEANUP_FREE char *plots_path = plain_path(plots), *folder_path = plain_path(folder);
	CLEANUP_FREE char *script = text_format("%s/draw.gp", plots_path);
	CLEANUP_TEXT struct text names = {0}, labels = {0}, messages = {0};
	CLEANUP_LIST struct list environment = {0};
	int status;

	gnuplot_environment(&environment);
	append_names(figures, &names);
	append_labels(study, &labels);
	const char *const argv[] = {program, "-d", "-c", script, plots_path, folder_path, text_string(&names),
		text_string(&labels), growth_common_axis(&study->growth), study->name, builder ? builder->label : "",
		study->has_published ? "1" : "0", NULL};
	if (!program)
		return error_raise(err, ERROR_NO_GNUPLOT, "gnuplot", "no program of that name on PATH");
	struct process process = {.argv = argv, .environment = list_strings(&environment)};
	if (!process_run(&process, &messages, &messages, &status, err))
		return false;
	/* A misspelt column is only a warning to gnuplot, and the figure is then empty: so all it says counts. */
	if (status != 0 || messages.length > 0)
		return raise_plot(argv, &messages, err);
	return true;
}
