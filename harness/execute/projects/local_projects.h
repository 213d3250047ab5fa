/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real code among an experiment's projects: opened once, or once per toolchain where it is the
 * toolchain's own source.
 */
#ifndef GORGE_EXECUTE_PROJECTS_LOCAL_PROJECTS_H
#define GORGE_EXECUTE_PROJECTS_LOCAL_PROJECTS_H

#include "execute/projects/local_project.h"
#include "plan/experiment.h"

struct local_projects {
	size_t projects, toolchains;
	struct local_project **items; /* [project * toolchains + toolchain], owned; NULL where another serves */
};

/* Opens every one. NULL with a raised error. Freed by local_projects_free(), which accepts NULL. */
struct local_projects *local_projects_open(const struct experiment *experiment,
	const struct toolchain *toolchains, size_t toolchain_count, bool quiet, struct error *err);
void local_projects_free(struct local_projects *locals);

/* The one of that project of the experiment and that value of the go axis; NULL for a generator's. */
struct local_project *local_projects_at(const struct local_projects *locals, size_t project, size_t go);

/* Appends the texts that ids are made of: per project "dir:PATH HASH", "get:MODULE@VERSION h1:SUM",
 * "goroot ", or "" for a generator; per toolchain the hash of its source when the experiment has it as a
 * project, else "". */
void local_projects_identify(const struct local_projects *locals, const struct experiment *experiment,
	struct list *projects, struct list *goroots);

/* Opens what a command line may name: get:MODULE@VERSION, dir:PATH, or PATH. */
bool local_project_open_named(const char *name, bool quiet, struct local_project *project, struct error *err);

#endif
