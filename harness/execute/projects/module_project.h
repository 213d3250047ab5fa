/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * get: projects: a module of the proxy, in the version that is named, kept under gorge's cache folder as
 * get/MODULE@VERSION and measured there like a dir: project. It is fetched once, by the host's go command,
 * which checks it against the checksum database; what was fetched never changes, and what changed it is told
 * of.
 */
#ifndef GORGE_EXECUTE_PROJECTS_MODULE_PROJECT_H
#define GORGE_EXECUTE_PROJECTS_MODULE_PROJECT_H

#include "execute/projects/local_project.h"

/* Opens "MODULE@VERSION", fetched when it is not there yet; that is told on stderr unless `quiet`. Raises
 * MODULE_MOVES where the version is a query ("latest", "v1", a branch), with what it stands for today; the
 * errors of module_fetch(); NOT_A_PROJECT for a version without a go.mod; MODULE_BROKEN. */
bool module_project_open(const char *request, bool quiet, struct local_project *project, struct error *err);

#endif
