/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has to stand before a run: its project, its loader. Each distinct one is made once
 * and kept until the experiment ends; all of it outside the measured group.
 */
#ifndef GORGE_EXECUTE_PREPARE_PREPARATION_H
#define GORGE_EXECUTE_PREPARE_PREPARATION_H

#include "execute/projects/local_projects.h"
#include "execute/stores/workspace.h"
#include "generators/project.h"
#include "measure/workloads/workload.h"
#include "plan/matrix.h"
#include "execute/projects/local_dependencies.h"

/* A project on disk, ready to be measured. Texts are owned by the store. */
struct project {
	size_t spec;  /* index into the experiment's projects */
	char *params; /* of the generator; "" for real code */
	char *folder;
	/* Of real code, borrowed; of what a user's own program has made, owned; else NULL. */
	struct local_project *local;
	bool generated;
	struct project_facts facts;
	struct project_look look; /* at its source when it was known to be that of `facts` */
};

/* What a target of a project calls for, worked out once per toolchain and settings. Owned by the store. */
struct project_needs {
	char *key;
	char *target; /* as the go command takes it from the project's folder */
	struct local_packages packages;
};

/* What refusal_of_settings() was answered. */
struct refusal_answer {
	char key[HASH_TEXT_BYTES];
	char why[256]; /* "": the release takes the settings */
};

struct preparation {
	const struct experiment *experiment;
	struct workspace *workspace;
	const struct local_projects *locals; /* the real code among the projects */
	struct project *projects;
	size_t project_count, project_capacity;
	struct project_needs *needs;
	size_t needs_count, needs_capacity;
	struct refusal_answer *answers;
	size_t answer_count, answer_capacity;
};

void preparation_dispose(struct preparation *preparation);

/* The cell's project, generated when it is not there yet; NULL with a raised error. The pointer stays good
 * until the next call. */
const struct project *preparation_project(
	struct preparation *preparation, const struct cell *cell, struct error *err);

/* What is asked of a target. Borrows all of it. */
struct needs_question {
	const struct workload *workload;
	const struct project *project;
	const struct cell *cell;
	const struct toolchain *toolchain;
};

/* What the cell's target needs; for real code its dependencies are downloaded first. NULL with a raised
 * error. The pointer stays good until the next call. */
const struct project_needs *preparation_needs(
	struct preparation *preparation, const struct needs_question *question, struct error *err);

/* The program of the load workload, built by the toolchain under test. The caller frees it. */
char *preparation_loader(
	struct preparation *preparation, const struct toolchain *toolchain, struct error *err);

/* The environment of a go command that is not measured, in a home and with a cache that the experiment's
 * helpers share: the project's own with the cell's settings, but for those of the collector. */
bool preparation_helper_environment(struct preparation *preparation, const struct project *project,
	const struct workload_context *context, struct list *environment, struct error *err);

/* The same in a home and with a cache of the caller's; project NULL for none. */
void preparation_unmeasured_environment(const struct project *project, const struct workload_context *context,
	const char *home, const char *cache, struct list *environment);

/* Takes the folder of a project that gorge has made out of the paths in a text: it is another one in every
 * experiment. */
void preparation_shorten(const struct project *project, char *text);

/* Forgets and deletes what was made of the projects' sources, or found out about them: it is made again. */
bool preparation_forget(struct preparation *preparation, struct error *err);

/* Reads the toolchain's programs into the page cache, so that no run is charged for their pages. */
void preparation_read_tools(const struct toolchain *toolchain);

#endif
