/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An experiment file as a struct. Parsing takes text and does no I/O; docs/experiments.md names every key.
 */
#ifndef GORGE_PLAN_EXPERIMENT_H
#define GORGE_PLAN_EXPERIMENT_H

#include "base/error.h"
#include "generators/generator.h"
#include "plan/axis.h"

#include <stdint.h>

/* "3, 1 if files > 10000": the last rule whose condition holds for a cell decides. */
struct repeat_rule {
	uint64_t repetitions;
	char *axis;    /* NULL: always */
	char relation; /* '<' or '>' */
	uint64_t bound;
};

enum { REPEAT_RULES_MOST = 8 };

/* A statement to be checked against the results: [claim NAME]. */
struct claim {
	char *name, *says, *source, *expect; /* NULL when not given */
};

struct experiment {
	char *name; /* of the file, without folder and .ini */
	char *question;
	char *published; /* CSV of a published table to compare with, relative to the file; NULL = none */
	struct repeat_rule repeat[REPEAT_RULES_MOST];
	size_t repeat_count;
	uint64_t seed;       /* of the order; default 1 */
	uint64_t timeout_ns; /* default 30 minutes */
	double memory_share; /* of the host's memory, as the limit of the tree; 0 when memory_bytes is set */
	uint64_t memory_bytes;
	char *meter;                       /* NULL = the best that works */
	bool samples;                      /* write samples.csv */
	const struct generator *generator; /* NULL for a dir: project */
	char *folder;                      /* of a dir: project, as written; NULL for a generator */
	struct axis *axes;
	size_t axis_count, axis_capacity;
	struct claim *claims;
	size_t claim_count, claim_capacity;
};

/* Parses the text of an experiment file. path: for names and messages only.
 * overrides: NULL-terminated "key=values" of --set, applied as if they stood in the file, in place of the
 * key there; or NULL. Raises EXPERIMENT_SYNTAX, BAD_VALUE, UNKNOWN_GENERATOR ... with path:line.
 * On failure the experiment is already released. */
bool experiment_parse(const char *text, const char *path, const char *const *overrides,
	struct experiment *experiment, struct error *err);
void experiment_release(struct experiment *experiment);

/* The axis of that kind and name (name NULL: any of the kind), or NULL. */
const struct axis *experiment_axis(
	const struct experiment *experiment, enum axis_kind kind, const char *name);

/* How often a cell is measured whose axis values are given by `value(axis name)`. */
uint64_t experiment_repetitions(const struct experiment *experiment,
	const char *(*value)(const char *axis, const void *context), const void *context);

/* Takes one key of a section as the file gives it. */
bool experiment_set(struct experiment *experiment, const char *section, const char *name, const char *value,
	struct error *err);
/* The section that a bare key of --set belongs to; "settings" when none knows it. */
const char *experiment_section_of(const struct experiment *experiment, const char *name);

/* The fixed keys, for help texts; NULL behind the last one. */
struct experiment_key {
	const char *section, *name, *values, *help;
};
const struct experiment_key *experiment_key_at(size_t index);

#endif
