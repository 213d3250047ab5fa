/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one [project] section of an experiment asks for: a generator with its parameters as axes, or code that
 * is there already. An experiment may have several, named [project NAME].
 */
#ifndef GORGE_PLAN_PROJECT_SPEC_H
#define GORGE_PLAN_PROJECT_SPEC_H

#include "generators/exec_generator.h"
#include "plan/axis.h"

/* Where real code comes from, as it stands behind `generator =`: a folder of the user's; a module in the
 * version named, from the module proxy; the toolchain's own source, the standard library and commands. */
#define PLACE_FOLDER "dir:"
#define PLACE_MODULE "get:"
#define PLACE_GOROOT "goroot"

struct project_spec {
	char *name;                        /* NAME of [project NAME]; "" for [project] */
	const struct generator *generator; /* NULL for real code */
	struct exec_generator *exec;       /* owned; whose generator that is for exec:PROGRAM, else NULL */
	char *place;                       /* of real code, as written: "dir:PATH"; NULL for a generator */
	uint64_t repetitions;              /* of its cells; 0: as the experiment says */
	struct axes axes; /* of the generator's parameters, and of settings that hold for this project alone */
};

void project_spec_dispose(struct project_spec *spec);
/* What a rule of [exclude] calls it: NAME of [project NAME], else the generator's name or the folder's. Stays
 * with the spec. */
const char *project_spec_title(const struct project_spec *spec);

/* Takes one key of the section: `generator`, `repeat`, a parameter, or a setting or one of workload_axes.h
 * that holds for this project in place of the one that all share. Without a `generator` key before its
 * parameters, the section's name is the generator's. */
bool project_spec_set(struct project_spec *spec, const char *name, const char *value, struct error *err);
/* Adds a value to the axis of a parameter that the generator has, unless it is there; a parameter without an
 * axis keeps its standard value beside it. value: canonical (generators/parameters.h). */
void project_spec_extend(struct project_spec *spec, const char *parameter, const char *value);
/* Makes sure that there is a generator or a place. */
bool project_spec_complete(struct project_spec *spec, struct error *err);
/* Holds every combination of its parameters against generator_check(); the error's `where` is the key. */
bool project_spec_check(const struct project_spec *spec, struct error *err);
/* The generator's values for one choice of an index into each of the axes. */
void project_spec_values(
	const struct project_spec *spec, const size_t *choice, struct parameter_values *values);

#endif
