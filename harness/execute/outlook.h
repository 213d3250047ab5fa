/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which cells of a session will be `unsupported` rows, as far as that is known before a project is made; an
 * exec: generator is run, since nothing is known of what it writes. Only whether a project has a program to
 * start, a place for an edit, and a dependency that is not there yet, is found out later.
 */
#ifndef GORGE_EXECUTE_OUTLOOK_H
#define GORGE_EXECUTE_OUTLOOK_H

#include "execute/session.h"

struct outlook {
	const struct session *session;
	const struct results *there; /* what is measured already */
	char **why;                  /* per cell of the plan: why it cannot be done, NULL when it can */
};

/* Asks the toolchains, in a workspace that is gone afterwards. Borrows both. */
bool outlook_open(
	const struct session *session, const struct results *there, struct outlook *outlook, struct error *err);
void outlook_dispose(struct outlook *outlook);

/* Whether a run of the plan is there already. */
bool outlook_has(const struct outlook *outlook, const struct run *run);
/* What the runs of the plan that are not there and can be done are thought to need, and how many they are. */
size_t outlook_estimate(const struct outlook *outlook, struct estimate *estimate);

#endif
