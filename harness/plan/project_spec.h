/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one [project] section of an experiment asks for: a generator with its parameters as axes, or a folder
 * of the user's. An experiment may have several, named [project NAME].
 */
#ifndef GORGE_PLAN_PROJECT_SPEC_H
#define GORGE_PLAN_PROJECT_SPEC_H

#include "generators/exec_generator.h"
#include "plan/axis.h"

struct project_spec {
	char *name;                        /* NAME of [project NAME]; "" for [project] */
	const struct generator *generator; /* NULL for a dir: project */
	struct exec_generator *exec;       /* owned; whose generator that is for exec:PROGRAM, else NULL */
	char *folder;                      /* of a dir: project, as written; NULL for a generator */
	struct axes axes; /* of the generator's parameters, and of settings that hold for this project alone */
};

void project_spec_release(struct project_spec *spec);

/* Takes one key of the section: `generator`, a parameter, or a setting that holds for this project in place
 * of the one that all share. Without a `generator` key before its parameters, the section's name is the
 * generator's. */
bool project_spec_set(struct project_spec *spec, const char *name, const char *value, struct error *err);
/* Makes sure that there is a generator or a folder. */
bool project_spec_complete(struct project_spec *spec, struct error *err);
/* Holds every combination of its parameters against generator_check(); the error's `where` is the key. */
bool project_spec_check(const struct project_spec *spec, struct error *err);
/* The generator's values for one choice of an index into each of the axes. */
void project_spec_values(
	const struct project_spec *spec, const size_t *choice, struct parameter_values *values);

#endif
