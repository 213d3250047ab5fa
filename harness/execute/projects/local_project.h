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
 *   - local_project_unchanged() holds the hash of everything against the one at the start.
 * Its dependencies come into a module cache of gorge's own before the run, over the network, checked against
 * go.sum; the run itself is offline.
 */
#ifndef GORGE_EXECUTE_PROJECTS_LOCAL_PROJECT_H
#define GORGE_EXECUTE_PROJECTS_LOCAL_PROJECT_H

#include "generators/generator.h"
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
};

/* Looks at PATH. Raises NOT_A_PROJECT when it holds neither go.mod nor go.work. */
bool local_project_open(const char *path, struct local_project *project, struct error *err);
/* The same for code that lies elsewhere than the module from which it is built. */
bool local_project_open_at(
	const char *path, const char *source, struct local_project *project, struct error *err);
void local_project_release(struct local_project *project);
const char *local_project_folder(const struct local_project *project);
const struct project_facts *local_project_facts(const struct local_project *project);

/* The standard target "./..." for this project, in words of the go command: for a workspace without a module
 * at its root that is "./a/... ./b/...". Other targets stay. The caller frees it. */
char *local_project_target(const struct local_project *project, const char *target);

/* Adds to the environment of a measured run (toolchain_environment()) where the module cache is, and how
 * modules are found: GOPATH, GOMODCACHE, GOFLAGS, GOWORK. */
void local_project_environment(
	const struct local_project *project, const struct toolchain *toolchain, struct list *environment);

/* Puts a workspace's copy of go.work where local_project_environment() says. */
bool local_project_copy_workspace(
	const struct local_project *project, const struct toolchain *toolchain, struct error *err);

/* What is to be built, and how, as the go command is asked about it. */
struct local_query {
	const struct toolchain *toolchain;
	const char *target;       /* blank-separated packages */
	const struct list *flags; /* "-tags=x", "-race" and the other build flags of the run; NULL for none */
	bool tests;               /* the target's tests too */
};

/* Downloads what the target needs and the module cache does not have yet.
 * variables: "GOOS=windows", "CGO_ENABLED=0" and whatever else decides which files count; may be NULL.
 * Raises DEPENDENCIES with what the go command said. */
bool local_project_prepare(const struct local_project *project, const struct local_query *query,
	const struct list *variables, struct error *err);

/* What building a target takes. */
struct local_packages {
	struct list std;       /* that a warm cache must hold (those under a vendor/ of std come with them) */
	uint64_t std_compiles; /* processes that compile them, when the cache is cold */
	uint64_t compiles,
		links;     /* beside those, one each; with tests: of `go test`, which links their programs alone */
	uint64_t vets; /* packages but std */
	bool has_variants; /* some are compiled more than once: for a test, or for a program's profile */
};

/* Asks `go list -deps` about the target, seen from `folder`, in that environment. For generated projects too.
 * The commands of a toolchain are none of std, though the go command calls them so.
 * A program with a default.pgo (Go 1.21) compiles std packages of its own, which no cache of std holds: they
 * count as compiles. The caller releases packages->std, also after an error. */
bool local_project_packages(const char *folder, const struct local_query *query,
	const struct list *environment, struct local_packages *packages, struct error *err);

/* Reads everything that counts: brings it into the page cache. */
bool local_project_read(const struct local_project *project, struct error *err);
/* Raises PROJECT_CHANGED unless everything that counts is as it was when it was opened. */
bool local_project_unchanged(const struct local_project *project, struct error *err);

#endif
