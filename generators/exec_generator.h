/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exec:PROGRAM: a generator of the user's, any program that writes a project into the folder it is given.
 *
 * PROGRAM FOLDER is run in that folder, which is empty, with an environment of PATH, HOME and TMPDIR (both a
 * folder that is deleted afterwards) and one variable a parameter, named as the parameter. It may change
 * files in these two folders only (where the kernel has Landlock). The content of the program is its version.
 */
#ifndef GORGE_GENERATORS_EXEC_GENERATOR_H
#define GORGE_GENERATORS_EXEC_GENERATOR_H

#include "generators/generator.h"

#define EXEC_PREFIX "exec:"

struct exec_generator {
	struct generator generator; /* first: what the rest of gorge sees; its name is "exec:PROGRAM" as typed */
	char *program;              /* absolute */
	size_t parameter_count;
	struct parameter parameters[PARAMETER_MOST + 1]; /* of kind TEXT, ended by a NULL name */
};

/* `name` is "exec:PROGRAM"; a PROGRAM without a slash is looked for on PATH. NULL with a raised error. */
struct exec_generator *exec_generator_open(const char *name, struct error *err);
/* The generator of a name: one of the registry, or an exec: one, which *exec then owns (else it is NULL).
 * NULL with a raised error. */
const struct generator *generator_open(const char *name, struct exec_generator **exec, struct error *err);
/* NULL is fine. */
void exec_generator_close(struct exec_generator *exec);
/* Makes the name one of its parameters; fine when it is already. Raises BAD_VALUE for what cannot be a
 * variable of the program, or is one that gorge sets. */
bool exec_generator_parameter(struct exec_generator *exec, const char *name, struct error *err);

/* Runs the program: `folder` holds the project afterwards, or is as it was. */
bool exec_generator_run(const struct generator *generator, const struct parameter_values *values,
	const char *folder, struct error *err);

#endif
