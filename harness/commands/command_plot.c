/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "commands/study_command.h"
#include "present/figures/figures.h"

#include <stdio.h>

static const struct option options[] = {
	{"-o", "DIR", "where to put the figures (RESULTS/figures)"},
	{"--published", "FILE", "CSV of published figures to draw beside ours"},
	{0},
};

static void
print_figures(const struct figures *figures, const char *folder)
{
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->items[i];
		if (figure->drawn)
			(void)printf("%s/%s.svg %s/%s.png\n", folder, figure->name, folder, figure->name);
		else
			(void)fprintf(stderr, "not drawn: %s: %s\n", figure->name, figure->missing);
	}
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	const char *asked = arguments_option(arguments, "-o");
	CLEANUP_FREE char *folder =
		asked ? memory_copy_text(asked) : text_format("%s/figures", arguments->positional[0]);
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_FIGURES struct figures figures = {0};

	if (!study_command_open(arguments, arguments_option(arguments, "--published"), &study, err) ||
		!study_command_draw(&study, folder, &figures, err))
		return false;
	print_figures(&figures, folder);
	*status = STATUS_DONE;
	return true;
}

const struct command command_plot = {
	.name = "plot",
	.synopsis = "RESULTS",
	.summary = "draw the figures as SVG and PNG",
	.details = "Runs gnuplot once over every figure of plots/ that RESULTS has the data for\n"
			   "('gorge list figures'), and says of the others what they lack. Several releases\n"
			   "give heat maps of changes and a figure for each pattern. The small CSV files it\n"
			   "draws from are written to DIR/data, so that figures can be changed by hand.",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
