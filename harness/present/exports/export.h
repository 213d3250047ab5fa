/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results in the formats of other programs. export_NAME.c defines `exporter_NAME`; exports.def lists it.
 * What was not measured is left out of every format: it is never 0 and never NaN.
 */
#ifndef GORGE_PRESENT_EXPORTS_EXPORT_H
#define GORGE_PRESENT_EXPORTS_EXPORT_H

#include "analyse/study/study.h"
#include "record/runs.h"

struct exporter {
	const char *name;
	const char *summary; /* one line */
	const char *details; /* what `gorge describe` tells besides */
	/* The metrics when none are named, ended by RUN_COLUMN_COUNT; NULL = every measured column. */
	const enum run_column *standard;
	bool takes_metrics; /* false: its figures are always the same, and --metric is refused */
	bool reads_tools;   /* wants what study_read_lost_tools() reads */
	/* Appends a whole file; wanted[metric] of RUN_METRIC_COUNT. False with a raised error. */
	bool (*append)(const struct study *study, const bool *wanted, struct text *out, struct error *err);
};

#define EXPORT(id) extern const struct exporter exporter_##id;
#include "present/exports/exports.def"
#undef EXPORT

/* Every exporter in exports.def, NULL-terminated. */
extern const struct exporter *const exporters[];

/* The exporter of that name, or NULL with a raised UNKNOWN_NAME and the nearest one. */
const struct exporter *exporter_find(const char *name, struct error *err);

/* The memories, times and output size that most questions are about, ended by RUN_COLUMN_COUNT. */
extern const enum run_column export_headline[];

/* A text of environment.json about a host, or NULL. */
const char *export_host_fact(const struct study *study, const char *host, const char *key);

#endif
