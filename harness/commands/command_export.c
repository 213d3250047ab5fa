/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "analyse/series/growth_metric.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "present/exports/export.h"

#include <stdio.h>

static const struct option options[] = {
	{"-o", "FILE", "where to write it (standard output)"},
	{"--metric", "COLUMN",
		"a column of runs.csv to export, or cpu_ns, instead of the standard ones; may be repeated"},
	{0},
};

/* wanted[column] for the metrics that were named, else for the format's standard ones. */
static bool
choose_metrics(
	const struct arguments *arguments, const struct exporter *exporter, bool *wanted, struct error *err)
{
	const char *name;
	enum run_column metric;

	for (size_t i = 0; (name = arguments_option_at(arguments, "--metric", i)) != NULL; i++) {
		if (!exporter->takes_metrics)
			return error_raise(
				err, ERROR_USAGE, "--metric", "the figures of '%s' are always the same", exporter->name);
		if (!growth_metric(name, &metric, err))
			return false;
		wanted[metric] = true;
	}
	if (arguments_option(arguments, "--metric"))
		return true;
	for (enum run_column column = 0; !exporter->standard && column < RUN_COLUMN_COUNT; column++)
		wanted[column] = column_is_figure(column);
	for (const enum run_column *column = exporter->standard; column && *column != RUN_COLUMN_COUNT; column++)
		wanted[*column] = true;
	return true;
}

static bool
deliver(const char *path, const struct text *text, struct error *err)
{
	if (path)
		return file_replace(path, text_string(text), text->length, err);
	if (fwrite(text_string(text), 1, text->length, stdout) != text->length || fflush(stdout) != 0)
		return error_raise_errno(err, ERROR_WRITE, "standard output");
	return true;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	const struct exporter *exporter = exporter_find(arguments->positional[0], err);
	bool wanted[RUN_METRIC_COUNT] = {false};
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_TEXT struct text text = {0};

	if (!exporter || !choose_metrics(arguments, exporter, wanted, err) ||
		!study_open(arguments->positional[1], NULL, NULL, &study, err) ||
		(exporter->reads_tools && !study_read_lost_tools(&study, err)) ||
		!exporter->append(&study, wanted, &text, err) ||
		!deliver(arguments_option(arguments, "-o"), &text, err))
		return false;
	*status = STATUS_DONE;
	return true;
}

const struct command command_export = {
	.name = "export",
	.synopsis = "FORMAT RESULTS [-o FILE] [--metric COLUMN ...]",
	.summary = "results in the formats of other programs: benchstat, JSON, OpenMetrics ...",
	.details = "FORMAT is one of 'gorge list exports'; 'gorge describe FORMAT' tells more of each. Reads\n"
			   "only the files in RESULTS. What was not measured is left out, never 0.",
	.options = options,
	.least = 2,
	.most = 2,
	.run = run,
};
