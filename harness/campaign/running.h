/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Doing an opened experiment, for commands that measure: what is missing is measured, rows are appended,
 * progress is told, environment.json is written.
 */
#ifndef GORGE_CAMPAIGN_RUNNING_H
#define GORGE_CAMPAIGN_RUNNING_H

#include "execute/session.h"

struct running {
	bool dry_run;             /* print the plan on stdout, and do nothing */
	bool yes;                 /* do even what has to be asked about */
	bool fresh;               /* move earlier files away first */
	const struct list *retry; /* runs with these outcomes are done again; NULL = none. Not with `fresh` */
	bool quiet;
	FILE *out; /* where the last line goes, how many runs were measured; NULL = nowhere */
};

/* The estimate and the progress go to stderr. False when it was interrupted or the host failed; finished rows
 * are kept. */
bool session_run(struct session *session, const struct running *how, struct error *err);
/* Splits "failed,timeout" into outcomes that a run which stands there may have, to be retried; NULL
 * gives none. Raises USAGE naming the word that is none. */
bool running_retry(const char *text, struct list *outcomes, struct error *err);

#endif
