/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One small change in a generated project before a run, taken back after it: bench/editor makes it.
 */
#ifndef GORGE_EXECUTE_PREPARE_EDIT_H
#define GORGE_EXECUTE_PREPARE_EDIT_H

#include "execute/stores/workspace.h"
#include "toolchain/toolchain.h"

/* Zero-initialised: nothing was edited. */
struct edit {
	char *editor, *project,
		*undo; /* the program; the folder that was edited; what is needed to take it back */
};

/* Makes the edit that a cache state asks for ("edit:body@leaf"); `undo` is a folder of this run's own. True
 * with `why` filled, and nothing changed, when the project has nothing that could be so edited. */
bool edit_apply(const char *cache, const char *project, const char *undo, const struct toolchain *toolchain,
	const struct workspace *workspace, struct edit *edit, char *why, size_t why_bytes, struct error *err);
/* Takes it back and frees the edit; nothing to do when there was none. */
bool edit_undo(struct edit *edit, struct error *err);

#endif
