/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a probe is of: a folder in a module or workspace, a module to be fetched, a generator.
 */
#ifndef GORGE_CAMPAIGN_PROBE_PROBE_PLACE_H
#define GORGE_CAMPAIGN_PROBE_PROBE_PLACE_H

#include "base/error.h"
#include "base/text.h"

struct probe_place {
	char *generator; /* as an experiment names it: "dir:/home/me/svc", "get:MODULE@VERSION", "many_methods" */
	char *root;      /* of a folder: where the go.mod or go.work lies, or NULL */
	char *below;     /* of a folder: the way from there to it, "" or "cmd/server"; else "" */
	char *name;      /* a word for it, fit for the name of a folder */
};

/* A folder stands for the module that it lies in; what is no folder and begins with no "get:" is taken for a
 * generator. Raises NOT_A_PROJECT for a folder outside of all modules, READ for one that is not there,
 * UNKNOWN_GENERATOR for what is none of these. */
bool probe_place_find(const char *what, struct probe_place *place, struct error *err);
void probe_place_dispose(struct probe_place *place);
#define CLEANUP_PROBE_PLACE __attribute__((cleanup(probe_place_dispose)))

/* What the go command is to build, seen from the root: the packages named, or all below the folder. Blanks
 * between. The caller frees it. */
char *probe_place_target(const struct probe_place *place, const struct list *packages);
/* Appends the go.mod, or the go.work, that the project is built by; nothing of what is no folder. */
bool probe_place_mod(const struct probe_place *place, struct text *mod, struct error *err);

#endif
