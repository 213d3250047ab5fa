/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What real code needs from elsewhere: its dependencies come into a module cache of gorge's own before the
 * run, over the network, checked against go.sum; the run itself is offline. And what building it takes.
 */
#ifndef GORGE_EXECUTE_PROJECTS_LOCAL_DEPENDENCIES_H
#define GORGE_EXECUTE_PROJECTS_LOCAL_DEPENDENCIES_H

#include "execute/projects/local_packages.h"
#include "execute/projects/local_project.h"

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

/* Downloads what the target needs and the module cache does not have yet. variables: "GOOS=windows",
 * "CGO_ENABLED=0" and whatever else decides which files count; may be NULL. Raises what it means, with what
 * the go command said: MODULE_FILES where the project lacks something of its own, UNSUITED where the release
 * or the platform is not one for it, an error of module_fetch(), or DEPENDENCIES. */
bool local_project_prepare(const struct local_project *project, const struct local_query *query,
	const struct list *variables, struct error *err);

/* Whether the release can make anything of the target, asked by a `go list` that follows no import and uses
 * no network, in the environment of a run. *why is "" where it can, and where only the run will tell. Raises
 * errors of the harness only. */
bool local_project_suits(const struct local_project *project, const struct local_query *query,
	const struct list *environment, char *why, size_t why_bytes, struct error *err);

/* Asks `go list -deps` about the target, seen from `folder`, in that environment. For generated projects too.
 * The commands of a toolchain are none of std, though the go command calls them so.
 * A program with a default.pgo (Go 1.21) compiles std packages of its own, which no cache of std holds: they
 * count as compiles. The caller releases packages->std, also after an error. */
bool local_project_packages(const char *folder, const struct local_query *query,
	const struct list *environment, struct local_packages *packages, struct error *err);
/* Adds up what it answers for a target without its tests. Takes the text apart. False for a line of another
 * form, which is then in *bad_line. Pure. */
bool local_packages_count(char *listing, struct local_packages *packages, const char **bad_line);

#endif
