/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "commands/study_command.h"
#include "present/report/comparison.h"
#include "present/report/tally.h"
#include "present/report/report.h"
#include "present/report/report_terminal.h"

#include <stdio.h>

static const struct option options[] = {
	{"--published", "FILE", "CSV of published figures to compare with"},
	{"--strict", NULL, "exit 1 when a published figure or claim is refuted"},
	{"--no-figures", NULL, "write no figures, so that gnuplot is not needed"},
	{0},
};

/* Without figures the list stays empty, and so does that part of the report. */
static bool
draw(const struct arguments *arguments, const struct study *study, struct figures *figures, struct error *err)
{
	CLEANUP_FREE char *folder = text_format("%s/figures", study->folder);

	return arguments_option(arguments, "--no-figures") || study_command_draw(study, folder, figures, err);
}

static bool
print(const struct study *study, struct error *err)
{
	CLEANUP_TEXT struct text text = {0};

	report_terminal(study, colour_wanted(stdout), &text);
	if (fputs(text_string(&text), stdout) < 0 || fflush(stdout) != 0)
		return error_raise_errno(err, ERROR_WRITE, "standard output");
	return true;
}

/* The tables come first and the report is written even when the figures fail: what was measured is not to
 * be lost for a missing gnuplot. */
static bool
write_all(const struct arguments *arguments, const struct study *study, struct error *err)
{
	CLEANUP_FIGURES struct figures figures = {0};
	bool drawn;

	if (!print(study, err))
		return false;
	drawn = draw(arguments, study, &figures, err);
	if (!report_write(study, &figures, err))
		return false;
	if (!arguments->quiet)
		(void)fprintf(stderr, "written: %s/report.md report.html summary.csv\n", study->folder);
	return drawn;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	CLEANUP_STUDY struct study study = {0};

	if (!study_command_open(arguments, arguments_option(arguments, "--published"), &study, err) ||
		!study_read_tools(&study, err) || !write_all(arguments, &study, err))
		return false;
	*status = arguments_option(arguments, "--strict") &&
					  study_tally(&study, COLUMN_tree_peak_bytes).of[CLAIM_REFUTED] > 0
				  ? STATUS_WORSE
				  : STATUS_DONE;
	return true;
}

const struct command command_report = {
	.name = "report",
	.synopsis = "RESULTS",
	.summary = "write report.md, report.html and summary.csv, and print the verdicts",
	.details = "Reads only the files in RESULTS. A published table named in the experiment\n"
			   "(published = FILE) or by --published stands beside ours, with a verdict for each\n"
			   "figure and for its claim. Figures are drawn into RESULTS/figures.",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
