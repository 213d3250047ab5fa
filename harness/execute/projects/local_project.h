/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dir: projects: a Go module or workspace of the user's, measured where it lies.
 *
 * In place, not copied: a copy would cut the relative folders that go.mod and go.work may name
 * (`replace x => ../x`, `use ../y`), double the disk, and change the paths that the compiler records.
 * What keeps it from being written to:
 *   - a module is built with -mod=readonly, or -mod=vendor when it has vendor/modules.txt; in both the go
 *     command refuses to touch go.mod and go.sum, and complains where they are not complete;
 *   - a workspace would have its go.work.sum written even so, therefore the go command gets a copy of go.work
 *     with absolute folders (GOWORK) in gorge's own cache, and writes the sum beside that;
 *   - programs are linked into the run's own folder, and the build cache is the run's own;
 *   - what it is is looked at before and after each run (execute/prepare/source.h).
 */
#ifndef GORGE_EXECUTE_PROJECTS_LOCAL_PROJECT_H
#define GORGE_EXECUTE_PROJECTS_LOCAL_PROJECT_H

#include "generators/generator.h"
#include "generators/project_inspect.h"
#include "toolchain/toolchain.h"

struct local_project {
	char *folder;               /* absolute, no links: where the go command is run */
	char *source;               /* whose files are counted: `folder`, but for the toolchain's own source */
	char *sum;                  /* "h1:...", of a module that was fetched; NULL for all others */
	char *module;               /* path of its module; NULL for a workspace without one at its root */
	char *workspace;            /* the go.work that it is built by, there or further up; NULL for none */
	bool vendored;              /* has vendor/modules.txt: needs nothing downloaded */
	unsigned go_minor;          /* of its go line: older releases may refuse it; 0 without one */
	struct list outside;        /* folders beside `folder` that it takes source from (replace, use) */
	struct project_facts facts; /* counts of `source`; the hash covers `outside` and the go.work as well */
	struct project_look look;   /* at all of that, from before it was read for the facts */
};

/* Looks at PATH. Raises NOT_A_PROJECT when it holds neither go.mod nor go.work. */
bool local_project_open(const char *path, struct local_project *project, struct error *err);
/* The same for code that lies elsewhere than the module from which it is built. */
bool local_project_open_at(
	const char *path, const char *source, struct local_project *project, struct error *err);
void local_project_dispose(struct local_project *project);
const char *local_project_folder(const struct local_project *project);
const struct project_facts *local_project_facts(const struct local_project *project);

/* The standard target "./..." for this project, in words of the go command: for a workspace without a module
 * at its root that is "./a/... ./b/...". Other targets stay. The caller frees it. */
char *local_project_target(const struct local_project *project, const char *target);

/* Reads everything that counts: brings it into the page cache, and tells what it is now. */
bool local_project_read(const struct local_project *project, struct project_facts *facts, struct error *err);
/* Looks at everything that counts. */
bool local_project_look(const struct local_project *project, struct project_look *look, struct error *err);

#endif
