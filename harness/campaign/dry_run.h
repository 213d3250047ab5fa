/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What would be done, told before anything is made.
 */
#ifndef GORGE_CAMPAIGN_DRY_RUN_H
#define GORGE_CAMPAIGN_DRY_RUN_H

#include "execute/session.h"

#include <stdio.h>

/* On stdout: every run, unsupported ones with why, how many cells which rule excludes, how many runs are
 * there already, and what the others need. */
bool dry_run_print(struct session *session, const struct results *there, struct error *err);

/* One line: how many runs there are, what they are thought to need, and that up to `more` may follow. */
void print_estimate(const struct estimate *estimate, size_t runs, size_t more, FILE *out);

#endif
