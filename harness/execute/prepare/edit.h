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
	char *editor;  /* the program */
	char *project; /* the folder that was edited */
	char *undo;    /* the folder with what is needed to take it back */
};

/* What is to be edited. Borrows all of it. */
struct edit_request {
	const char *state;                 /* the cache state that asks for it: "edit:body@leaf" */
	const char *project;               /* folder */
	const char *undo;                  /* a folder of this run's own, which need not be there yet */
	const struct toolchain *toolchain; /* builds bench/editor */
	const struct workspace *workspace;
};

/* Makes the edit. True with `why` filled, and nothing changed, when the project has nothing that could be so
 * edited. */
bool edit_apply(
	const struct edit_request *request, struct edit *edit, char *why, size_t why_bytes, struct error *err);
/* Takes it back and frees the edit; nothing to do when there was none. */
bool edit_undo(struct edit *edit, struct error *err);

#endif
