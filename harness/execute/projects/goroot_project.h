/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * goroot: the toolchain's own source as a project, built by that toolchain: `target = std` is the standard
 * library, `cmd/compile` or `cmd/...` what the release ships.
 *
 * The go command is run in a module of gorge's own without anything in it, since inside GOROOT/src it would
 * go by the rules of the module std, which changed with releases; from outside, `go build std` has meant the
 * same since modules came. Facts and hash are of all of GOROOT/src, and so differ from release to release.
 */
#ifndef GORGE_EXECUTE_PROJECTS_GOROOT_PROJECT_H
#define GORGE_EXECUTE_PROJECTS_GOROOT_PROJECT_H

#include "execute/projects/local_project.h"

/* Raises NOT_A_PROJECT when the toolchain has no source. */
bool goroot_project_open(const struct toolchain *toolchain, struct local_project *project, struct error *err);

#endif
