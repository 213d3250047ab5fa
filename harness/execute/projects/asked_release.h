/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The release that the go command itself would build a project with (go help toolchain). Pure text.
 */
#ifndef GORGE_EXECUTE_PROJECTS_ASKED_RELEASE_H
#define GORGE_EXECUTE_PROJECTS_ASKED_RELEASE_H

/* mod: a go.mod, or the go.work that the project is built by. gotoolchain: as GOTOOLCHAIN has it, "auto",
 * "local", "go1.24.2+auto" ... host: version of the go command on PATH, "1.26.8"; before 1.21 it knows of no
 * other, and is what builds. Returns a release as toolchain_find() takes it, "1.27.4", or "host" where that
 * is new enough, or none other may be taken. Of a go line without a patch (1.24) it is the first release.
 * The caller frees it. */
char *asked_release(const char *mod, const char *gotoolchain, const char *host);

#endif
