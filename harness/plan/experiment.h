/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An experiment file as a struct. Parsing takes text and does no I/O; docs/experiments.md names every key.
 */
#ifndef GORGE_PLAN_EXPERIMENT_H
#define GORGE_PLAN_EXPERIMENT_H

#include "base/error.h"
#include "plan/exclude.h"
#include "plan/project_spec.h"
#include "plan/repeat.h"

#include <stdint.h>

enum { EXPERIMENT_CELLS_MOST = 100000, EXPERIMENT_LINES_MOST = 5000 };

/* A statement to be checked against the results: [claim NAME]. */
struct claim {
	char *name, *says, *source, *expect; /* NULL when not given */
};

struct experiment {
	char *name; /* of the file, without folder and .ini */
	char *question;
	char *published; /* CSV of a published table to compare with, relative to the file; NULL = none */
	struct repeat_rules repeat;
	uint64_t seed;                 /* of the order; default 1 */
	char *meter;                   /* NULL = the best that works */
	bool samples;                  /* write samples.csv */
	struct project_spec *projects; /* at least one; each adds its own axes to those below */
	size_t project_count, project_capacity;
	struct axes axes;              /* of toolchain, workload and settings: shared by all projects */
	struct exclude_rule *excludes; /* in the order of the file */
	size_t exclude_count, exclude_capacity;
	struct claim *claims;
	size_t claim_count, claim_capacity;
};

void experiment_dispose(struct experiment *experiment);

/* The project of a section "project" or "project NAME", made when it is not there yet; NULL for another
 * section. The pointer stays good until the next call. */
struct project_spec *experiment_project(struct experiment *experiment, const char *section);
/* Takes one key of a section as the file gives it. */
bool experiment_set(struct experiment *experiment, const char *section, const char *name, const char *value,
	struct error *err);
/* Takes one key of --set that no section of the file has: where it belongs is told by its name, and what a
 * generator knows goes to every project of it. */
bool experiment_set_new(
	struct experiment *experiment, const char *name, const char *value, struct error *err);
/* The section that a key of a section counts for: a setting may stand in [workload], whose part it is. */
const char *experiment_section_of(const char *section, const char *name);
/* True when --set NAME=... replaces the key of that name in this section: a name that two sections know (go)
 * means the fixed one, not a generator's parameter. */
bool experiment_set_means(const char *section, const char *name);

/* The fixed keys, for help texts; NULL behind the last one. */
struct experiment_key {
	const char *section, *name, *values, *help;
};
const struct experiment_key *experiment_key_at(size_t index);

#endif
